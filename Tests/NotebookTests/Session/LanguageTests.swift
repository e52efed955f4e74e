import Notebook
import Testing

@Suite("All of Swift works in a cell")
struct LanguageTests {
  let session: NotebookSession

  init() throws { session = try SessionFixture.session() }

  @Test("the value of a final expression is shown with its type")
  func lastValue() throws {
    let outcome = try session.cell("let x = 5\nx + 1 // a comment")
    guard case .display(let bundle, let type)? = outcome.outputs.last else {
      Issue.record("nothing was shown: \(outcome)")
      return
    }
    #expect(bundle.plain == "6")
    #expect(type == "Int")
    #expect(try session.cell("x == 5 ? nil : 3 as Int?").outputs.count == 1)
    #expect(try session.cell("_ = x").outputs.isEmpty)
    #expect(try session.cell("var y = 1\ny += x").outputs.isEmpty)
    #expect(try session.cell("print(\"a\")").printed == "a\n")
  }

  @Test("later cells use names, types, operators and extensions of earlier ones")
  func sharing() throws {
    try session.cell(
      """
      protocol Shape { var area: Double { get } }
      struct Square: Shape, CustomStringConvertible { var side: Double; var area: Double { side * side }; var description: String { "square \\(side)" } }
      enum Color: String, CaseIterable { case red, blue }
      final class Box<T> { var value: T; init(_ value: T) { self.value = value } }
      infix operator <+>: AdditionPrecedence
      func <+> (a: Double, b: Double) -> Double { a * 10 + b }
      extension Int { var doubled: Int { self * 2 } }
      func largest<T: Comparable>(_ items: [T]) -> T? { items.max() }
      let box = Box(3)
      """)
    #expect(try session.value("Square(side: 2)") == "square 2.0")
    #expect(try session.value("(Square(side: 3) as any Shape).area") == "9.0")
    #expect(try session.value("Color.allCases.map(\\.rawValue)") == "[\"red\", \"blue\"]")
    #expect(try session.value("box.value = 4; box.value") == "4")
    #expect(try session.value("1.0 <+> 2.0") == "12.0")
    #expect(try session.value("21.doubled") == "42")
    #expect(try session.value("largest([3, 9, 2])!") == "9")
  }

  @Test("a name can be declared again with another type")
  func redeclaration() throws {
    try session.cell("let x = 5\nfunc f() -> Int { 1 }\nstruct A { var a = 1 }")
    try session.cell("let x = \"text\"\nfunc f() -> String { \"one\" }\nstruct A { var b = \"two\" }")
    #expect(try session.value("x") == "\"text\"")
    #expect(try session.value("f()") == "\"one\"")
    #expect(try session.value("A().b") == "\"two\"")
    try session.cell("func x() -> Int { 7 }")
    #expect(try session.value("x()") == "7")
  }

  @Test("overloads from several cells stand side by side, and the same signature is replaced")
  func overloads() throws {
    try session.cell("func area(_ side: Double) -> Double { side * side }")
    try session.cell("func area(_ name: String) -> Double { 100 }")
    #expect(try session.value("area(2.0) + area(\"x\")") == "104.0")
    try session.cell("func area(_ s: Double) -> Double { 1 }")
    #expect(try session.value("area(2.0)") == "1.0")
    #expect(try session.value("area(2.0) + area(\"x\")") == "101.0")
  }

  @Test("an extension, a conformance or an operator that is declared again takes the place of the first")
  func repeatedExtensions() throws {
    for factor in [2, 3] {
      try session.cell("extension Int { var scaled: Int { self * \(factor) } }")
      try session.cell("infix operator %%%\nfunc %%% (a: Int, b: Int) -> Int { (a + b) * \(factor) }")
    }
    #expect(try session.value("5.scaled") == "15")
    #expect(try session.value("1 %%% 2") == "9")
  }

  @Test("closures outlive their cell, and defer runs at its end")
  func closures() throws {
    let outcome = try session.cell(
      """
      var count = 0
      let bump = { count += 1 }
      defer { print("deferred", count) }
      bump()
      """)
    #expect(outcome.printed == "deferred 1\n")
    try session.cell("bump(); bump()")
    #expect(try session.value("count") == "3")
  }

  @Test("imports hold for the cells after them, regular expressions and macros work")
  func imports() throws {
    try session.cell("import Synchronization")
    #expect(try session.value("Mutex(3).withLock { $0 }") == "3")
    #expect(try session.value("\"a1b22\".matches(of: /[0-9]+/).map { String($0.0) }") == "[\"1\", \"22\"]")
    #expect(try session.value("let here = #line; here") == "1")
    #expect(try session.value("try #Predicate<Int> { $0 > 3 }.evaluate(5)") == "true")
    try session.cell("import Observation\n@Observable final class Counter { var n = 1 }")
    #expect(try session.value("Counter().n") == "1")
  }

  @Test("guard, if, for and switch stand at the top level")
  func statements() throws {
    let outcome = try session.cell(
      """
      guard let seven = Int("7"), let (a, b) = Optional((1, 2)) else { fatalError() }
      for i in 0..<2 { print(i, terminator: " ") }
      switch seven + a + b { case 10: print("ten"); default: print("other") }
      """)
    #expect(outcome.printed == "0 1 ten\n")
  }

  @Test("asynchronous work is waited for with blocking, and a top-level await is refused with that advice")
  func concurrency() throws {
    try session.cell("func slow() async throws -> Int { try await Task.sleep(nanoseconds: 1_000_000); return 42 }")
    #expect(try session.value("try blocking { try await slow() }") == "42")
    let refused = try session.cell("let x = 1\nlet y = try await slow()")
    #expect(refused.status == .rejected)
    #expect(refused.diagnostics.first?.line == 2)
    #expect(refused.diagnostics.first?.message.contains("try blocking {") == true)
    #expect(
      try session.cell("Task { @MainActor in print(\"main\") }\nThread.sleep(forTimeInterval: 0.2)").printed == "main\n"
    )
  }

  @Test("a long collection is cut with a count, and names of types do not show the cell")
  func shortening() throws {
    #expect(try session.value("Array(0..<100_000)")?.contains("99955 more") == true)
    #expect(try session.value("struct P { var a = 1 }\n[P()]") == "[P(a: 1)]")
    #expect(try session.cell("P()").outputs.contains { if case .display(_, "P") = $0 { true } else { false } })
  }

  @Test("variables are listed with type and value; names of cells that failed are not")
  func variables() throws {
    try session.cell("let x = 5\nvar word = \"hi\"\nfunc f() {}")
    try session.cell("let lost = 1\nfatalError()")
    let variables = try #require(try session.variables())
    #expect(variables.map(\.name) == ["x", "word"])
    #expect(variables.map(\.type) == ["Int", "String"])
    #expect(variables.map(\.value) == ["5", "\"hi\""])
  }

  @Test("optimised cells and plain ones share their names")
  func optimized() throws {
    try session.cell("func triangle(_ n: Int) -> Int { (1...n).reduce(0, +) }")
    session.optimizes = true
    #expect(try session.value("let t = triangle(10)\nt") == "55")
    session.optimizes = false
    #expect(try session.value("t + 1") == "56")
  }
}
