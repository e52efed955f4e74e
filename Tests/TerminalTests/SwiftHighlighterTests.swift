import Terminal
import Testing

@Suite("Swift highlighter")
struct SwiftHighlighterTests {
  /// The pieces that have a style, as `text:color` (`text:dim` for comments).
  private func pieces(_ text: String) -> [String] {
    SwiftHighlighter.styled(text).pieces.filter { $0.style != TextStyle.plain }
      .map { "\($0.text):\($0.style.dim ? "dim" : String($0.style.color ?? -1))" }
  }

  @Test("tokens are told apart")
  func tokens() {
    #expect(
      pieces(#"@A let x: Int = 0x1F + 1.5e-3 // "let""#)
        == ["@A:5", "let:5", "Int:6", "0x1F:3", "1.5e-3:3", #"// "let":dim"#])
    #expect(pieces(##"a.map { $0.in } "b \" c" #"r\"#"##) == [#""b \" c":2"#, ##"#"r\"#:2"##])
    #expect(pieces("/* a /* b */ c */ if") == ["/* a /* b */ c */:dim", "if:5"])
    #expect(pieces("\"\"\"\nlet \"q\"\n\"\"\" var") == ["\"\"\"\nlet \"q\"\n\"\"\":2", "var:5"])
  }

  @Test(
    "code that is not finished keeps its text",
    arguments: ["\"open", "/* open", "\"\"\"\nopen", "#", "@", "1.", "\\", "#\"x"])
  func unfinished(text: String) {
    #expect(SwiftHighlighter.styled(text).plain == text)
  }
}
