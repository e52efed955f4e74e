/// The numbers of SplitMix64 (Steele, Lea, Flood 2014), for documents made at random.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  /// Pieces of Markdown, Swift, HTML and JSON that are likely to be taken for something else, in any order.
  mutating func text(pieces: Int) -> String {
    let all = [
      "```swift\n", "```\n", "````\n", "~~~\n", "```output\n", "```swift", "``` swift \n", "\n", "\n\n",
      "    ", "\t",
      "- ", "> ", "1. ", "# ", "===\n", "---\n", "let a = 1", "print(\"`\")", "<!--", "-->", "<script>",
      "</pre>",
      "<div>\n", "|a|b|\n|-|-|\n", "[x]: y\n", "[x]", "![i](u)", "\\", "`", "*", "&amp;", "\r", "\r\n",
      "\u{0}", "é",
      "🙂", "title: x\n", "~~~swift\n", "$$", "/*", "\"\"\"", "\\(", "\u{1B}[31m", "\u{2028}", "{\"cells\":",
    ]
    return (0..<pieces).map { _ in pick(all) }.joined()
  }
}

extension String {
  /// Without these characters, also where they are part of a larger one (`\r` in `\r\n`).
  func without(_ unwanted: Unicode.Scalar...) -> String {
    String(String.UnicodeScalarView(unicodeScalars.filter { !unwanted.contains($0) }))
  }
}
