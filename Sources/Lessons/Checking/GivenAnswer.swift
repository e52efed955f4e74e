/// What a student gave, understood as an answer of the kind that is asked for.
enum GivenAnswer: Equatable {
  case numbers([Double])
  /// Swift that gives the numbers, still to be evaluated.
  case expression(String)
  case choice([String], reason: String?)
  case order([String])
  case match([Pair])
  case code(String)

  struct Pair: Equatable {
    var left: String
    var right: String
  }

  /// The form in which it is kept.
  func canonical(typed: String) -> String {
    switch self {
    case .numbers, .expression, .code: typed
    case .choice(let ids, let reason): (ids + (reason.map { [$0] } ?? [])).joined(separator: " ")
    case .order(let ids): ids.joined(separator: " ")
    case .match(let pairs): pairs.map { "\($0.left)=\($0.right)" }.joined(separator: " ")
    }
  }
}

extension ExerciseInstance {
  /// Understands `text`, which must hold more than white space.
  func parse(_ text: String) throws(AnswerRefusal) -> GivenAnswer {
    switch exercise.task {
    case .number(let task):
      guard text.utf8.count <= 4_000 else {
        throw AnswerRefusal(sentence: "That is too long for \(task.parts.count == 1 ? "a number" : "numbers").")
      }
      if let numbers = NumberLiterals.parse(text, units: task.parts.map(\.unit)) { return .numbers(numbers) }
      return .expression(text)
    case .choice(let task):
      let answer = try LetteredAnswer.choice(text, task: task, options: options(task), reasons: reasons(task))
      return .choice(answer.options, reason: answer.reason)
    case .order(let task):
      return .order(try LetteredAnswer.order(text, task: task, items: items(task)))
    case .match(let task):
      let pairs = try LetteredAnswer.match(text, task: task, right: right(task))
      return .match(pairs.map { GivenAnswer.Pair(left: $0.left, right: $0.right) })
    case .code, .design:
      guard text.utf8.count <= 64 * 1024 else {
        throw AnswerRefusal(sentence: "That is more than 64 KiB of code.")
      }
      return .code(text)
    }
  }

  /// The answer by ids, as it is kept and handed in, whatever letters this student's options have.
  ///
  /// Nil when `text` is no answer of the kind that is asked for.
  public func kept(_ text: String) -> String? {
    (try? parse(text))?.canonical(typed: text)
  }
}
