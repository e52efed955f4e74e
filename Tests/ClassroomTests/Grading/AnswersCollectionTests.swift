import Classroom
import Foundation
import Testing

@Suite("Answers are found")
struct AnswersCollectionTests {
  let folder = TemporaryFolder()

  private func found(_ arguments: [String]) throws -> [String] {
    try AnswersCollection(arguments).files.map { String($0.path.dropFirst(folder.path.count + 1)) }
  }

  @Test("in folders at any depth by their ending, in the order of their paths")
  func folders() throws {
    for name in ["b.md", "a/z.MD", "a/b/c/d.md", "notes.txt", "data.csv", ".hidden.md", "__MACOSX/._a.md", ".git/x.md"]
    {
      try folder.write("x", to: name)
    }
    #expect(try found([folder.path]) == ["a/b/c/d.md", "a/z.MD", "b.md"])
    #expect(try AnswersCollection([folder.path]).leftOut == 5)
  }

  @Test("a named file is taken whatever it is called, and each file once")
  func named() throws {
    let text = try folder.write("x", to: "answers.txt")
    try folder.write("x", to: "a/b.md")
    let a = folder.path + "/a"
    #expect(try found([text, a, a + "/", a + "//./b.md", text]) == ["a/b.md", "answers.txt"])
  }

  @Test("links are taken as they are and followed nowhere, in folders and as arguments")
  func links() throws {
    try folder.write("x", to: "real/a.md")
    try folder.write("x", to: "outside/secret.md")
    #expect(symlink(folder.path + "/outside", folder.path + "/real/sub") == 0)
    #expect(symlink(folder.path, folder.path + "/real/up") == 0)
    #expect(symlink(folder.path + "/outside/secret.md", folder.path + "/real/link.md") == 0)
    #expect(symlink(folder.path + "/outside", folder.path + "/real/dir.md") == 0)
    #expect(try found([folder.path + "/real"]) == ["real/a.md", "real/dir.md", "real/link.md"])
    #expect(try found([folder.path + "/real/sub"]) == ["real/sub"])
  }

  @Test("a name that is not UTF-8 is there with the reason")
  func names() throws {
    let path = folder.path.utf8CString.dropLast() + [CChar(bitPattern: 0x2f), CChar(bitPattern: 0xff)]
    let whole = Array(path) + ".md".utf8CString
    let descriptor = whole.withUnsafeBufferPointer { open($0.baseAddress!, O_CREAT | O_WRONLY, 0o600) }
    #expect(descriptor >= 0)
    close(descriptor)
    let files = try AnswersCollection([folder.path]).files
    #expect(files.map(\.problem) == [.nameNotUTF8])
  }

  @Test("folders in folders without end end")
  func deep() throws {
    var path = folder.path
    for _ in 0..<80 { path += "/d" }
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let files = try AnswersCollection([folder.path]).files
    #expect(files.count == 1 && "\(files[0].problem!)".contains("deeper ones are not searched"))
  }

  @Test("what is not there is said")
  func missing() {
    let problem = #expect(throws: AnswersCollectionProblem.self) { try AnswersCollection([folder.path + "/none"]) }
    #expect(problem.map { "\($0)" }?.hasSuffix("none: No such file or directory") == true)
  }
}
