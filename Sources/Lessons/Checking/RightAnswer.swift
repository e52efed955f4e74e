internal import Checks
internal import Spelling

/// The right answer of one instance, of the kinds that are judged without running code.
enum RightAnswer: Equatable {
  case numbers([Double])
  /// In the form in which answers are kept.
  case text(String)

  /// Finds it in the key or in what the `expected` block gave.
  ///
  /// - Throws: ``CheckerError`` when the edition has no key, or the block gave something else than is needed.
  init(_ instance: ExerciseInstance) throws {
    let expected = instance.record.expected
    switch instance.exercise.task {
    case .number(let task):
      guard let key = task.key else { throw CheckerError.noKey(exercise: instance.exercise.id) }
      if let answer = key.answer {
        self = .numbers(answer)
        return
      }
      self = .numbers(
        try task.parts.map { part in
          guard let numbers = expected[part.name]?.numbers, numbers.count == 1, numbers[0].isFinite else {
            throw instance.fault(
              "the `expected` block gives no finite number expected[\"\(part.name)\"]", in: instance.exercise.expected)
          }
          return numbers[0]
        })
    case .choice(let task):
      guard task.key != nil || !expected.isEmpty else { throw CheckerError.noKey(exercise: instance.exercise.id) }
      let right = try instance.ids("right", fixed: task.key?.right, known: task.options.map(\.id))
      let fixedReason = task.key?.reason.map { [$0] }
      let reason =
        task.reasons.isEmpty ? [] : try instance.ids("reason", fixed: fixedReason, known: task.reasons.map(\.id))
      self = .text((task.options.map(\.id).filter(right.contains) + reason).joined(separator: " "))
    case .order(let task):
      guard task.right != nil || !expected.isEmpty else { throw CheckerError.noKey(exercise: instance.exercise.id) }
      let right = try instance.ids("right", fixed: task.right, known: task.items.map(\.id))
      self = .text(right.joined(separator: " "))
    case .match(let task):
      guard task.pairs != nil || !expected.isEmpty else { throw CheckerError.noKey(exercise: instance.exercise.id) }
      let fixed = task.pairs.map { pairs in task.left.map { "\($0.id)=\(pairs[$0.id] ?? "")" } }
      let known = task.left.flatMap { left in task.right.map { "\(left.id)=\($0.id)" } }
      let right = try instance.ids("pairs", fixed: fixed, known: known)
      guard right.count == task.left.count else {
        throw instance.fault("expected[\"pairs\"] does not pair each of the left side", in: instance.exercise.expected)
      }
      self = .text(known.filter(right.contains).joined(separator: " "))
    case .code, .design:
      throw CheckerError.noKey(exercise: instance.exercise.id)
    }
  }
}

extension ExerciseInstance {
  /// A fault of the lesson itself.
  func fault(_ sentence: String, in block: Exercise.Block? = nil) -> CheckerError {
    .lesson(path: path, line: block?.line ?? exercise.line, exercise: exercise.id, sentence: sentence)
  }

  fileprivate func ids(_ name: String, fixed: [String]?, known: [String]) throws -> [String] {
    let ids = record.expected[name]?.strings ?? fixed
    guard let ids, !ids.isEmpty else {
      throw fault("neither the key nor the `expected` block gives `\(name)`", in: exercise.expected)
    }
    for id in ids where !known.contains(id) {
      throw fault(
        "expected[\"\(name)\"] is “\(id)”, which is not there\(didYouMean(id, among: known))", in: exercise.expected)
    }
    return ids
  }

  /// The answer that shows a known mistake, as a student would type it.
  func answerShowing(_ wrong: Exercise.WrongAnswer) throws -> String {
    if let block = wrong.answer {
      return Placeholder.fill(block.text, from: record.values, isCode: true).trimmingBlankLines
    }
    guard let value = record.wrong[wrong.id] else {
      throw fault("the `expected` block gives no wrong[\"\(wrong.id)\"]", in: exercise.expected)
    }
    if case .number(let task) = exercise.task {
      guard let numbers = value.numbers, numbers.count == task.parts.count, numbers.allSatisfy(\.isFinite) else {
        throw fault(
          "wrong[\"\(wrong.id)\"] should be \(task.parts.count) finite number\(task.parts.count == 1 ? "" : "s")",
          in: exercise.expected)
      }
      return numbers.map { "\($0)" }.joined(separator: ", ")
    }
    guard let strings = value.strings else {
      throw fault("wrong[\"\(wrong.id)\"] should be an id or a list of ids", in: exercise.expected)
    }
    return strings.joined(separator: " ")
  }
}
