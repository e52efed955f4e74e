import Foundation
import Testing

@Suite("Everything works with piped input")
struct PipedTests {
  @Test("a cell ends at the first blank line at which it is complete")
  func cellEnds() throws {
    let result = try Program.run(
      ["repl"],
      input:
        "func twice(_ n: Int) -> Int {\n\n  n * 2\n}\n\ntwice(21)\n\nlet s = \"\"\"\n  a\n\n  b\n  \"\"\"\n\ns.count")
    #expect(result.output == "42  : Int\n4  : Int\n")
    #expect(result.status == 0)
  }

  @Test("the exit status is 1 after a failed cell, 2 for wrong words, 3 without a toolchain")
  func exitStatus() throws {
    #expect(try Program.run(["repl"], input: "1 + 1").status == 0)
    let failed = try Program.run(["repl"], input: "[1][3]\n\n\"after\"")
    #expect(failed.status == 1)
    #expect(failed.output.contains("cell 1, line 1: index out of range"))
    #expect(failed.output.contains("\"after\"  : String"))
    for words in [
      ["frobnicate"], ["repl", "--nonsense"], ["learn", "no-such-lesson"], ["author", "check", "/nowhere.md"],
    ] {
      let refused = try Program.run(words)
      #expect(refused.status == 2, "\(words)")
      #expect(!refused.errors.isEmpty, "\(words)")
    }
    let lacking = try Program.run(["repl"], input: "1 + 1", environment: ["PATH": "/nonexistent"])
    #expect(lacking.status == 3)
    #expect(lacking.errors.contains("Install Swift"))
  }

  @Test("a mistyped subcommand names the right one, a file the way to run it")
  func subcommands() throws {
    #expect(try Program.run(["lern"]).errors.contains("lectern has no subcommand “lern”; did you mean “learn”?"))
    #expect(
      try Program.run(["author", "chek", "x.md"]).errors.contains(
        "lectern author has no subcommand “chek”; did you mean “check”?"))
    #expect(try Program.run(["xyzzy"]).errors == "lectern: lectern has no subcommand “xyzzy”\nSee lectern --help.\n")
    #expect(try Program.run([#filePath]).errors.contains("lectern run \(#filePath)"))
    #expect(!(try Program.run(["learn", "a", "b", "c"]).errors.contains("subcommand “")))
  }

  @Test("a file that another made is not written over, one of the session's own is")
  func ownFiles() throws {
    let folder = Program.Folder()
    let (others, own) = (folder.path + "/others.md", folder.path + "/own.md")
    try "precious".write(toFile: others, atomically: false, encoding: .utf8)
    for command in ["save", "export"] {
      let refused = try Program.run(["repl"], input: "1 + 1\n:\(command) \(others)\n")
      #expect(refused.status == 1 && refused.output.contains("exists and was left as it is"), "\(refused)")
      #expect(try String(contentsOfFile: others, encoding: .utf8) == "precious")
    }
    let twice = try Program.run(["repl"], input: "1 + 1\n:save \(own)\n2 + 2\n:save \(own)\n")
    #expect(twice.status == 0, "\(twice)")
    #expect(try String(contentsOfFile: own, encoding: .utf8).contains("2 + 2"))
  }

  @Test("there is no color, no paging and no cursor movement")
  func plain() throws {
    let result = try Program.run(
      ["repl"],
      input: "for i in 0..<100 { print(i) }\n\nlet x: Int = \"a\"\n\n:help\n:vars\n")
    #expect(!result.output.contains("\u{1B}"))
    #expect(result.output.contains("\n99\n"))
  }

  @Test("a mistyped command names the right one, and a beginning of a name will do")
  func commands() throws {
    let result = try Program.run(["repl"], input: ":qiut\n:lessns\n:sav\n:xyzzy\n")
    #expect(result.output.contains("no command :qiut. Did you mean :quit?"))
    #expect(result.output.contains("Did you mean :lessons?"))
    #expect(result.output.contains("needs a file, as in :save mine.md"))
    #expect(result.output.contains("no command :xyzzy. :help lists them."))
    #expect(result.status == 1)
  }

  @Test("every command is in the help, and help of each subcommand fits a screen with an example")
  func help() throws {
    let help = try Program.run(["repl"], input: ":help").output
    for name in [
      "help", "lessons", "lesson", "next", "back", "hint", "skip", "solution", "try", "vars", "doc", "time", "fast",
      "restart", "save", "open", "export", "submit", "progress", "quit",
    ] { #expect(help.contains(":\(name)"), "\(name)") }
    for words in [
      [], ["learn"], ["repl"], ["run"], ["author"], ["author", "new"], ["author", "check"], ["author", "preview"],
      ["author", "release"], ["grade"],
      ["gradebook"], ["gradebook", "add"], ["gradebook", "show"], ["gradebook", "summary"], ["gradebook", "pairs"],
      ["gradebook", "override"], ["gradebook", "due"], ["gradebook", "policy"], ["gradebook", "history"],
      ["gradebook", "export"], ["progress"], ["doctor"],
    ] {
      let result = try Program.run(words + ["--help"])
      #expect(result.status == 0)
      #expect(result.output.split(separator: "\n", omittingEmptySubsequences: false).count <= 24, "\(words)")
      #expect(result.output.contains("lectern \(words.joined(separator: " "))"), "\(words)")
      #expect(result.output.lowercased().contains("example"), "\(words)")
      #expect(!result.output.contains("__kernel"))
    }
    #expect(try Program.run(["--version"]).output.first?.isNumber == true)
  }

  @Test("bytes that are not UTF-8 are repaired and reported")
  func invalidBytes() throws {
    let state = Program.Folder()
    let process = Program.process(["repl"], state: state)
    let (feed, output) = (Pipe(), Pipe())
    process.standardInput = feed
    process.standardOutput = output
    try process.run()
    try feed.fileHandleForWriting.write(contentsOf: Data([0x22, 0xff, 0xfe, 0x22, 0x0a, 0x0a]) + Data("6 * 7\n".utf8))
    try feed.fileHandleForWriting.close()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(text.contains("input line 1"))
    #expect(text.contains("42  : Int"))
  }

  @Test("cells are saved, read back and exported in three formats")
  func files() throws {
    let state = Program.Folder()
    let result = try Program.run(
      ["repl"],
      input: """
        let kept = 5
        kept * 2

        Plot("p").bars(["a", "b"], [1, 2])

        :save \(state.path)/mine.md
        :export \(state.path)/session.html
        :export \(state.path)/session.ipynb
        :export \(state.path)/session.md
        :restart
        :open \(state.path)/mine.md
        kept + 1

        :export \(state.path)/session.docx

        """, state: state)
    #expect(result.output.contains("6  : Int"), "\(result.output)")
    #expect(result.output.contains(".docx") && result.status == 1)
    let html = try String(contentsOfFile: state.path + "/session.html", encoding: .utf8)
    #expect(html.contains("<svg") && html.contains("</html>"))
    let notebook =
      try JSONSerialization.jsonObject(
        with: Data(contentsOf: URL(fileURLWithPath: state.path + "/session.ipynb"))) as? [String: Any]
    #expect(notebook?["nbformat"] as? Int == 4 && notebook?["nbformat_minor"] as? Int == 5)
    #expect(try String(contentsOfFile: state.path + "/session.md", encoding: .utf8).contains("10"))
    #expect(try Program.run(["run", state.path + "/mine.md"], state: state).output.contains("10  : Int"))
  }

  @Test("run stops at the first failure, unless it is told to keep going")
  func runFiles() throws {
    let folder = Program.Folder()
    let file = folder.path + "/n.md"
    try "# N\n\n```swift\nlet a = 1\n```\n\n```swift\n[a][5]\n```\n\n```swift\na + 41\n```\n".write(
      toFile: file, atomically: true, encoding: .utf8)
    let stopped = try Program.run(["run", file])
    #expect(stopped.status == 1 && !stopped.output.contains("42"))
    let whole = try Program.run(["run", "--keep-going", file])
    #expect(whole.status == 1 && whole.output.contains("42  : Int"))
  }

  @Test("documentation is shown with :doc, times with :time, and :fast compiles with optimisation")
  func others() throws {
    let result = try Program.run(
      ["repl"],
      input: ":doc Reservoir\n:doc Resrvoir\n:time on\n:fast on\n1 + 1\n\n:time off\n:fast off\n:lessons\n:progress\n")
    #expect(result.output.contains("struct Reservoir<Element>"))
    #expect(result.output.contains("simple random sample"))
    #expect(result.output.contains("Did you mean Reservoir"))
    #expect(result.output.contains(" ms ran"))
    #expect(result.output.contains("Reservoir sampling"))
  }
}
