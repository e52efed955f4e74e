import Classroom
import Foundation
import Lessons
import Testing

@Suite("Handing in")
struct HandInTests {
  let folder = TemporaryFolder()
  let progress: ProgressStore
  let lesson = ClassLesson.lesson
  let id = ClassLesson.name

  init() throws {
    progress = try ProgressStore(at: URL(fileURLWithPath: folder.path + "/progress.sqlite"))
  }

  private func answer(_ exercise: String, _ answer: String, seed: UInt64? = nil) {
    let seed = seed ?? StudentSeed(progress.studentSeed).seed(lesson: id, exercise: exercise)
    progress.record(
      ExerciseAttempt(lesson: id, exercise: exercise, seed: seed, answer: answer, outcome: .wrong, score: 0))
  }

  private func handIn(student: String = "s042") throws -> HandIn {
    try HandIn(lesson: lesson, id: id, student: student, progress: progress)
  }

  @Test("the last of all attempts is sent, with their number; the others stay in the record")
  func lastAttempt() throws {
    for text in ["bad", "good", "bad"] { answer("which", text) }
    let file = try handIn().file
    #expect(file.answers == [.init(exercise: "which", isSwift: false, text: "bad", tries: 3)])
    #expect(file.seed == progress.studentSeed)
    #expect(try handIn().unanswered == ["the-rate"])
    #expect(try progress.attempts(lesson: id, exercise: "which").count == 3)
  }

  @Test("an answer to other numbers than the file's is not sent, and is said")
  func outdated() throws {
    answer("which", "good")
    answer("the-rate", "4", seed: 99)
    let handIn = try handIn()
    #expect(handIn.file.answers.map(\.exercise) == ["which"])
    #expect(handIn.outdated == ["the-rate"] && handIn.unanswered == ["the-rate"])
  }

  @Test("what is handed in is graded as it was answered")
  func graded() throws {
    let seed = StudentSeed(progress.studentSeed).seed(lesson: id, exercise: "the-rate")
    answer("which", "good")
    answer("the-rate", "\(2 * ClassLesson.Numbers.n(seed: seed))")
    let batch = Batch()
    try batch.add(try handIn().file.text, "mine.md")
    #expect(try batch.run()["s042"]?.score == 5)
  }

  @Test("the name says whose answers to what they are, and is a name only")
  func names() throws {
    answer("which", "good")
    #expect(try handIn().fileName == "01-quick.s042.answers.md")
    #expect(try handIn(student: "Ada: <L>|?*").fileName == "01-quick.Ada___L____.answers.md")
    #expect(try handIn(student: "Зоя@x").fileName == "01-quick.Зоя@x.answers.md")
    #expect(throws: AnswersProblem.self) { try handIn(student: "../x") }
  }

  @Test("nothing that is there is lost: one's own older answers are kept beside, others are not touched")
  func neverLoses() throws {
    answer("which", "good")
    let path = folder.path + "/mine.md"
    #expect(try HandInFile.write(handIn().file, to: path) == .written(path: path))
    #expect(try HandInFile.write(handIn().file, to: path) == .unchanged(path: path))
    let first = try folder.text("mine.md")
    answer("which", "bad")
    #expect(try HandInFile.write(handIn().file, to: path) == .replaced(path: path, older: path + ".1"))
    answer("which", "good")
    #expect(try HandInFile.write(handIn().file, to: path) == .replaced(path: path, older: path + ".2"))
    #expect(try folder.text("mine.md.1") == first)
    #expect(try AnswersFile.read(path).answers[0].tries == 3)
    let present = try folder.text("mine.md")
    #expect(throws: HandInProblem.anothersAnswers(path: path, student: "s042", lesson: id)) {
      try HandInFile.write(handIn(student: "s043").file, to: path)
    }
    #expect(try folder.text("mine.md") == present)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.contains("answers-") }.isEmpty)
  }

  @Test("files of another kind, links and folders are not written to")
  func otherFiles() throws {
    answer("which", "good")
    let file = try handIn().file
    let notes = try folder.write("my notes", to: "notes.md")
    #expect(throws: HandInProblem.self) { try HandInFile.write(file, to: notes) }
    #expect(try folder.text("notes.md") == "my notes")
    #expect(symlink(notes, folder.path + "/link.md") == 0)
    #expect(throws: HandInProblem.self) { try HandInFile.write(file, to: folder.path + "/link.md") }
    #expect(symlink(folder.path + "/nowhere", folder.path + "/dangling.md") == 0)
    #expect(throws: HandInProblem.self) { try HandInFile.write(file, to: folder.path + "/dangling.md") }
    #expect(throws: HandInProblem.self) { try HandInFile.write(file, to: folder.path) }
    #expect(throws: HandInProblem.self) { try HandInFile.write(file, to: folder.path + "/none/mine.md") }
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/nowhere"))
  }

  @Test("each exercise has numbers of its own, the same in every process")
  func seeds() {
    let seed = StudentSeed(8_130_519_823)
    // Computed with an independent FNV-1a in Python.
    #expect(seed.seed(lesson: "01-first/01-quick", exercise: "the-rate") == seedOfTheRate)
    #expect(seed.seed(lesson: "01-first/01-quick", exercise: "which") != seedOfTheRate)
    #expect(StudentSeed(nil).seed(lesson: "a", exercise: "b") == 0)
  }

  private let seedOfTheRate: UInt64 = 11_222_518_191_257_233_087
}
