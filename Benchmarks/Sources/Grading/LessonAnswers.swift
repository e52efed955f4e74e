import Checks
import Foundation
import Lessons

/// The right answers of a lesson and the known wrong ones, as the book's numbers (seed 0) have them, in the form in
/// which answers are handed in.
struct LessonAnswers {
  struct Answer: Encodable {
    var text: String
    /// The known mistake that it shows; nil when it is right.
    var mistake: String?

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(text, forKey: .text)
      try container.encode(mistake, forKey: .mistake)
    }

    private enum CodingKeys: CodingKey { case text, mistake }
  }

  struct OfExercise {
    var id: String
    var isSwift: Bool
    /// The numbers of the exercise by name.
    var values: [String: VariantValue]
    var right: Answer
    var wrong: [Answer]
  }

  private struct Failed: Error, CustomStringConvertible { var description: String }

  /// The lesson's name, as answers give it: the folder and the file without its ending.
  let lesson: String
  let exercises: [OfExercise]

  /// Reads the instructor's edition at `path`; the blocks that compute answers run in cells of `checkout`'s program.
  init(path: String, checkout: Checkout) throws {
    let document = LessonDocument.parse(contentsOf: path)
    guard let read = document.lesson, document.isSound else {
      throw Failed(description: "\(path) is no sound lesson: \(document.problems)")
    }
    let records = try Self.records(of: read.exercises, checkout: checkout)
    lesson = URL(fileURLWithPath: path).deletingLastPathComponent().lastPathComponent + "/" + read.name
    exercises = try read.exercises.map { exercise in
      let record = records[exercise.id] ?? VariantRecord(seed: 0)
      let wrong = try exercise.wrongAnswers.map { known in
        guard let text = known.answer?.text ?? record.wrong[known.id].flatMap(Self.text) else {
          throw Failed(description: "\(exercise.id) gives no answer for \(known.id)")
        }
        return Answer(text: text.trimmingCharacters(in: .newlines), mistake: known.id)
      }
      guard let right = Self.right(exercise, record) else {
        throw Failed(description: "\(exercise.id) is a kind of exercise whose right answer is not looked for here")
      }
      return OfExercise(
        id: exercise.id, isSwift: exercise.solutionAnswer != nil, values: record.values,
        right: Answer(text: right.trimmingCharacters(in: .newlines)), wrong: wrong)
    }
    if let unfilled = exercises.flatMap({ [$0.right] + $0.wrong }).first(where: { $0.text.contains("{{") }) {
      throw Failed(description: "an answer has a placeholder: \(unfilled.text)")
    }
  }

  private static func right(_ exercise: Exercise, _ record: VariantRecord) -> String? {
    switch exercise.task {
    case .number(let task):
      if let numbers = task.key?.canonical ?? task.key?.answer { return text(.list(numbers.map(VariantValue.number))) }
      let parts = task.parts.compactMap { record.expected[$0.name] }
      return parts.count == task.parts.count ? text(.list(parts)) : nil
    case .order(let task):
      return record.expected["right"].flatMap(text) ?? task.right?.joined(separator: " ")
    case .match(let task):
      return record.expected["pairs"].flatMap(text)
        ?? task.pairs.map { pairs in task.left.map { "\($0.id)=\(pairs[$0.id] ?? "")" }.joined(separator: " ") }
    case .code, .design: return exercise.solutionAnswer?.text
    case .choice: return nil
    }
  }

  private static func text(_ value: VariantValue) -> String? {
    value.strings?.joined(separator: " ") ?? value.numbers?.map { "\($0)" }.joined(separator: ", ")
  }

  /// What the blocks `variant` and `expected` record for seed 0, by exercise.
  private static func records(
    of exercises: [Exercise], checkout: Checkout
  ) throws -> [String: VariantRecord] {
    let mark = "record of exercise "
    var source = "import Checks\n"
    for (place, exercise) in exercises.enumerated() {
      let blocks = [exercise.variant, exercise.expected].compactMap { $0?.text }
      if blocks.isEmpty { continue }
      source += """
        func variant\(place)(
          _ variant: inout Variant, _ expected: inout ExpectedAnswers, _ wrong: inout ExpectedAnswers,
          _ rng: inout SeededGenerator, _ seed: UInt64
        ) throws {
        \(blocks.joined(separator: "\n"))
        }
        ObservationSink.install { print("\(mark)\(place)", $1) }
        VariantRun(packed: "0").run(variant\(place))

        """
    }
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("lectern-answers-\(getpid()).md")
    defer { try? FileManager.default.removeItem(at: file) }
    try "# Answers\n\n````swift\n\(source)````\n".write(to: file, atomically: true, encoding: .utf8)
    let result = try Checkout.shell("\"\(checkout.program)\" run \"\(file.path)\"", in: checkout.root)
    var records: [String: VariantRecord] = [:]
    for line in result.output.split(separator: "\n") where line.hasPrefix(mark) {
      let words = line.dropFirst(mark.count).split(separator: " ", maxSplits: 1)
      guard words.count == 2, let place = Int(words[0]) else { continue }
      records[exercises[place].id] = try JSONDecoder().decode(VariantRecord.self, from: Data(words[1].utf8))
    }
    return records
  }
}
