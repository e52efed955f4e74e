import Foundation
import Testing

@Suite("Grading in the sandbox, by the program")
struct SandboxedGradingTests {
  /// Whether this machine lets anybody make namespaces; where it does not, `grade` refuses, which is tested all the same.
  static let isPossible: Bool = {
    let doctor = try? Program.run(["doctor"])
    return doctor?.output.split(separator: "\n").contains { $0.split(separator: " ").prefix(2) == ["ok", "sandbox"] }
      == true
  }()

  private let folder = Program.Folder()
  private let lesson = Program.root.appendingPathComponent("lessons/04-training-data/04-reservoir-sampling.md").path
  private static let right = """
    func step(n: Int, item: Int, k: Int, reservoir: inout [Int], draw: (ClosedRange<Int>) -> Int) {
      if n <= k { return reservoir.append(item) }
      let place = draw(1...n)
      if place <= k { reservoir[place - 1] = item }
    }
    """

  private func hand(in student: String, step: String, merging: String = "10") throws {
    try """
    ---
    lesson: 04-training-data/04-reservoir-sampling
    student: \(student)
    ---

    ```text exercise=merging-reservoirs
    \(merging)
    ```

    ```swift exercise=three-steps
    \(step)
    ```
    """.write(toFile: folder.path + "/\(student).md", atomically: true, encoding: .utf8)
  }

  @Test(
    "each of a mixed batch gets what it deserves, and nothing gets out", .enabled(if: isPossible, "no namespaces here"))
  func mixedBatch() throws {
    let mark = "/tmp/lectern-mark-\(UUID().uuidString)"
    try hand(in: "right", step: Self.right)
    try hand(in: "expression", step: Self.right, merging: "Double(100 * 100) / 1_000")
    try hand(in: "known-mistake", step: Self.right.replacing("1...n", with: "1...(n - 1)"))
    try hand(
      in: "closure",
      step: "let step: (Int, Int, Int, inout [Int], (ClosedRange<Int>) -> Int) -> Void = { _, _, _, _, _ in }")
    try hand(in: "loop", step: "while true {}\n" + Self.right)
    try hand(in: "fork", step: "import Glibc\nlet child = fork()\n" + Self.right)
    try hand(
      in: "reader", step: "let text = try String(contentsOfFile: \"/etc/passwd\", encoding: .utf8)\n" + Self.right)
    try hand(
      in: "writer", step: "try \"x\".write(toFile: \"\(mark)\", atomically: false, encoding: .utf8)\n" + Self.right)
    try hand(
      in: "secret", step: "let lesson = try String(contentsOfFile: \"\(lesson)\", encoding: .utf8)\n" + Self.right)
    let graded = try Program.run(["grade", folder.path, "--lesson", lesson, "--format", "json"])
    #expect(graded.status == 0, "\(graded)")
    let rows = try #require(try JSONSerialization.jsonObject(with: Data(graded.output.utf8)) as? [[String: Any]])
    var outcomes: [String: String] = [:]
    var merging: [String: String] = [:]
    for row in rows {
      let student = try #require(row["student"] as? String)
      for exercise in try #require(row["exercises"] as? [[String: Any]]) {
        if exercise["id"] as? String == "three-steps" { outcomes[student] = exercise["outcome"] as? String }
        if exercise["id"] as? String == "merging-reservoirs" { merging[student] = exercise["outcome"] as? String }
      }
    }
    #expect(
      outcomes == [
        "right": "correct", "expression": "correct", "known-mistake": "wrong", "closure": "error", "loop": "timeout",
        "fork": "refused", "reader": "crashed", "writer": "crashed", "secret": "crashed",
      ])
    #expect(merging.count == 9 && merging.values.allSatisfy { $0 == "correct" }, "\(merging)")
    #expect(!FileManager.default.fileExists(atPath: mark))
  }

  @Test("where there is no sandbox, nothing is run, and the sentence says what to do")
  func refusal() throws {
    try hand(in: "right", step: Self.right)
    // A search path with the toolchain and without bubblewrap.
    let swift = try #require(
      ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":").map(String.init)
        .first { FileManager.default.isExecutableFile(atPath: $0 + "/swiftc") })
    let tools = Program.Folder()
    try FileManager.default.createSymbolicLink(atPath: tools.path + "/swiftc", withDestinationPath: swift + "/swiftc")
    let graded = try Program.run(["grade", folder.path, "--lesson", lesson], environment: ["PATH": tools.path])
    #expect(graded.status == 3, "\(graded)")
    #expect(graded.errors.contains("bubblewrap is not installed"), "\(graded.errors)")
    #expect(graded.errors.contains("--no-sandbox"))
    #expect(graded.output.isEmpty)
  }
}
