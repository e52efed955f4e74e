import Foundation
import Terminal
import Testing

@Suite("Script reader")
struct ScriptReaderTests {
  private final class Report {
    var lines: [Int] = []
  }

  /// Everything that is read from these bytes.
  private func inputs(_ bytes: [UInt8], report: Report = Report()) throws -> [Input] {
    let file = NSTemporaryDirectory() + "lectern-script-\(UUID().uuidString)"
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    let descriptor = open(file, O_RDONLY)
    unlink(file)
    defer { close(descriptor) }
    let reader = ScriptReader(descriptor: descriptor, isComplete: bracketsBalance) { report.lines.append($0) }
    var inputs: [Input] = []
    repeat { inputs.append(try reader.next(prompt: Prompt("", continuation: ""))) } while inputs.last != .endOfInput
    return inputs
  }

  private func inputs(_ text: String) throws -> [Input] { try inputs(Array(text.utf8)) }

  @Test("a blank line ends a complete cell, and belongs to one that is not complete")
  func cells() throws {
    #expect(
      try inputs("let a = 1\nlet b = 2\n\nf {\n\n  g()\n}\n\nlast")
        == [.cell("let a = 1\nlet b = 2"), .cell("f {\n\n  g()\n}"), .cell("last"), .endOfInput])
  }

  @Test("a line with a colon is a command where no cell is begun, and part of the cell elsewhere")
  func commands() throws {
    #expect(
      try inputs("let a = 5\n:vars\na\nf {\n:next\n}\n:quit")
        == [.cell("let a = 5"), .command("vars"), .cell("a\nf {\n:next\n}"), .command("quit"), .endOfInput])
    #expect(
      try inputs(":next\n: help me \nlet x = a ? b\n: c\n\n:quit\n")
        == [.command("next"), .command("help me"), .cell("let x = a ? b\n: c"), .command("quit"), .endOfInput])
  }

  @Test("a blank line where no cell is begun means to go on")
  func blankLines() throws {
    #expect(try inputs("\n \na\n\n\n") == [.cell(""), .cell(""), .cell("a"), .cell(""), .endOfInput])
  }

  @Test("an unfinished cell at the end of the input is given as it is; an empty input gives nothing")
  func endOfInput() throws {
    #expect(try inputs("f {\n\n") == [.cell("f {"), .endOfInput])
    #expect(try inputs("") == [.endOfInput])
  }

  @Test("bytes that are not UTF-8 are repaired and their lines reported")
  func invalidBytes() throws {
    let report = Report()
    let bytes: [UInt8] = Array("ok\n".utf8) + [0x22, 0xFF, 0x22, 0x0D, 0x0A] + Array("é\n".utf8) + [0xC3]
    #expect(try inputs(bytes, report: report) == [.cell("ok\n\"\u{FFFD}\"\né\n\u{FFFD}"), .endOfInput])
    #expect(report.lines == [2, 4])
  }

  @Test("a cell longer than any buffer is read whole")
  func longCell() throws {
    let line = String(repeating: "漢", count: 100_000)
    #expect(try inputs(line + "\n" + line) == [.cell(line + "\n" + line), .endOfInput])
  }
}
