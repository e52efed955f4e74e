import Classroom
import Foundation
import Testing

@Suite("Answers files by strangers")
struct HostileAnswersTests {
  let folder = TemporaryFolder()

  private static func text(lesson: String = "l", student: String = "s042", more: String = "", body: String = "")
    -> String
  {
    "---\nlesson: \(lesson)\nstudent: \(student)\n\(more)---\n\n\(body)"
  }

  private func problem(ofText text: String) -> AnswersProblem? {
    do throws(AnswersProblem) {
      _ = try AnswersFile(parsing: Array(text.utf8))
      return nil
    } catch {
      return error
    }
  }

  private func problem(ofFile path: String) -> AnswersProblem? {
    do throws(AnswersProblem) {
      _ = try AnswersFile.read(path)
      return nil
    } catch {
      return error
    }
  }

  private func remarks(_ body: String) throws -> [String] {
    try AnswersFile(parsing: Array(Self.text(body: body).utf8)).remarks
  }

  // MARK: What is not a file of a sensible size

  @Test("a file of 1 GB is refused without being read")
  func huge() throws {
    let path = try folder.write("", to: "huge.md")
    #expect(truncate(path, 1 << 30) == 0)
    #expect(problem(ofFile: path) == .tooLarge(bytes: 1 << 30))
    try folder.write([UInt8](repeating: 0x20, count: 4 << 20), to: "large.md")
    #expect(problem(ofFile: folder.path + "/large.md") == .noFrontMatter)
  }

  @Test("pipes, devices, sockets, folders and links are refused, each with what it is, and nothing waits")
  func notFiles() throws {
    let pipe = folder.path + "/pipe.md"
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(problem(ofFile: pipe) == .notAFile(kind: "a pipe"))
    #expect(problem(ofFile: "/dev/zero") == .notAFile(kind: "a device"))
    #expect(problem(ofFile: folder.path) == .notAFile(kind: "a folder"))
    let target = try folder.write(Self.text(), to: "target.md")
    for (name, destination) in [
      ("link.md", target), ("loop.md", folder.path + "/loop.md"), ("passwd.md", "/etc/passwd"),
    ] {
      #expect(symlink(destination, folder.path + "/" + name) == 0)
      #expect(problem(ofFile: folder.path + "/" + name) == .symbolicLink)
    }
    #expect("\(AnswersProblem.symbolicLink)".contains("symbolic link"))
    guard case .unreadable(let reason)? = problem(ofFile: folder.path + "/none.md") else { return #expect(Bool(false)) }
    #expect(reason == "No such file or directory")
  }

  // MARK: What is not text

  @Test("bytes that are not UTF-8 are named with their place")
  func invalid() throws {
    let start = Array(Self.text().utf8)
    for broken in [[0xff], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82]] as [[UInt8]] {
      let path = try folder.write(start + broken, to: "broken.md")
      #expect(problem(ofFile: path) == .notUTF8(byte: start.count + 1, line: 6), "\(broken)")
    }
    let marked = try folder.write([0xEF, 0xBB, 0xBF, 0x2d, 0xff], to: "marked.md")
    #expect(problem(ofFile: marked) == .notUTF8(byte: 5, line: 1))
    #expect(problem(ofText: "---\n\0") == .zeroByte(byte: 5, line: 2))
    #expect("\(AnswersProblem.notUTF8(byte: 5, line: 1))" == "byte 5 of the file, in line 1, is not UTF-8")
  }

  // MARK: The front matter

  @Test(
    "what is no front matter",
    arguments: ["", "\n", "hello", "----x\n", "---\nlesson: l\nstudent: s\n", "--- a\nlesson: l\n---\n"])
  func noFrontMatter(_ text: String) {
    let problem = problem(ofText: text)
    #expect(problem == .noFrontMatter || problem == .openFrontMatter)
  }

  @Test("aliases, deep nesting, lists for words, doubled keys and broken YAML are refused in no time")
  func yaml() {
    var laughs = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n"
    for level in 1...20 {
      let inside = repeatElement("*a\(level - 1)", count: 9).joined(separator: ",")
      laughs += "a\(level): &a\(level) [\(inside)]\n"
    }
    for more in [
      laughs, "x: \(String(repeating: "[", count: 100_000))\n", "x: \(String(repeating: "{a: ", count: 3_000))\n",
      String(repeating: "- ", count: 5_000) + "\n", "seed: [1]\n", "seed: -1\n", "seed: 1.5\n",
      "seed: 18446744073709551616\n", "student: other\n", "x: \"\n", "\t: :\n",
      String(repeating: "k: v\n", count: 50_000),
    ] {
      guard case .frontMatter? = problem(ofText: Self.text(more: more)) else {
        Issue.record("accepted: \(more.prefix(60)): \(String(describing: problem(ofText: Self.text(more: more))))")
        continue
      }
    }
    #expect(problem(ofText: "---\nstudent: s042\n---\n") == .frontMatter(line: 1, sentence: "there is no `lesson`"))
    guard case .frontMatter(_, let sentence)? = problem(ofText: "---\nlesson: l\nstudnet: s042\n---\n") else {
      return #expect(Bool(false))
    }
    #expect(sentence.contains("did you mean it by “studnet”?"))
    #expect(problem(ofText: "---\n- a\n---\n") != nil)
  }

  @Test(
    "a lesson that is a path is refused",
    arguments: [
      "../../etc/passwd", "/etc/passwd", "a/../b", "a/b/c", "./a", "a//b", "a/", ".", "..", "\"a\\0b\"", "\"a\\nb\"",
      "a\\b", "\"\"", "\"\\u202Ea\"",
    ])
  func lessonPaths(_ name: String) {
    guard case .lessonName? = problem(ofText: Self.text(lesson: name)) else {
      Issue.record("accepted: \(name)")
      return
    }
  }

  @Test(
    "a student who is a path, a formula, invisible or endless is refused",
    arguments: [
      "../s041", "/etc/passwd", "a\\b", "..", ".hidden", "\"=1+1\"", "+1", "\"-1\"", "\"@SUM(A1)\"", "＝1", "~root",
      "\"a\\0b\"", "\"a\\nb\"", "\"a\\tb\"", "\"\\e[31mred\"", "\"s\\u200B042\"", "\"\\u202Es042\"", "\" s042\"",
      "\"s042 \"", "\"\"",
      "\"a\\u00A0b\"", String(repeating: "a", count: 101), String(repeating: "😀", count: 60),
      "|\n  s042\n  s041\n",
    ])
  func studentIDs(_ id: String) {
    guard case .studentID? = problem(ofText: Self.text(student: id)) else {
      Issue.record("accepted: \(id)")
      return
    }
  }

  @Test("ids that look the same are the same")
  func normalForm() throws {
    let composed = try StudentID.validated("Ren\u{E9}")
    let decomposed = try StudentID.validated("Rene\u{301}")
    #expect(Array(composed.utf8) == Array(decomposed.utf8))
  }

  // MARK: The blocks

  @Test("whatever does not count is said")
  func saysWhatDoesNotCount() throws {
    #expect(try remarks("")[0].contains("no answer in the file"))
    #expect(
      try remarks("```swift\nlet x = 1\n```\n")[0]
        == "the block in line 6 names no exercise (“swift exercise=ID”) and was not read")
    #expect(try remarks("```swift excercise=a\n1\n```\n")[0].contains("did you mean “exercise”?"))
    #expect(try remarks("```swift exercise=../a\n1\n```\n")[0].contains("“../a”, which is no exercise's id"))
    #expect(try remarks("```swift exercise=a tries=many\n1\n```\n")[0].contains("“tries=many” is no number of tries"))
    #expect(try remarks("```swift exercise=a tries=-1\n1\n```\n").count == 1)
    #expect(try remarks("```python exercise=a\n1\n```\n")[0].contains("block of “python” and was read as text"))
    #expect(try remarks("```swift exercise=a\n1\n")[0].contains("never closed"))
    #expect(try remarks("- x\n\n  ```swift exercise=a\n  1\n  ```\n")[0].contains("inside a list or a quotation"))
    #expect(try remarks("> ```swift exercise=a\n> 1\n> ```\n")[0].contains("inside a list or a quotation"))
  }

  @Test("of two answers to one exercise the last counts, and it is said")
  func twice() throws {
    let body = "```text exercise=a\n1\n```\n\n```text exercise=b\n2\n```\n\n```text exercise=a\n3\n```\n"
    let file = try AnswersFile(parsing: Array(Self.text(body: body).utf8))
    #expect(file.answers.count == 2)
    #expect(file.answer(to: "a")?.text == "3")
    #expect(file.remarks == ["“a” is answered 2 times; the last one counts"])
  }

  @Test("what is said has no control characters in it, and there is not too much of it")
  func remarksAreTame() throws {
    let escape = try remarks("```swift \u{1B}[31mexercise=a\u{202E}\n1\n```\n").joined()
    #expect(!escape.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
    let many = try remarks((0..<5_000).map { "```x\($0)y\n```\n" }.joined())
    #expect(many.count <= 21)
    #expect(many.last?.contains("more of this kind") == true)
  }

  @Test(
    "Markdown that was made to take long does not",
    arguments: [
      "a|", "[", "![[", "*a _b ", ">", "> ", "- ", "<", "&", "www.", "a@", "|-", "~", "`", "[a]: b\n", "```\n", "<!--a",
      "\u{E9}",
    ])
  func slow(_ piece: String) throws {
    let many = String(repeating: piece, count: 1_000_000 / piece.utf8.count)
    let body = "\(many)\n\(String(repeating: "a|\n", count: 10_000))\n\n```text exercise=a\n1\n```\n"
    _ = try AnswersFile(parsing: Array(Self.text(body: body).utf8))
  }

  @Test("any bytes either are answers or have a reason")
  func anyBytes() {
    var state: UInt64 = 20_261_121
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let valid = Array(
      Self.text(
        more: "seed: 5\n", body: "```swift exercise=a tries=2\nfunc f() {}\n```\n\n~~~text exercise=b\n1\n~~~\n"
      ).utf8)
    for _ in 0..<3_000 {
      var bytes = valid
      for _ in 0..<(1 + next(6)) where bytes.count > 4 {
        switch next(3) {
        case 0: bytes[next(bytes.count)] = UInt8(next(256))
        case 1: bytes.insert(contentsOf: valid[next(valid.count)...].prefix(next(20)), at: next(bytes.count))
        default: bytes.removeSubrange(next(bytes.count / 2)..<(bytes.count / 2 + next(bytes.count / 2)))
        }
      }
      do throws(AnswersProblem) {
        let file = try AnswersFile(parsing: bytes)
        #expect(Set(file.answers.map(\.exercise)).count == file.answers.count)
      } catch {
        #expect(!"\(error)".isEmpty)
      }
    }
  }
}
