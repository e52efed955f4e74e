internal import Checks

/// Judges numbers and letters against the right answer and the known mistakes, without running anything.
struct ClosedJudge {
  let instance: ExerciseInstance

  struct Result: Equatable {
    /// Of the points, from 0 to 1.
    var share: Double
    /// The known mistake that the answer shows.
    var mistake: String?
    var message: String
  }

  /// Judges numbers, one for each part.
  func judge(_ numbers: [Double]) throws -> Result {
    guard case .number(let task) = instance.exercise.task, case .numbers(let right) = try RightAnswer(instance),
      let key = task.key
    else { throw CheckerError.noKey(exercise: instance.exercise.id) }
    let isRight = zip(key.tolerances, zip(numbers, right)).map { $0.accepts($1.0, for: $1.1) }
    if isRight.allSatisfy({ $0 }) { return Result(share: 1, message: "Right.") }
    let share = Double(isRight.count { $0 }) / Double(isRight.count)
    var mistake: String?
    for wrong in instance.exercise.wrongAnswers where mistake == nil {
      let text = try instance.answerShowing(wrong)
      guard let shown = NumberLiterals.parse(text, units: task.parts.map(\.unit)) else {
        throw instance.fault("the answer of “\(wrong.id)” is not \(task.parts.count) numbers", in: wrong.answer)
      }
      if zip(key.tolerances, zip(numbers, shown)).allSatisfy({ $0.accepts($1.0, for: $1.1) }) { mistake = wrong.id }
    }
    guard share > 0 else { return Result(share: 0, mistake: mistake, message: "Not right.") }
    let places = zip(isRight, task.parts).filter { !$0.0 }.map { $0.1.label ?? $0.1.name }
    let filled = Placeholder.fill(places.joined(separator: "; "), from: instance.record.values, isCode: false)
    return Result(share: share, mistake: mistake, message: "Right in part. Not yet right: \(filled).")
  }

  /// Judges a choice, an order or a match.
  func judge(_ given: GivenAnswer) throws -> Result {
    guard case .text(let right) = try RightAnswer(instance) else {
      throw CheckerError.noKey(exercise: instance.exercise.id)
    }
    let kept = given.canonical(typed: "")
    if kept == right { return Result(share: 1, message: "Right.") }
    var mistake: String?
    for wrong in instance.exercise.wrongAnswers where mistake == nil {
      let text = try instance.answerShowing(wrong)
      do {
        if try instance.parse(text).canonical(typed: "") == kept { mistake = wrong.id }
      } catch {
        throw instance.fault("the answer of “\(wrong.id)” is none: \(error.sentence)", in: wrong.answer)
      }
    }
    let (share, message) = try partly(given, right: right)
    return Result(share: share, mistake: mistake, message: message)
  }

  /// How much of an answer that is not right is right.
  private func partly(_ given: GivenAnswer, right: String) throws -> (Double, String) {
    let rightWords = right.split(separator: " ").map(String.init)
    switch (instance.exercise.task, given) {
    case (.choice(let task), .choice(let ids, let reason)) where !task.reasons.isEmpty:
      if ids == rightWords.dropLast() { return (0.5, "The choice is right; the reason is not.") }
      if reason == rightWords.last { return (0, "The choice is not right.") }
    case (.match(let task), .match(let pairs)):
      let hits = pairs.count { rightWords.contains("\($0.left)=\($0.right)") }
      if hits > 0 {
        return (Double(hits) / Double(task.left.count), "\(hits) of \(task.left.count) pairs are right.")
      }
    default: break
    }
    return (0, "Not right.")
  }
}
