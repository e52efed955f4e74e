import Foundation
import Notebook
import Statistics
import Testing

@Suite("Whatever is typed, the prompt comes back")
struct MangledCellTests {
  static let seeds = [
    "struct A<T: Comparable> { var items: [T] = []\n  func top() -> T? { items.max() } }\nlet a = A(items: [3, 1])\na.top()",
    "func f(_ x: Int, by y: Int = 2) throws -> String { \"\\(x * y) \\(\"nested \\(y)\")\" }\ntry f(3)",
    "let text = \"\"\"\n  one\n  \"two\" \\(1 + 2)\n  \"\"\"\ntext.split(separator: \"\\n\").map { $0.count }",
    "for i in stride(from: 0, to: 10, by: 3) where i % 2 == 0 { print(i, terminator: \";\") }",
    "@MainActor enum E: Int, CaseIterable { case a = 1, b }\nswitch E.a { case .a: 1; default: 2 }",
    "#if os(Linux)\nlet os = \"linux\"\n#else\nlet os = \"other\"\n#endif\nos",
    "extension Array where Element == Int { var total: Int { reduce(0, +) } }\n[1, 2].total",
    "let r = /(\\d+)-(?<name>[a-z]+)/\n\"12-ab\".firstMatch(of: r)?.name",
    "var d: [String: [Int]] = [:]\nd[\"é漢👩‍🔬\", default: []].append(1)\nd",
    "infix operator ~~~ : AdditionPrecedence\nfunc ~~~ (l: Int, r: Int) -> Int { l ^ r }\n5 ~~~ 3",
  ]
  static let pieces = [
    "@", "\"", "\"\"\"", "(", ")", "{", "}", "[", "]", "#", "\\(", "/*", "*/", "//", "func", "let", "=", "->", "import",
    "\u{0}",
    "\u{FFFD}", "\u{202E}", "`", "$0", "...", "case", "#if", "#endif", "await", "try", "inout", "\u{7F}", ";", "é",
    "\r",
  ]

  /// A cell with something cut off, doubled, swapped or put in.
  static func mangled(using rng: inout SeededGenerator) -> String {
    var scalars = Array(seeds[rng.uniformInt(below: seeds.count)].unicodeScalars)
    for _ in 0...rng.uniformInt(below: 3) {
      guard scalars.count > 2 else { break }
      let place = rng.uniformInt(below: scalars.count)
      switch rng.uniformInt(below: 5) {
      case 0: scalars.removeSubrange(place...)
      case 1: scalars.removeSubrange(..<place)
      case 2: scalars.insert(contentsOf: Array(pieces[rng.uniformInt(below: pieces.count)].unicodeScalars), at: place)
      case 3: scalars.remove(at: place)
      default: scalars.swapAt(place, rng.uniformInt(below: scalars.count))
      }
    }
    return String(String.UnicodeScalarView(scalars))
  }

  @Test("2,000 mangled cells leave the session as it was", arguments: [1, 2])
  func mangledCells(_ seed: UInt64) throws {
    var rng = SeededGenerator(seed: seed)
    var session = try SessionFixture.session()
    try session.cell("let kept = 5")
    for index in 1...1_000 {
      let text = Self.mangled(using: &rng)
      let outcome = try session.cell(text, timeLimit: 5)
      if outcome.status == .rejected {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).count
        #expect(outcome.diagnostics.first?.severity == .error, "\(text.debugDescription)")
        #expect(
          outcome.diagnostics.allSatisfy { $0.line >= 1 && $0.line <= max(1, lines + 1) }, "\(text.debugDescription)")
      }
      if index % 100 == 0 {
        #expect(try session.value("kept") == "5", "after \(text.debugDescription)")
        // Names of the seeds pile up and make the rest of the cells mean less.
        session = try SessionFixture.session()
        try session.cell("let kept = 5")
      }
    }
  }
}
