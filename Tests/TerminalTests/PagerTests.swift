import Foundation
import PseudoTerminal
import Terminal
import Testing

extension TerminalTests {
  @Suite("Pager", .serialized, .timeLimit(.minutes(1)))
  struct PagerTests {
    private static let text = (1...30).map { "line \($0)\n" }.joined()

    /// Shows the text at one end of a pseudo-terminal, types the answers, and gives all lines when the pager is done.
    private func lines(_ text: String, answers: [String]) -> [String] {
      let terminal = PseudoTerminal(columns: 70, rows: 10)
      let done = DispatchSemaphore(value: 0)
      let capabilities = TerminalCapabilities(
        inputIsTerminal: true, outputIsTerminal: true, movesCursor: true, width: 70, height: 10, color: false,
        unicode: true)
      let descriptor = terminal.descriptor
      Thread.detachNewThread {
        Pager(capabilities: capabilities, input: descriptor, output: descriptor).show(text)
        done.signal()
      }
      for answer in answers {
        #expect(terminal.shows { $0.lines.last?.contains("q to stop") == true })
        let status = terminal.screen.allLines.count
        terminal.type(answer)
        _ = wait { terminal.screen.allLines.count != status || !terminal.isWaitingForKeys }
      }
      #expect(done.wait(timeout: .now() + 30) == .success)
      #expect(!terminal.isWaitingForKeys)
      _ = write(descriptor, "end", 3)
      #expect(terminal.shows { $0.lines.last == "end" })
      return terminal.screen.allLines.dropLast()
    }

    @Test("each screenful waits for a key, and everything is shown in the end")
    func pages() {
      #expect(lines(Self.text, answers: [" ", "\u{1B}[6~", " "]) == (1...30).map { "line \($0)" })
    }

    @Test("q stops, and Enter goes on by one line")
    func stops() {
      #expect(lines(Self.text, answers: ["\r", "q"]) == (1...10).map { "line \($0)" })
    }

    @Test("text that fits is shown without a question, long rows counted as the terminal wraps them")
    func shortText() {
      #expect(lines("a\nb\n", answers: []) == ["a", "b"])
      let wide = String(repeating: "漢", count: 400)
      #expect(lines(wide, answers: ["q"]).count == 9)
    }

    @Test("where there is no terminal, the text is written as it is")
    func noTerminal() {
      var ends: [Int32] = [0, 0]
      #expect(pipe(&ends) == 0)
      let capabilities = TerminalCapabilities.detect(input: ends[0], output: ends[1])
      Pager(capabilities: capabilities, input: ends[0], output: ends[1]).show(Self.text)
      close(ends[1])
      let read = FileHandle(fileDescriptor: ends[0], closeOnDealloc: true).readDataToEndOfFile()
      #expect(String(decoding: read, as: UTF8.self) == Self.text)
    }
  }
}
