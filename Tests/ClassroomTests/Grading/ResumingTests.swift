import Classroom
import Foundation
import Notebook
import Testing

@Suite("An interrupted batch goes on")
struct ResumingTests {
  private func batch(of count: Int, script: ClassRunner.Script = .init()) throws -> Batch {
    let batch = Batch(script: script)
    for number in 0..<count {
      try batch.add(ClassLesson.answers("s\(100 + number)", rate: "value(\(number))"), "\(number).md")
    }
    return batch
  }

  @Test("after an interruption in the middle nobody is graded twice and nobody is left out")
  func interruption() throws {
    var batch = try batch(of: 60)
    batch.stopsAfter = 20
    let first = try batch.run()
    guard case .interrupted? = first.problem else { return #expect(Bool(false), "\(first)") }
    #expect((20..<60).contains(first.grades.count))
    batch.stopsAfter = .max
    let second = try batch.run()
    #expect(second.problem == nil)
    #expect(second.grades.count == 60)
    #expect(Set(first.graded).isDisjoint(with: second.graded))
    #expect(first.graded.count + second.graded.count == 60)
    #expect(try batch.run().graded == [])
  }

  @Test("what ends because of the interruption is not written down as the student's fault")
  func interruptedAnswer() throws {
    let stop = try StopSignal()
    let batch = Batch(
      script: .init(expression: { _, _ in
        stop.stop()
        return CellOutcome(status: .rejected)
      }))
    try batch.add(ClassLesson.answers("s1", rate: "value()"), "a.md")
    let journal = try GradingJournal(in: batch.out, edition: batch.assignment.edition)
    let script = batch.script
    let grader = Grader(assignment: batch.assignment, jobs: 1, makeChecker: { script.checker() }, shape: { _ in nil })
    let files = try AnswersCollection([batch.folder.path + "/answers"]).files
    #expect(throws: GradingProblem.self) { try grader.grade(files, journal: journal, stop: stop) }
    #expect(journal.grades().isEmpty)
  }

  @Test("a torn last line is cut off, and its submission is graded again", arguments: [1, 40, 300])
  func tornLine(bytes: Int) throws {
    let batch = try batch(of: 5)
    _ = try batch.run()
    let path = batch.out + "/graded.jsonl"
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    try whole.dropLast(bytes).write(to: URL(fileURLWithPath: path))
    let second = try batch.run()
    #expect(second.graded.count == 1)
    #expect(second.grades.count == 5)
    #expect(second.remarks.contains { $0.contains("torn") })
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 5)
    for line in lines { _ = try JSONDecoder().decode(GradedSubmission.self, from: Data(line.utf8)) }
  }

  @Test("lines that are no grades are passed over and said")
  func foreignLines() throws {
    let batch = try batch(of: 3)
    try batch.folder.write("nonsense\n{}\n\n", to: "out/graded.jsonl")
    #expect(try batch.run().graded.count == 3)
    let second = try batch.run()
    #expect(second.graded.isEmpty && second.grades.count == 3)
    #expect(second.remarks.contains { $0.contains("2 lines are no grades") })
  }

  @Test("a changed file is graded anew, and its old grade is no longer part of the batch")
  func changedFile() throws {
    let batch = try batch(of: 4)
    _ = try batch.run()
    try batch.add(ClassLesson.answers("s101", which: "bad", rate: "value(1)"), "1.md")
    let second = try batch.run()
    #expect(second.graded == ["s101"])
    #expect(second.grades.count == 4 && second["s101"]?.score == 3)
  }

  @Test("a changed lesson, or other limits, grade all anew")
  func changedEdition() throws {
    var batch = try batch(of: 4)
    _ = try batch.run()
    for assignment in [
      ClassLesson.assignment(text: ClassLesson.text + "\n"), ClassLesson.assignment(terms: "patience 2"),
    ] {
      batch.assignment = assignment
      let again = try batch.run()
      #expect(again.graded.count == 4 && again.grades.count == 4)
    }
    batch.assignment = ClassLesson.assignment()
    #expect(try batch.run().graded == [])
  }

  @Test("two batches do not write into one folder at a time")
  func locked() throws {
    let batch = try batch(of: 1)
    let journal = try GradingJournal(in: batch.out, edition: "x")
    let problem = #expect(throws: GradingProblem.self) { try batch.run() }
    #expect(problem.map { "\($0)" }?.contains("another lectern is grading") == true)
    journal.close()
    #expect(try batch.run().graded.count == 1)
  }

  @Test("files that are no longer among the answers are no part of the batch")
  func fewerFiles() throws {
    let batch = try batch(of: 3)
    _ = try batch.run()
    try FileManager.default.removeItem(atPath: batch.folder.path + "/answers/1.md")
    #expect(try batch.run().grades.map(\.student) == ["s100", "s102"])
  }
}
