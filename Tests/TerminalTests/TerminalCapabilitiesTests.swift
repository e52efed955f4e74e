import PseudoTerminal
import Terminal
import Testing

@Suite("Terminal capabilities")
struct TerminalCapabilitiesTests {
  @Test(
    "color is for terminals that have it, and the user's word is last",
    arguments: [
      (true, ["TERM": "xterm"], true),
      (false, ["TERM": "xterm"], false),
      (true, ["TERM": "dumb"], false),
      (true, [:], false),
      (true, ["TERM": "xterm", "NO_COLOR": "1"], false),
      (true, ["TERM": "xterm", "NO_COLOR": ""], true),
      (true, ["TERM": "xterm", "CLICOLOR": "0"], false),
      (false, ["CLICOLOR_FORCE": "1"], true),
      (false, ["CLICOLOR_FORCE": "0", "TERM": "xterm"], false),
      (false, ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], false),
    ] as [(Bool, [String: String], Bool)])
  func color(isTerminal: Bool, environment: [String: String], expected: Bool) {
    #expect(
      TerminalCapabilities.wantsColor(outputIsTerminal: isTerminal, environment: { environment[$0] }) == expected)
  }

  @Test("the size is the window's")
  func size() {
    let terminal = PseudoTerminal(columns: 91, rows: 33)
    let found = TerminalCapabilities.detect(input: terminal.descriptor, output: terminal.descriptor)
    #expect(found.width == 91 && found.height == 33)
    #expect(found.inputIsTerminal && found.outputIsTerminal)
  }
}
