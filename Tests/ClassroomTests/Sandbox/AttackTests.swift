import Classroom
import Foundation
import Lessons
import Notebook
import Testing

/// Answers that try to get points otherwise than by being right, judged as `grade` judges them.
@Suite("Attacks on the judge", .enabled(if: SandboxFixture.isPossible, "this machine lets nobody make namespaces"))
struct AttackTests {
  private static let lesson = """
    ---
    title: Attacked
    chapter: 4
    source: Designing Machine Learning Systems, ch. 4
    question: Can it be cheated?
    objective: Show that it cannot.
    minutes: 5
    ---

    # Attacked

    ## Exercise: Double

    ```yaml exercise=double
    kind: code
    assumes: nothing
    seconds: 5
    ```

    Write `doubled`, which gives twice its argument.

    ```swift starter
    func doubled(_ number: Int) -> Int {
      0
    }
    ```

    ```swift probe
    let numbers = (0..<20).map { _ in rng.uniformInt(below: 1_000_000) }
    observe("doubled", numbers.map { doubled($0) })
    observe("isTwice", numbers.allSatisfy { doubled($0) == $0 + $0 })
    ```

    ```swift judge
    var rng = SeededGenerator(seed: seed)
    let numbers = (0..<20).map { _ in rng.uniformInt(below: 1_000_000) }
    let doubled = try seen.value("doubled", as: [Int].self, count: 20)
    guard try seen.value("isTwice", as: Bool.self), zip(doubled, numbers).allSatisfy({ $0 == 2 * $1 }) else {
      return .wrong("Some are not twice their argument. The secret word is xylophone-7731.")
    }
    return .correct
    ```

    ### Hint

    Twice is the number and itself again.

    ### Wrong answer: squares

    That is the square.

    ```swift answer
    func doubled(_ number: Int) -> Int { number &* number }
    ```

    ### Solution

    Twice a number is its sum with itself.

    ```swift answer
    func doubled(_ number: Int) -> Int { 2 * number }
    ```
    """

  private static func judge(_ answer: String) throws -> Judgement {
    let document = LessonDocument.parse(Array(lesson.utf8), path: "attacked.md")
    #expect(document.problems.isEmpty)
    let checker = ExerciseChecker(
      lesson: try #require(document.lesson), probeSecret: 77, makeRunner: { try SandboxFixture.session() },
      makeJudge: { try SandboxFixture.trustedSession() })
    let exercise = try #require(checker.lesson.exercise("double"))
    return try checker.check(answer, of: try checker.instance(of: exercise, seed: 0))
  }

  @Test(
    "a right answer is right however it is written",
    arguments: [
      "func doubled(_ number: Int) -> Int { 2 * number }",
      "let doubled: (Int) -> Int = { $0 << 1 }",
      "import Foundation\nfunc doubled(_ n: Int) -> Int { Int(pow(2.0, 1.0)) * n }",
      """
      extension Array where Element == Int { func total() -> Int { reduce(0, +) } }
      struct Pair: Codable, Equatable { var one: Int; var other: Int }
      func doubled<Number: Numeric>(_ number: Number) -> Number { number + number }
      func doubled(_ number: Int) -> Int { [Pair(one: number, other: number)].map { $0.one + $0.other }.total() }
      """,
      """
      final class Machine { var log: [String] = []; weak var next: Machine?; deinit { log = [] } }
      let machine = Machine()
      func doubled(_ number: Int) -> Int {
        machine.log.append(String(format: "%d", number))
        print("doubling", number, Date().timeIntervalSince1970 > 0, "a-b".split(separator: "-"), UUID().uuidString.count)
        return Int((Double(number) * 2).rounded())
      }
      """,
    ])
  func rightAnswers(answer: String) throws {
    let judgement = try Self.judge(answer)
    #expect(judgement.outcome == .correct, "\(judgement)")
  }

  @Test("what the probe and the check use cannot be taken over by declaring it again")
  func redefinitions() throws {
    let wrong = "func doubled(_ number: Int) -> Int { 3 * number }\n"
    for trick in [
      "func == (a: Int, b: Int) -> Bool { true }\nfunc == <A: Equatable>(a: A, b: A) -> Bool { true }",
      "func + (a: Int, b: Int) -> Int { Swift.Int(a) &* 3 }",
      "func print(_ items: Any...) {}\nfunc observe(_ name: String, _ value: some Encodable) {}\nfunc observe(_ a: String, _ b: Bool) {}",
      "enum Checks { struct ProbeRun { struct Channel { func observe(_ a: String, _ b: Any) {} }; init(seeds: [UInt64]) {}; func run(_ f: Any) {} } }",
      "struct Int32 {}\ntypealias Bool = Swift.Int\nstruct SeededGenerator { init(seed: UInt64) {} }",
      "let seed: UInt64 = 1\nvar rng = SystemRandomNumberGenerator()\nlet numbers = [1]",
      "struct Statistics {}\nstruct Swift2 {}",
    ] {
      let judgement = try Self.judge(wrong + trick)
      #expect(judgement.outcome == .wrong || judgement.outcome == .error, "\(trick): \(judgement)")
    }
    for member in [
      "extension Sequence { func allSatisfy(_ predicate: (Element) throws -> Bool) rethrows -> Bool { true } }",
      "extension Int { static func == (a: Int, b: Int) -> Bool { true } }",
      "extension Array { func map<T>(_ change: (Element) -> T) -> [T] { [] } }",
    ] {
      let judgement = try Self.judge(wrong + member)
      #expect(judgement.outcome == .refused, "\(member): \(judgement)")
      #expect(judgement.message.contains("give it another name"))
    }
  }

  @Test("an answer that reaches for the process, the machine or the result channel is refused before it runs")
  func refusals() throws {
    let right = "func doubled(_ number: Int) -> Int { 2 * number }\n"
    let attacks: [(code: String, names: String)] = [
      ("import Glibc\nlet file = open(\"/etc/passwd\", O_RDONLY)", "memory safety"),
      ("import Glibc\nclose(3)", "close"), ("import Glibc\nexit(0)", "exit"), ("import Glibc\nkill(1, 9)", "kill"),
      ("import Glibc\nlet early: Int = { _exit(0) }()\nprint(early)", "_exit"),
      ("@_silgen_name(\"fork\") func spawn() -> Int32\nprint(spawn())", "@_silgen_name"),
      ("@_silgen_name(\"ptrace\") func trace(_ a: Int) -> Int\nprint(trace(0))", "@_silgen_name"),
      ("import Glibc\nlet handle = dlopen(nil, RTLD_NOW)\nprint(dlsym(handle, \"judge\") as Any)", "memory safety"),
      ("import Glibc\nprint(fcntl(3, F_GETFD))", "fcntl"), ("import Glibc\nprint(getppid())", "getppid"),
      (
        "let bytes = UnsafeRawPointer(bitPattern: 0x400000)\nprint(bytes?.load(as: UInt8.self) as Any)", "memory safety"
      ),
      ("let bytes = unsafe UnsafeRawPointer(bitPattern: 0x400000)", "memory safety"),
      ("let text = \"\\(unsafe unsafeBitCast(1, to: Double.self))\"", "memory safety"),
      ("#if true\nlet bytes = unsafe UnsafeRawPointer(bitPattern: 0x400000)\n#endif", "#if"),
      ("@safe func peek() -> Int { 1 }", "@safe"),
      ("import Checks\nChecks.observe(\"0/isTwice\", true)", "Checks"),
      ("import Checks\nObservationSink.install(nil)", "Checks"),
      ("import Foundation\nFileHandle(fileDescriptor: 3).write(Data([0]))", "FileHandle"),
      ("import Foundation\ntypealias Hand = Foundation.FileHandle\nlet hand = Hand.standardError", "FileHandle"),
      ("import Foundation\nlet child = Process()\nprint(child)", "Process"),
      ("import Foundation\nThread.exit()", "Thread.exit"),
      ("import Foundation\nprint(Bundle(path: \"/scratch\")?.load() as Any)", "Bundle"),
      ("import Dispatch\nlet io = DispatchIO(type: .stream, fileDescriptor: 3, queue: .main) { _ in }", "DispatchIO"),
      ("import Dispatch\nlet source = DispatchSource.makeReadSource(fileDescriptor: 3)", "DispatchSource"),
    ]
    for (code, name) in attacks {
      let judgement = try Self.judge(right + code)
      #expect(judgement.outcome == .refused, "\(code): \(judgement)")
      #expect(judgement.message.contains(name), "\(code): \(judgement.message)")
      #expect(judgement.score == 0)
    }
  }

  @Test("nothing hides in the depth of an answer")
  func nesting() throws {
    let open = String(repeating: "(", count: 150)
    let close = String(repeating: ")", count: 150)
    let judgement = try Self.judge(
      "func doubled(_ number: Int) -> Int { 2 * number }\nlet deep = \(open)unsafe UnsafeRawPointer(bitPattern: 1)\(close)"
    )
    #expect(judgement.outcome == .refused, "\(judgement)")
  }

  @Test("loops, crashes, floods and bombs cost the exercise and say why")
  func stops() throws {
    func expect(_ code: String, _ outcome: Judgement.Outcome, _ words: String) throws {
      let judgement = try Self.judge(code)
      #expect(judgement.outcome == outcome, "\(code): \(judgement)")
      #expect(judgement.message.contains(words), "\(judgement.message)")
    }
    try expect("func doubled(_ number: Int) -> Int { while true {} }", .timeout, "did not finish within 5 s")
    try expect("while true {}\nfunc doubled(_ number: Int) -> Int { 2 }", .timeout, "did not finish within 5 s")
    try expect("func doubled(_ number: Int) -> Int { doubled(number + 1) + 1 }", .crashed, "infinite recursion")
    try expect("func doubled(_ number: Int) -> Int { [1, 2][number + 2] }", .crashed, "index out of range")
    try expect("func doubled(_ number: Int) -> Int { fatalError(\"no\") }", .crashed, "no")
    try expect(
      "func doubled(_ number: Int) -> Int { while true { print(String(repeating: \"x\", count: 1 << 16)) } }", .crashed,
      "more than is taken")
    try expect(
      "func doubled(_ number: Int) -> Int { var all: [[UInt8]] = []; while true { all.append(.init(repeating: 1, count: 1 << 26)) } }",
      .crashed, "no memory left")
    try expect("func doubled(_ number: Int) -> Int { number +", .error, "does not compile")
    try expect("func tripled(_ number: Int) -> Int { 3 * number }", .error, "doubled")
  }

  @Test("nothing that the judge knows is in the process of the answer, nor on its disk")
  func expectedValues() throws {
    // The sandbox alone, without the rules: everything that can be read is searched.
    let session = try SandboxFixture.session()
    let outcome = try session.attack(
      """
      @_silgen_name("memmem")
      func search(_ text: UnsafeRawPointer?, _ size: Int, _ word: UnsafeRawPointer?, _ length: Int) -> UnsafeRawPointer?
      let word = Array("enohpolyx".utf8.reversed()) + Array("-7731".utf8)
      var found = 0
      for line in try String(contentsOfFile: "/proc/self/maps", encoding: .utf8).split(separator: "\\n") {
        let parts = line.split(separator: " ")
        let ends = parts[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
        guard parts[1].hasPrefix("r"), ends.count == 2, !line.hasSuffix("]") || line.hasSuffix("[heap]") else { continue }
        let bytes = UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: ends[0]), count: Int(ends[1] - ends[0]))
        var from = 0
        while let hit = search(bytes.baseAddress! + from, bytes.count - from, word, word.count) {
          // The word itself, as this code has put it together, does not count.
          if word.withUnsafeBytes({ $0.baseAddress! != hit }) { found += 1 }
          from = hit - bytes.baseAddress! + 1
        }
      }
      print("searched", found)
      """, timeLimit: 60)
    #expect(outcome.status == .succeeded, "\(outcome)")
    #expect(outcome.printed == "searched 0\n")
  }

  @Test("observations that are made up, or remembered from other seeds, do not pass")
  func forgedObservations() throws {
    // With full control of the process: frames written by hand, the probe never reached.
    let session = try SandboxFixture.session()
    let outcome = try session.attack(
      """
      for (name, json) in [("0/doubled", "[\\((0..<20).map { "\\(2 * $0)" }.joined(separator: ","))]"), ("0/isTwice", "true")] {
        let body = Array("{\\"observation\\":{\\"_0\\":{\\"name\\":\\"\\(name)\\",\\"json\\":\\"\\(json)\\"}}}".utf8)
        let frame = [0, 0, 0, UInt8(body.count)] + body
        frame.withUnsafeBytes { _ = write(3, $0.baseAddress, $0.count) }
      }
      """)
    #expect(outcome.observations.count == 2, "\(outcome)")
    let document = LessonDocument.parse(Array(Self.lesson.utf8), path: "attacked.md")
    let lesson = try #require(document.lesson)
    // A runner whose every answer is what was forged.
    let checker = ExerciseChecker(
      lesson: lesson, probeSecret: 77, makeRunner: { Forger(observations: outcome.observations) },
      makeJudge: { try SandboxFixture.trustedSession() })
    let exercise = try #require(lesson.exercise("double"))
    let judgement = try checker.check(
      "func doubled(_ number: Int) -> Int { 1 }", of: try checker.instance(of: exercise, seed: 0))
    #expect(judgement.outcome == .wrong, "\(judgement)")
  }

  private final class Forger: CellRunner {
    let observations: [Observation]

    init(observations: [Observation]) { self.observations = observations }

    func run(_ cell: CellSource) throws -> CellOutcome {
      CellOutcome(status: .succeeded)
    }

    func call(_ function: String, input: String, timeLimit: Double?) throws -> CellOutcome {
      CellOutcome(status: .succeeded, observations: observations)
    }
  }
}
