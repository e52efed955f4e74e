package import Checks

/// One exercise for one seed: its numbers filled in, its options in their order.
public struct ExerciseInstance: Sendable {
  public let exercise: Exercise
  public let seed: UInt64
  /// What the variant recorded and, of an instructor's edition, the right and wrong answers.
  package let record: VariantRecord
  let path: String

  init(_ exercise: Exercise, record: VariantRecord, path: String) {
    self.exercise = exercise
    self.seed = record.seed
    self.record = record
    self.path = path
  }

  // MARK: What the student sees

  /// The question in Markdown, with what there is to choose from.
  public var prompt: String {
    var text = filled(exercise.prompt.markdown)
    func add(_ lines: [String]) {
      if !lines.isEmpty { text += "\n\n" + lines.joined(separator: "\n") }
    }
    switch exercise.task {
    case .number(let task):
      if task.parts.count > 1 {
        add(task.parts.map { "- \(filled($0.label ?? $0.name))\($0.unit.map { " (\($0))" } ?? "")" })
      }
    case .choice(let task):
      add(lettered(options(task)))
      if !task.reasons.isEmpty {
        text += "\n\nbecause"
        add(reasons(task).items.enumerated().map { "- **\($0 + 1)** \(filled($1.text))" })
      }
    case .order(let task): add(lettered(items(task)))
    case .match(let task):
      add(task.left.enumerated().map { "- **\($0 + 1)** \(filled($1.text))" })
      text += "\n\nwith"
      add(lettered(right(task)))
    case .code, .design: break
    }
    return text
  }

  /// What the student starts from in a code or design exercise.
  public var starter: String? {
    codeTask?.starter.map { code($0) }
  }

  /// The declarations that come before the student's code in a code or design exercise.
  public var given: String? {
    exercise.given.map { code($0) }
  }

  /// A sentence that says what an answer looks like.
  public var howToAnswer: String {
    switch exercise.task {
    case .number(let task): howToAnswer(task)
    case .choice(let task): LetteredAnswer.howTo(task, options: options(task))
    case .order(let task): LetteredAnswer.howTo(task, items: items(task))
    case .match(let task): LetteredAnswer.howTo(task, right: right(task))
    case .code: "Answer with Swift declarations. What they do is judged, not how they are written."
    case .design: "Answer with a configuration in Swift. What it achieves is judged."
    }
  }

  /// How many general hints there are.
  public var hintCount: Int { exercise.hints.count }

  /// The general hint at a place, in Markdown.
  public func hint(_ place: Int) -> String {
    filled(exercise.hints[place].markdown)
  }

  /// The hint that a known mistake earns, in Markdown.
  public func hint(forMistake id: String) -> String? {
    exercise.wrongAnswer(id).map { filled($0.hint.markdown) }
  }

  /// The right answer and its explanation, in Markdown; nil in a student's edition.
  public var solution: String? {
    guard let passage = exercise.solution else { return nil }
    var text = rightAnswer.map { "**Answer:** \($0)\n\n" } ?? ""
    if let answer = exercise.solutionAnswer {
      text += "```swift\n\(Placeholder.fill(answer.text, from: record.values, isCode: true))```\n\n"
    }
    return text + filled(passage.markdown)
  }

  /// An answer that is kept by ids as this student's letters; others as they are.
  public func shown(_ answer: String) -> String {
    guard let given = try? parse(answer) else { return answer }
    switch (exercise.task, given) {
    case (.choice(let task), .choice(let ids, let reason)):
      let letters = ids.compactMap { options(task).letter(of: $0) }.sorted().joined(separator: " ")
      let number = reason.flatMap { id in reasons(task).items.firstIndex { $0.id == id } }
      return letters + (number.map { " \($0 + 1)" } ?? "")
    case (.order(let task), .order(let ids)):
      return ids.compactMap { items(task).letter(of: $0) }.joined(separator: " ")
    case (.match(let task), .match(let pairs)):
      return pairs.enumerated()
        .map { "\($0 + 1)\(right(task).letter(of: $1.right) ?? "?")" }
        .joined(separator: " ")
    default: return answer
    }
  }

  // MARK: Parts

  var codeTask: CodeTask? {
    switch exercise.task {
    case .code(let task), .design(let task): task
    default: nil
    }
  }

  func options(_ task: ChoiceTask) -> LetteredList {
    LetteredList(task.options, isShuffled: task.isShuffled, seed: seed, name: exercise.id)
  }

  func reasons(_ task: ChoiceTask) -> LetteredList {
    LetteredList(task.reasons, isShuffled: task.isShuffled, seed: seed, name: exercise.id + "/reasons")
  }

  func items(_ task: OrderTask) -> LetteredList {
    LetteredList(task.items, isShuffled: task.isShuffled, seed: seed, name: exercise.id)
  }

  func right(_ task: MatchTask) -> LetteredList {
    LetteredList(task.right, isShuffled: task.isShuffled, seed: seed, name: exercise.id)
  }

  /// The block with its placeholders filled exactly.
  func code(_ block: Exercise.Block) -> String {
    Placeholder.fill(block.text, from: record.values, isCode: true)
  }

  private func filled(_ markdown: String) -> String {
    Placeholder.fill(markdown, from: record.values, isCode: false)
  }

  private func lettered(_ list: LetteredList) -> [String] {
    list.items.enumerated().map { "- **\(LetteredList.letter($0))** \(filled($1.text))" }
  }

  private func howToAnswer(_ task: NumberTask) -> String {
    if task.parts.count == 1 {
      let unit = task.parts[0].unit.map { " in \($0)" } ?? ""
      return "Answer with a number\(unit), like “0.36”, “2.5%” or “27/7”, or with a Swift expression."
    }
    let names = task.parts.map { $0.label ?? $0.name }.joined(separator: "; ")
    return
      "Answer with \(task.parts.count) numbers, separated by commas: \(filled(names)). Swift expressions will do, too."
  }

  private var rightAnswer: String? {
    guard let right = try? RightAnswer(self) else { return nil }
    switch (exercise.task, right) {
    case (.number(let task), .numbers(let numbers)):
      return zip(numbers, task.parts)
        .map { Placeholder.readable($0) + ($1.unit.map { $0 == "%" ? "%" : " \($0)" } ?? "") }
        .joined(separator: ", ")
    case (_, .text(let text)): return shown(text)
    default: return nil
    }
  }
}
