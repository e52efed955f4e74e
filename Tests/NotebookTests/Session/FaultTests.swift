import Foundation
import Notebook
import Testing

@Suite("A fault costs its cell and nothing else")
struct FaultTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    var message: String
    var line: Int?
    var testDescription: String { name }
  }

  static let cases: [Case] = [
    .init(name: "index out of range", text: "let a = [1, 2, 3]\n\na[10]", message: "index out of range", line: 3),
    .init(name: "integer overflow", text: "var n = Int.max\nn += kept", message: "integer overflow", line: 2),
    .init(name: "nil unwrapped", text: "let n: Int? = nil\nn!", message: "nil was unwrapped", line: 2),
    .init(
      name: "uncaught error",
      text:
        "struct E: Error, CustomStringConvertible { var description: String { \"own words\" } }\nfunc f() throws {\n  throw E()\n}\ntry f()",
      message: "uncaught error: own words", line: 3),
    .init(
      name: "uncaught error without words", text: "enum Trouble: Error { case tooBig(Int) }\nthrow Trouble.tooBig(3)",
      message: "uncaught error: Trouble.tooBig(3)", line: 2),
    .init(
      name: "undecodable data",
      text:
        "struct Point: Codable { var x: Double }\nlet text = Data(#\"{\"y\": 1}\"#.utf8)\ntry JSONDecoder().decode(Point.self, from: text)",
      message: "the data cannot be decoded: there is no “x”", line: 3),
    .init(name: "fatalError", text: "fatalError(\"because\")", message: "because", line: 1),
    .init(
      name: "precondition", text: "\nprecondition(kept < 0, \"must be below zero\")", message: "must be below zero",
      line: 2),
    .init(
      name: "recursion", text: "func r(_ i: Int) -> Int { r(i + 1) + 1 }\nr(0)", message: "infinite recursion", line: 1),
    .init(name: "exit", text: "print(1)\nexit(0)", message: "exit(0) was called", line: 2),
    .init(
      name: "null pointer", text: "let p = UnsafeMutablePointer<Int>(bitPattern: 8)!\np.pointee = 3",
      message: "null pointer", line: 2),
    .init(name: "abort", text: "abort()", message: "abort() was called", line: 1),
    .init(
      name: "memory", text: "let big = [UInt8](repeating: 1, count: 20 << 30)\nbig.count",
      message: "no memory left: 20.0 GiB", line: 1),
    .init(name: "division by zero", text: "kept / Int(\"0\")!", message: "division by zero", line: 1),
    .init(
      name: "another thread",
      text: "DispatchQueue.concurrentPerform(iterations: 4) { i in\n  if i == 2 { fatalError(\"worker\") }\n}",
      message: "worker", line: 2),
  ]

  @Test("the message names the cell and the line, and earlier values stay", arguments: cases)
  func fault(_ example: Case) throws {
    let session = try SessionFixture.session()
    try session.cell("let kept = 5", name: "cell 1")
    let outcome = try session.cell(example.text, name: "cell 2")
    #expect(outcome.status == .faulted)
    #expect(
      outcome.fault?.message.lowercased().contains(example.message.lowercased()) == true, "\(outcome.fault as Any)")
    #expect(outcome.fault?.cell == "cell 2")
    #expect(outcome.fault?.line == example.line)
    #expect(!outcome.printed.contains("stack trace"))
    #expect(try session.value("kept + 1") == "6")
  }

  @Test("a fault in a function of an earlier cell names that cell")
  func faultElsewhere() throws {
    let session = try SessionFixture.session()
    try session.cell("func third(_ a: [Int]) -> Int {\n  a[2]\n}", name: "cell 1")
    let outcome = try session.cell("third([1])", name: "cell 2")
    #expect(outcome.fault?.cell == "cell 1")
    #expect(outcome.fault?.line == 2)
  }

  @Test(
    "an endless loop is ended by an interrupt",
    arguments: [
      "while true {}", "while true { print(\"x\") }",
      "var a: [Int] = []\nwhile true { a.append(1); if a.count > 1000 { a = [] } }",
      "sleep(1000)", "let lock = NSLock(); lock.lock(); lock.lock()",
    ])
  func interrupt(_ text: String) throws {
    let session = try SessionFixture.session()
    try session.cell("let kept = 5")
    let pipe = Pipe()
    session.interruptDescriptor = pipe.fileHandleForReading.fileDescriptor
    _ = fcntl(pipe.fileHandleForReading.fileDescriptor, F_SETFL, O_NONBLOCK)
    DispatchQueue.global().asyncAfter(deadline: .now() + 1) { pipe.fileHandleForWriting.write(Data([1])) }
    let outcome = try session.cell(text, timeLimit: nil)
    #expect(outcome.status == .interrupted)
    #expect(try session.value("kept + 1") == "6")
    #expect(try session.cell("print(\"still here\")").printed == "still here\n")
  }

  @Test("a cell that uses up its time is stopped")
  func timeLimit() throws {
    let session = try SessionFixture.session()
    #expect(try session.cell("while true {}", timeLimit: 0.5).status == .timedOut)
    #expect(try session.value("1 + 1") == "2")
  }

  @Test(
    "a cell may close standard output or error; the next one prints",
    arguments: [
      "close(1)", "fclose(stdout)", "close(2); close(1)", "freopen(\"/dev/null\", \"w\", stdout)",
    ])
  func closedOutput(_ text: String) throws {
    let session = try SessionFixture.session()
    try session.cell(text)
    let outcome = try session.cell("print(\"still here\")")
    #expect(outcome.printed == "still here\n")
  }

  @Test("a million lines are cut with a count, and the whole is kept in a file")
  func manyLines() throws {
    let folder = NSTemporaryDirectory() + "/lectern-output-\(UUID())"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var configuration = SessionFixture.configuration
    configuration.outputDirectory = folder
    let session = try NotebookSession(configuration, toolchain: SessionFixture.toolchain)
    let outcome = try session.cell("for i in 0..<1_000_000 { print(i) }", timeLimit: 60)
    #expect(outcome.status == .succeeded)
    #expect(outcome.printed.contains("999,700 more lines"))
    #expect(outcome.printed.utf8.count < 100_000)
    let file = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first)
    let kept = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
    #expect(kept.hasPrefix("0\n1\n2\n") && kept.hasSuffix("999998\n999999\n"))
  }

  @Test("text and displays keep their order")
  func order() throws {
    let outcome = try SessionFixture.session().cell("for i in 0..<3 { print(i); show(i * 10) }")
    let order = outcome.outputs.map { output in
      switch output {
      case .text(let text, _): text.trimmingCharacters(in: .newlines)
      case .display(let bundle, _): "shown " + bundle.plain
      }
    }
    #expect(order == ["0", "shown 0", "1", "shown 10", "2", "shown 20"])
  }

  @Test("a kernel that is killed from outside is started again, and the cells are replayed")
  func killedBetweenCells() throws {
    let session = try SessionFixture.session()
    var notices: [String] = []
    session.onNotice = { notices.append($0) }
    try session.cell("var kept = [1, 2]")
    try session.cell("kept.append(3)")
    kill(try #require(session.kernelProcess), SIGKILL)
    #expect(try session.value("kept") == "[1, 2, 3]")
    #expect(notices.count == 1)
    #expect(notices.first?.contains("2 earlier cells") == true)
  }

  @Test("a cell that ends the kernel is named as the cause, and is not replayed")
  func killedByCell() throws {
    let session = try SessionFixture.session()
    try session.cell("let kept = 5")
    let outcome = try session.cell("kill(getpid(), SIGKILL)", name: "cell 2")
    #expect(outcome.status == .died)
    #expect(outcome.fault?.cell == "cell 2")
    #expect(try session.cell("_exit(3)").status == .died)
    #expect(try session.value("kept") == "5")
  }

  @Test("cells that took long are not run again without asking")
  func askedReplay() throws {
    let session = try SessionFixture.session()
    var asked: [Int] = []
    session.confirmReplay = {
      asked.append($0.cells)
      return false
    }
    try session.cell("let quick = 1")
    try session.cell("Thread.sleep(forTimeInterval: 2.2)\nlet slow = 2")
    kill(try #require(session.kernelProcess), SIGKILL)
    #expect(try session.value("quick") == "1")
    #expect(asked == [2])
    #expect(try session.cell("slow").status == .rejected)
  }
}
