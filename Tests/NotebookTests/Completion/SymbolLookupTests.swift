import Foundation
import Notebook
import Testing

@Suite("Documentation of a name")
struct SymbolLookupTests {
  let fixture: CompletionFixture

  init() throws {
    fixture = try CompletionFixture.shared.get()
  }

  private func found(_ name: String) throws -> SymbolDocumentation? {
    let lookup = try fixture.lookUp(name)
    guard case .found(let documentation) = lookup else {
      Issue.record("\(name): \(lookup)")
      return nil
    }
    return documentation
  }

  @Test(
    "a name has its declaration with types, its module and what its author wrote",
    arguments: [
      ("depth(of:)", "depth(of:)", "func depth(of well: Int) -> Double", "cell1", "Depth of one well in meters."),
      ("Well.depth", "Well.depth", "var depth: Double", "cell1", "How deep it goes, in meters."),
      ("wellCount", "wellCount", "let wellCount: Int", "cell2", ""),
      (
        "SeededGenerator", "SeededGenerator",
        "struct SeededGenerator : RandomNumberGenerator, Sendable, Hashable, Codable", "Statistics",
        "A small, fast, seeded source of random bits"
      ),
      (
        "SeededGenerator.init(seed:)", "SeededGenerator.init(seed:)", "init(seed: UInt64)", "Statistics",
        "Makes the generator"
      ),
      (
        "rng.uniform()", "SeededGenerator.uniform()", "mutating func uniform() -> Double", "Statistics",
        "A uniform draw"
      ),
      (
        "RandomNumberGenerator.uniformInt", "RandomNumberGenerator.uniformInt(below:)",
        "mutating func uniformInt(below bound: Int) -> Int", "Statistics", "A uniform whole number"
      ),
      (
        "Array.append(_:)", "Array.append(_:)", "mutating func append(_ newElement: Element)", "Swift",
        "Adds a new element at the end of the array."
      ),
      ("Array<Int>.isEmpty", "Array.isEmpty", "var isEmpty: Bool { get }", "Swift", "A Boolean value"),
      ("Array.mean", "Array.mean()", "func mean() -> Double", "Statistics", "The arithmetic mean"),
      ("[Double].mean", "Array.mean()", "func mean() -> Double", "Statistics", "The arithmetic mean"),
      ("mean", "Array.mean()", "func mean() -> Double", "Statistics", "The arithmetic mean"),
      ("`Double`.pi", "Double.pi", "static var pi: Double { get }", "Swift", "The mathematical constant pi"),
      (
        "abs", "abs(_:)", "func abs<T>(_ x: T) -> T where T : Comparable, T : SignedNumeric", "Swift",
        "Returns the absolute"
      ),
      ("Optional.some", "Optional.some(_:)", "case some(Wrapped)", "Swift", "The presence of a value"),
      ("Codable", "Codable", "typealias Codable = Decodable & Encodable", "Swift", "A type that can convert itself"),
      ("+", "+(_:_:)", "static func + (lhs: Int, rhs: Int) -> Int", "Swift", "Adds two values"),
    ])
  func known(name: String, full: String, declaration: String, module: String, start: String) throws {
    let documentation = try #require(try found(name))
    #expect(documentation.name == full)
    #expect(documentation.declaration == declaration)
    #expect(documentation.module == module)
    #expect(start.isEmpty ? documentation.markdown.isEmpty : documentation.markdown.hasPrefix(start))
  }

  @Test("the documentation is the author's Markdown, unchanged")
  func markdown() throws {
    let text = try #require(try found("Array.append(_:)")).markdown
    #expect(text.contains("\n    numbers.append(100)\n"))
    #expect(text.contains("\n- Complexity: O(1) on average"))
  }

  @Test(
    "members of a variable are those of its type",
    arguments: [
      ("[1].count", "Array"), ("numbers.isEmpty", "Array"), ("table.keys", "Dictionary"),
      ("perhaps.unsafelyUnwrapped", "Optional"),
    ])
  func variables(name: String, type: String) throws {
    var context = fixture.context
    context.prefix.append("let numbers = [1.5]; let table = [\"a\": [1]]; let perhaps: Well? = nil")
    let lookup = try fixture.client.documentation(of: name, in: context, patience: .seconds(60))
    if case .found(let documentation) = lookup {
      #expect(documentation.name.hasPrefix(type + "."))
    } else {
      Issue.record("\(name): \(lookup)")
    }
  }

  @Test("a name with several declarations lists them, and each can be asked for by its own name")
  func ambiguous() throws {
    guard case .ambiguous(let depths) = try fixture.lookUp("depth") else {
      Issue.record("depth is not ambiguous")
      return
    }
    #expect(depths.map(\.name) == ["depth(of:)", "depth(of:in:)"])
    #expect(depths.map(\.summary) == ["Depth of one well in meters.", "Depth of several wells."])
    guard case .ambiguous(let prints) = try fixture.lookUp("print") else {
      Issue.record("print is not ambiguous")
      return
    }
    #expect(prints.map(\.name) == ["print(_:separator:terminator:)", "print(to:)"])
    for name in ["Array.append", "rng.uniform"] {
      guard case .ambiguous(let choices) = try fixture.lookUp(name) else {
        Issue.record("\(name) is not ambiguous")
        continue
      }
      #expect(choices.count > 1)
    }
    #expect(try found("Array.append(contentsOf:)")?.declaration.contains("contentsOf") == true)
  }

  @Test(
    "a name with some of the labels, or without those that have defaults, is the one declaration that has them",
    arguments: [
      ("print(_:)", "print(_:separator:terminator:)"), ("print(to:)", "print(_:separator:terminator:to:)"),
      ("depth(in:)", "depth(of:in:)"), ("Array.append(contentsOf:)", "Array.append(contentsOf:)"),
    ])
  func someLabels(name: String, full: String) throws {
    #expect(try found(name)?.name == full)
  }

  @Test("labels that no declaration has suggest the names that exist")
  func wrongLabels() throws {
    #expect(try fixture.lookUp("depth(at:)") == .unknown(suggestions: ["depth(of:)", "depth(of:in:)"]))
  }

  @Test("a word of the first sentence that the library says of a thing leads to it")
  func words() throws {
    guard case .unknown(let suggestions) = try fixture.lookUp("bits") else {
      Issue.record("bits is known")
      return
    }
    #expect(suggestions.contains("SeededGenerator"))
  }

  @Test("a type of the library tells how its values are written; a type of Swift has too many ways")
  func forms() throws {
    let generator = try #require(try found("SeededGenerator")).forms
    #expect(generator.contains { $0.hasPrefix("init(seed: UInt64") })
    let method = try #require(try found("QuantileMethod")).forms
    #expect(method.contains("case linear") && method.count == 9)
    #expect(try found("Well")?.forms == ["init(depth: Double, name: String?)"])
    #expect(try found("Array")?.forms == [])
  }

  @Test(
    "a part of a name, its first letters or its words with underscores lead to it",
    arguments: [("smirnov", "KolmogorovSmirnovTest"), ("chi_square", "ChiSquare"), ("mwt", "MannWhitneyTest")])
  func parts(name: String, suggestion: String) throws {
    guard case .unknown(let suggestions) = try fixture.lookUp(name) else {
      Issue.record("\(name) is known")
      return
    }
    #expect(suggestions.contains(suggestion), "\(suggestions)")
  }

  @Test("subscripts are found, with all their forms")
  func subscripts() throws {
    let documentation = try #require(try found("Dictionary.subscript"))
    #expect(documentation.declaration.hasPrefix("subscript("))
    #expect(documentation.overloads.contains("subscript(key: Key) -> Value? { get set }"))
  }

  @Test(
    "a name that does not exist suggests those that look like it",
    arguments: [
      ("SededGenerator", "SeededGenerator"), ("Array.apend", "Array.append"), ("Arra.append", "Array.append"),
      ("welCount", "wellCount"), ("Well.deph", "Well.depth"),
    ])
  func nearMisses(name: String, suggestion: String) throws {
    guard case .unknown(let suggestions) = try fixture.lookUp(name) else {
      Issue.record("\(name) is known")
      return
    }
    #expect(suggestions.first == suggestion)
  }

  @Test(
    "what is no name is unknown",
    arguments: ["", " ", "1 + 1", "f(", "a..b", ".x", "x.", "f(a)", "}; exit(1) //", "if", "\u{0}"])
  func noName(text: String) throws {
    guard case .unknown = try fixture.lookUp(text) else {
      Issue.record("\(text) is known")
      return
    }
  }
}
