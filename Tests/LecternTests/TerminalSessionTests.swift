import Foundation
import PseudoTerminal
import Testing

@Suite("At a terminal")
struct TerminalSessionTests {
  @Test("the first time, a welcome of one screen; Enter begins the first lesson")
  func welcome() throws {
    let state = Program.Folder()
    let program = try Program.open([], state: state)
    #expect(program.shows("1>"))
    #expect(program.screen.contains("Lectern"), "\(program.screen)")
    program.terminal.type("\r")
    #expect(program.shows("1/"), "\(program.screen)")
    program.terminal.type("\u{4}")
    #expect(program.waitForExit() == 0)
  }

  @Test("a cell shows its value, a fault its line, and Ctrl-C stops an endless loop")
  func cells() throws {
    let program = try Program.open(["repl"], state: Program.Folder())
    #expect(program.shows("1>"))
    program.enter("while true {}")
    usleep(1_500_000)
    program.terminal.type("\u{3}")
    #expect(program.shows("cell 1 was stopped."), "\(program.screen)")
    program.enter("let x = 20 + 1; x * 2")
    #expect(program.shows("42  : Int"), "\(program.screen)")
    program.enter("[1, 2][x]")
    #expect(program.shows("cell 3, line 1: index out of range"), "\(program.screen)")
    program.enter("while true {}")
    #expect(program.shows("4> while true {}"))
    usleep(1_500_000)
    program.terminal.type("\u{3}")
    #expect(program.shows("cell 4 was stopped."), "\(program.screen)")
    program.enter("x + 1")
    #expect(program.shows("22  : Int"), "\(program.screen)")
    program.enter(":quit")
    #expect(program.waitForExit() == 0)
  }

  @Test("a pasted block of 40 lines arrives as one cell")
  func paste() throws {
    let program = try Program.open(["repl"], state: Program.Folder(), rows: 60)
    #expect(program.shows("1>"))
    let lines = ["var total = 0"] + (1...38).map { "total += \($0)" } + ["total"]
    program.terminal.paste(lines.joined(separator: "\n") + "\n")
    #expect(program.shows("741  : Int"), "\(program.screen)")
    #expect(program.shows("2>"))
  }

  @Test("history comes back in the next session, whole")
  func history() throws {
    let state = Program.Folder()
    let first = try Program.open(["repl"], state: state)
    #expect(first.shows("1>"))
    first.enter("func f() -> Int {")
    first.enter("1234")
    first.enter("}")
    #expect(first.shows("2>"), "\(first.screen)")
    first.terminal.type("\u{4}")
    first.waitForExit()
    let second = try Program.open(["repl"], state: state)
    #expect(second.shows("1>"))
    second.terminal.type("\u{1B}[A")
    #expect(second.shows("1234"), "\(second.screen)")
  }

  @Test("letters outside ASCII are edited whole")
  func unicode() throws {
    let program = try Program.open(["repl"], state: Program.Folder())
    #expect(program.shows("1>"))
    program.terminal.type("\"é漢👩‍🔬x\u{7F}\u{7F}\".count\r")
    #expect(program.shows("2  : Int"), "\(program.screen)")
  }

  @Test("Tab completes names with their types, and commands")
  func completion() throws {
    let program = try Program.open(["repl"], state: Program.Folder(), rows: 40)
    #expect(program.shows("1>"))
    program.enter("let values = [3.0, 1.0]")
    #expect(program.shows("2>"))
    // The compiler's caches may be cold.
    for _ in 0..<20 where !program.screen.contains("sorted() -> [Double]") {
      // Keys that come all at once are taken for a paste, in which a Tab is a Tab.
      for keys in ["\u{3}", "values.sor", "\t", "\t"] {
        program.terminal.type(keys)
        usleep(250_000)
      }
    }
    #expect(program.screen.contains("sorted() -> [Double]"), "\(program.screen)")
    // Names of a cell that came after the first Tab are completed, too.
    program.terminal.type("\u{3}")
    program.enter("let laterValues = [\"a\"]")
    #expect(program.shows("3>"), "\(program.screen)")
    for _ in 0..<20 where !program.screen.contains("sorted() -> [String]") {
      for keys in ["\u{3}", "laterValues.sor", "\t", "\t"] {
        program.terminal.type(keys)
        usleep(250_000)
      }
    }
    #expect(program.screen.contains("sorted() -> [String]"), "\(program.screen)")
    for keys in ["\u{3}", ":pro", "\t"] {
      program.terminal.type(keys)
      usleep(250_000)
    }
    #expect(program.shows("> :progress"), "\(program.screen)")
  }

  @Test("when the kernel is killed from outside, the values are back and the student is told")
  func killedKernel() throws {
    let program = try Program.open(["repl"], state: Program.Folder())
    #expect(program.shows("1>"))
    program.enter("let kept = 41; getpid()")
    #expect(program.shows("2>"), "\(program.screen)")
    let line = program.terminal.screen.lines.first { $0.contains(": Int32") } ?? ""
    let kernel = try #require(Int32(line.split(separator: " ").first ?? ""))
    kill(kernel, SIGKILL)
    program.enter("kept + 1")
    #expect(program.shows("42  : Int"), "\(program.screen)")
    #expect(program.screen.contains("earlier cell"), "\(program.screen)")
  }

  @Test(
    "without color when NO_COLOR is set or the terminal has none", arguments: [["NO_COLOR": "1"], ["TERM": "dumb"]])
  func noColor(_ environment: [String: String]) throws {
    let program = try Program.open(["repl"], state: Program.Folder(), environment: environment)
    program.enter("let bad: Int = \"x\"")
    #expect(program.shows("cannot convert"), "\(program.screen)")
    #expect(!program.terminal.written.contains("\u{1B}[3"))
  }
}
