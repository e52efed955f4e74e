import Notebook
import Statistics
import Testing

@Suite("Completeness of a cell")
struct CellCompletenessTests {
  @Test(
    "a whole cell is complete",
    arguments: [
      "", "   ", "\n", "1", "let x = 1", "let x: Int", "x", "x.y", "x!", "x?.y", "let y: Int? = nil", "let a: [Int]?",
      "print(\"hello\")", "print(\"a (b [c {\")", "let s = \"a \\(f(\"b)\") + 1) c\"", "let s = \"\"",
      "\"\"\"\na ( \" \"\" \\(x)\n\"\"\"",
      "#\"a \\( \" b\"#", "#\"a \\#(x) \" b\"#", "##\"\"\"\n \"\"\"# (\n\"\"\"##", "let r = /a(b[c/",
      "let r = #/a(b/c/#",
      "xs.filter { $0 > 1 }", "let a = b / c / d", "a / b", "(a) / (b)", "let r = x.firstMatch(of: /\\//)",
      "// comment (", "1 // + (", "/* ( /* [ */ */",
      "1 /* + */", "func f() {}", "func f<T>(_ a: T) -> [T] where T: P { [a] }", "struct S {}", "struct S: P\n{\n}",
      "if a { b } else { c }", "if a { b }", "guard let a else { fatalError() }", "for i in 0..<3 { print(i) }",
      "while true { break }", "repeat { x += 1 } while x < 3", "repeat {\n} \nwhile f(x) { $0 }",
      "do { try f() } catch { print(error) }",
      "do { try f() }", "defer { f() }", "switch x { case 1: 2; default: 3 }", "let x = if a { 1 } else { 2 }",
      "let v = switch x { default: 1 }", "extension Int { var d: Int { self * 2 } }", "actor A {}", "let actor = 3",
      "actor",
      "var x: Int { 3 }", "var x = 1 { didSet { f() } }", "let f = { (a: Int) in a }", "import Foundation",
      "import struct Foundation.Data", "@testable import func cell1.f", "@discardableResult func f() -> Int { 1 }",
      "@MainActor\nfunc f() {}", "@available(macOS 10, *) func f() {}", "public func f() {}", "private let x = 1",
      "1...", "xs[1...]", "...3", "-x", "!x", "&x", "a += 1", "x = 1", "_ = x", "return", "x.if", "x.init", "x.func",
      "`func`",
      "`if` + 1", "a ? b : c", "a ?? b", "f(a, b)", "[1, 2, 3]", "[\"a\": 1]", "(1, 2)", "f { $0 } g: { $0 }",
      "#if DEBUG\nf()\n#endif", "#if DEBUG\nf()\n#else\ng()\n#endif\nx", "#line", "#selector(f)", "\\.count",
      "xs.map(\\.count)", "let x = a; let y = b",
      "let s: any P = x", "x as? Int", "x is Int", "enum E: String { case a, b }", "struct V: ~Copyable {}",
      "let op: (Int, Int) -> Int = (+)", "xs.reduce(0, +)", "typealias A = Int", "let 数 = 1", "\"日本語\"", "'", "€",
      "init", "deinit", "operator", "let f: @Sendable () -> Void = {}", "func f(a: () -> Void = { }) { }",
      "xs\n  .map { $0 }\n  .filter { _ in true }", "label: for x in xs { break label }",
      "if #available(macOS 10, *) { f() }",
    ])
  func complete(text: String) {
    #expect(CellCompleteness(of: text) == .complete, "\(text)")
  }

  @Test(
    "what goes on in the next line is incomplete, with the depth of its indentation",
    arguments: [
      ("f(", 1), ("f(a,", 1), ("[1, 2,", 1), ("func f() {", 1), ("func f() {\n  if a {", 2), ("foo(bar([", 1),
      ("foo(\n  bar([", 2), ("xs.map {", 1), ("xs.map({ x in", 1), ("{", 1), ("struct S {\n  var a = 1\n", 1),
      ("f(\n  a)\n{", 1),
      ("\"\"\"", 0), ("let s = \"\"\"\nabc", 0), ("let s = #\"\"\"\nabc \"\"\"", 0), ("f(\"\"\"\n a \\(x) ", 1),
      ("let s = \"a \\(f(", 1),
      ("/* a", 0), ("/* a /* b */", 0), ("f { /* a", 1), ("let r = #/\na", 0), ("#/", 0),
      ("let x =", 1), ("let x=", 1), ("let x = a +", 1), ("a &&", 1), ("a ||", 1), ("a ??", 1), ("a ? b :", 1),
      ("a ?", 1), ("x.", 1),
      ("a <", 1), ("a ..<", 1), ("a ...", 1), ("let x = a + // comment", 1), ("let x = /* c */", 1), ("let x:", 1),
      ("let a = 1,", 1),
      ("let f: (Int) ->", 1), ("let", 1), ("var", 1), ("x as", 1), ("x is", 1), ("try", 1), ("throw", 1), ("import", 1),
      ("import struct", 1), ("let x = try", 1), ("let x = try await", 1), ("a -", 1), ("a *\n", 1), ("a /", 1),
      ("func f()", 0), ("func f()\n", 0), ("func f() -> Int", 0), ("func f() ->", 0), ("func f() throws\n", 0),
      ("func", 0),
      ("func f<T>(_ x: T) -> T\n  where T: P", 0), ("func f(a: () -> Void = { })", 0), ("struct S", 0),
      ("struct S: P,", 0), ("class C<T>", 0),
      ("enum E: String", 0), ("protocol P", 0), ("extension Int", 0), ("actor A", 0), ("public struct S", 0),
      ("if a", 0), ("if a == b &&", 0), ("if a { b } else", 0), ("if a { b } else if c", 0), ("guard let a", 0),
      ("guard let a else", 0), ("while x < 3", 0),
      ("for i in 0..<3", 0), ("for i in", 0), ("switch x", 0), ("do", 0), ("do { try f() } catch", 0),
      ("do {} catch let e as E", 0), ("repeat", 0), ("repeat { f() }", 0),
      ("repeat { f() } while", 1), ("defer", 0), ("let x = if a", 0), ("let x = switch y", 0),
      ("@discardableResult", 0), ("@MainActor", 0), ("@available(macOS 10, *)", 0),
      ("@MainActor\n@discardableResult\n", 0), ("public", 0), ("private static", 0), ("@testable", 0),
      ("@MainActor func f()", 0), ("#if DEBUG", 0), ("#if DEBUG\nf()\n#else\n", 0), ("let x = 1\nfunc f()", 0),
      ("label:", 1), ("f(/a)/,", 1),
      ("a\n  +", 1), ("xs[", 1), ("let d = [\"a\":", 1), ("let f: @Sendable", 1),
    ])
  func incomplete(text: String, depth: Int) {
    #expect(CellCompleteness(of: text) == .incomplete(depth: depth), "\(text)")
  }

  @Test(
    "what is wrong in another way is left to the compiler",
    arguments: [
      ")", "f())", "}", "f(]", "[1)", "struct S { ) ", "\"abc", "let s = \"abc (", "a+", "if a }", "#\"a\"", "func f(}",
    ])
  func wrong(text: String) {
    #expect(CellCompleteness(of: text) == .complete)
  }

  @Test("two line breaks finish what only lacks an operand or a body, but no bracket, string or comment")
  func wayOut() {
    for text in ["func f()", "let x =", "a +", "@MainActor", "if a", "repeat { }", "x."] {
      #expect(CellCompleteness(of: text + "\n") != .complete, "\(text)")
      #expect(CellCompleteness(of: text + "\n\n") == .complete, "\(text)")
      #expect(CellCompleteness(of: text + "\n  \n  ") == .complete, "\(text)")
    }
    for text in ["f(", "func f() {", "\"\"\"", "/*", "#if DEBUG"] {
      #expect(CellCompleteness(of: text + "\n\n\n") != .complete, "\(text)")
    }
  }

  /// Long cells in ASCII, each of one top-level item.
  static let longCells = [
    #"""
    func summary<Values: Collection>(of values: Values, named name: String = "x") throws -> [String: Double]
    where Values.Element == Double {
      guard !values.isEmpty else { throw Problem.empty("no values in \(name.isEmpty ? "(none)" : name)") }
      let mean = values.reduce(0, +) / Double(values.count)
      var spread = 0.0
      for value in values where value != mean {
        spread += (value - mean) * (value - mean) // squares )
      }
      /* a comment { /* inside ( */ ] */
      if let first = values.first(where: { $0 < 0 }), first.isFinite {
        print("first negative: \(first) in \"\(name)\" \(values.map { "\($0)" }.joined(separator: ", "))")
      } else if spread == 0 {
        print(#"no \(spread) here, "quoted" (raw)"#)
      }
      let pattern = /[a-z]+\/(\d+)/
      switch values.count {
      case 1: return ["mean": mean]
      case 2...: return ["mean": mean, "variance": spread / Double(values.count - 1)]
      default: break
      }
      let text = """
        a block with "quotes", \(mean) and { brackets [
        """
      repeat { spread -= 1 } while spread > 0 && text.contains(pattern)
      return [:]
    }
    """#,
    #"""
    struct Reservoir<Element>: Sendable where Element: Sendable {
      private(set) var kept: [Element] = []
      let capacity: Int
      @discardableResult
      mutating func offer(_ element: Element, using rng: inout some RandomNumberGenerator) -> Bool {
        seen += 1
        if kept.count < capacity { kept.append(element); return true }
        let place = Int.random(in: 0..<seen, using: &rng)
        guard place < capacity else { return false }
        kept[place] = element
        return true
      }
      private var seen = 0
      subscript(index: Int) -> Element? { kept.indices.contains(index) ? kept[index] : nil }
    }
    """#,
    #"""
    let table = [
      ("a", { (x: Double) -> Double in x * x }), ("b", { max($0, 0) }),
      ("c", { x in x < 0 ? -x : x }),
    ].map { name, f in "\(name): \(stride(from: -1.0, through: 1, by: 0.5).map(f))" }
    """#,
  ]

  @Test(
    "every prefix of a long cell is judged, and none that ends inside its brackets is complete", arguments: longCells)
  func prefixes(cell: String) {
    #expect(CellCompleteness(of: cell) == .complete)
    let bytes = Array(cell.utf8)
    let opened = cell.firstRange(of: Self.opening)!.upperBound.utf16Offset(in: cell)
    let closed = cell.ranges(of: Self.closing).last!.lowerBound.utf16Offset(in: cell)
    for end in 0...bytes.count {
      let verdict = CellCompleteness(of: String(decoding: bytes[..<end], as: UTF8.self))
      guard (opened...closed).contains(end) else { continue }
      #expect(
        verdict != .complete,
        "complete after \(end) bytes: …\(String(decoding: bytes[max(0, end - 20)..<end], as: UTF8.self))")
    }
  }

  /// Where the outermost bracket of a long cell opens, and where it closes.
  static var opening: Regex<Substring> { /(?m)[\[{]$/ }
  static var closing: Regex<Substring> { /(?m)^[\]}]/ }

  @Test("50,000 mangled cells and arbitrary bytes are judged without a crash")
  func mangled() {
    var rng = SeededGenerator(seed: 11)
    let alphabet = Array("\"\"\"###///**\\\\(){}[]`@.,:;?!=->\n\n  aif#if func \u{0}é".utf8)
    var incomplete = 0
    for round in 0..<50_000 {
      var bytes: [UInt8]
      if round % 2 == 0 {
        bytes = (0..<rng.uniformInt(below: 60)).map { _ in
          rng.uniform() < 0.9 ? alphabet[rng.uniformInt(below: alphabet.count)] : UInt8(rng.uniformInt(below: 256))
        }
      } else {
        bytes = Array(Self.longCells[rng.uniformInt(below: Self.longCells.count)].utf8)
        let start = rng.uniformInt(below: bytes.count)
        bytes = Array(bytes[start..<start + rng.uniformInt(below: bytes.count - start)])
        if !bytes.isEmpty {
          bytes[rng.uniformInt(below: bytes.count)] = alphabet[rng.uniformInt(below: alphabet.count)]
        }
      }
      if case .incomplete(let depth) = CellCompleteness(of: String(decoding: bytes, as: UTF8.self)) {
        incomplete += 1
        #expect(depth >= 0)
      }
    }
    #expect((5_000..<45_000).contains(incomplete))
  }

  @Test("very deep nesting is judged")
  func deep() {
    let opened = String(repeating: "(\"\\(", count: 100_000)
    #expect(CellCompleteness(of: opened) == .incomplete(depth: 1))
    #expect(CellCompleteness(of: opened + String(repeating: ")\")", count: 100_000)) == .complete)
    #expect(CellCompleteness(of: String(repeating: "/*", count: 100_000)) == .incomplete(depth: 0))
  }
}
