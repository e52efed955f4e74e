import Notebook
import Testing

@Suite("Diagnostics speak of the cell as the student wrote it")
struct DiagnosticsTests {
  let session: NotebookSession

  init() throws { session = try SessionFixture.session() }

  @Test("line, column, caret and fix-it are the cell's own, also in the shown expression")
  func places() throws {
    let outcome = try session.cell("let a = 1\nlet b = a +  foo(a)\nb")
    #expect(outcome.status == .rejected)
    let error = try #require(outcome.diagnostics.first)
    #expect(error.line == 2)
    #expect(error.column == 14)
    #expect(error.message == "cannot find 'foo' in scope")
    #expect(error.excerpt == "let b = a +  foo(a)\n             ^~~")
    let last = try #require(try session.cell("1 + \"a\".cont").diagnostics.first)
    #expect(last.line == 1)
    #expect(last.excerpt.hasPrefix("1 + \"a\".cont\n"))
  }

  @Test("a warning in the shown expression does not show the wrapper")
  func warnings() throws {
    let outcome = try session.cell("let n: Int? = 3\n\"\\(n)\"")
    #expect(outcome.status == .succeeded)
    let warning = try #require(outcome.diagnostics.first { $0.severity == .warning })
    #expect(warning.line == 2)
    #expect(warning.excerpt.hasPrefix("\"\\(n)\"\n"))
    let before = try session.cell("func r(_ i: Int) -> Int { r(i) }; 1 + 1")
    #expect(
      before.diagnostics.first?.excerpt.hasPrefix("func r(_ i: Int) -> Int { r(i) }; 1 + 1\n") == true, "\(before)")
    #expect(outcome.diagnostics.allSatisfy { !$0.excerpt.contains("_show") && !$0.message.contains("_show") })
  }

  @Test("errors come before warnings, and each note behind its error")
  func order() throws {
    let outcome = try session.cell("func f() { let unused = 1 }\nlet a: Int = \"x\"\nfoo()")
    let severities = outcome.diagnostics.filter { $0.severity != .note }.map(\.severity)
    #expect(severities.first == .error)
    #expect(
      severities.firstIndex(of: .warning).map { index in severities[index...].allSatisfy { $0 != .error } } ?? true)
    #expect(outcome.diagnostics.contains { $0.line == 3 && $0.message == "cannot find 'foo' in scope" })
  }

  @Test("a mistyped name has the one that was meant, unless only C has it")
  func meant() throws {
    _ = try session.cell("let harvest = [1.5, 2.5]")
    let global = try #require(try session.cell("harvets.count").diagnostics.first)
    #expect(global.message == "cannot find 'harvets' in scope; did you mean 'harvest'?")
    let alone = try #require(try session.cell("harvst.count").diagnostics.first)
    #expect(alone.message == "cannot find 'harvst' in scope; did you mean 'harvest'?")
    #expect(alone.excerpt == "harvst.count\n^~~~~~\nharvest")
    _ = try session.cell("let tonnes = 1, tonnas = 2")
    let two = try session.cell("tonnos").diagnostics
    #expect(two.map(\.message) == ["cannot find 'tonnos' in scope; did you mean 'tonnes' or 'tonnas'?"])
    let member = try #require(try session.cell("let n = harvest.cuont").diagnostics.first)
    #expect(member.message == "value of type '[Double]' has no member 'cuont'; did you mean 'count'?")
    let foreign = try #require(try session.cell("let m = readdri").diagnostics.first)
    #expect(foreign.message == "cannot find 'readdri' in scope")
    #expect(foreign.excerpt == "let m = readdri\n        ^~~~~~~")
  }

  @Test("a call without try is told to try, and neither to hide the error nor that its result is unused")
  func missingTry() throws {
    let messages = try session.cell("func risky() throws -> Int { 3 }\nrisky()").diagnostics.map(\.message)
    #expect(messages == ["call can throw but is not marked with 'try'", "did you mean to use 'try'?"])
    let inside = try session.cell("func risky() throws -> Int { 3 }\n[1].map { _ in risky() }").diagnostics
    #expect(
      inside.map(\.message) == [
        "call can throw, but it is not marked with 'try' and the error is not handled; write 'try' before it"
      ])
  }

  @Test("a cell of comments and blank lines does nothing, quietly")
  func nothing() throws {
    for text in ["", "  \n\n", "// nothing\n", "/* nothing\n at all */"] {
      let outcome = try session.cell(text)
      #expect(outcome.status == .succeeded)
      #expect(outcome.outputs.isEmpty && outcome.diagnostics.isEmpty)
    }
  }
}
