import Foundation
import PseudoTerminal
import Terminal
import Testing

@Suite("Progress bar")
struct ProgressBarTests {
  private final class Clock {
    var time = 100.0
  }

  @Test("the bar shows what is done and the time that is left, in one row, and goes away")
  func bar() {
    let terminal = PseudoTerminal(columns: 60, rows: 5)
    let capabilities = TerminalCapabilities(
      inputIsTerminal: true, outputIsTerminal: true, movesCursor: true, width: 60, height: 5, color: false,
      unicode: false)
    let clock = Clock()
    var bar = ProgressBar(
      total: 40, label: "training", capabilities: capabilities, output: terminal.descriptor, now: { clock.time })
    bar.update(0)
    #expect(terminal.shows { $0.lines == ["training ........................................ 0%  0/40"] })
    clock.time += 30
    bar.update(10)
    #expect(terminal.shows { $0.lines == ["training #######..................... 25%  10/40  1:30 left"] })
    clock.time += 0.01
    bar.update(11)
    clock.time += 30
    bar.update(40)
    #expect(terminal.shows { $0.lines.first?.hasSuffix("# 100%  40/40") == true })
    #expect(!terminal.written.contains("11/40"))
    bar.finish()
    #expect(terminal.shows { $0.lines.isEmpty })
  }

  @Test("nothing is written where there is no terminal")
  func noTerminal() {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    let capabilities = TerminalCapabilities.detect(input: ends[0], output: ends[1])
    var bar = ProgressBar(total: 3, label: "x", capabilities: capabilities, output: ends[1])
    for step in 0...3 { bar.update(step) }
    bar.finish()
    close(ends[1])
    #expect(FileHandle(fileDescriptor: ends[0], closeOnDealloc: true).readDataToEndOfFile().isEmpty)
  }
}
