internal import Checks
internal import Foundation
internal import Notebook

/// Proves one exercise for many seeds.
struct ExerciseLint {
  let lesson: Lesson
  let exercise: Exercise
  let checker: ExerciseChecker
  var findings: [LessonProblem] = []

  init(lesson: Lesson, exercise: Exercise, checker: ExerciseChecker) {
    self.lesson = lesson
    self.exercise = exercise
    self.checker = checker
  }

  /// Runs all there is to prove; `again` evaluates the variants a second time, in another process.
  mutating func run(again: ExerciseChecker) throws {
    let instances = try checker.instances(of: exercise, seeds: LessonLinter.seeds)
    let repeated = try again.instances(of: exercise, seeds: LessonLinter.seeds)
    for (first, second) in zip(instances, repeated) where first.record != second.record {
      report(
        "the variant of seed \(first.seed) is not the same when it is evaluated again", line: exercise.variant?.line)
      return
    }
    for instance in instances { checkPlaceholders(instance) }
    if case .number(let task) = exercise.task { try checkCanonical(task, instances[0]) }
    if instances[0].codeTask == nil {
      try checkClosed(instances)
    } else {
      try checkCode(instances)
    }
  }

  private mutating func report(_ sentence: String, line: Int? = nil, severity: LessonProblem.Severity = .error) {
    findings.append(
      LessonProblem(
        path: lesson.path, line: line ?? exercise.line, exercise: exercise.id, severity: severity, sentence: sentence))
  }

  /// "seed 7" or "seeds 1, 4 and 7".
  private func named(_ seeds: [UInt64]) -> String {
    let numbers = seeds.prefix(5).map(String.init)
    let rest = seeds.count > 5 ? " and \(seeds.count - 5) more" : ""
    return (seeds.count == 1 ? "seed " : "seeds ") + numbers.joined(separator: ", ") + rest
  }

  // MARK: Every kind

  private mutating func checkPlaceholders(_ instance: ExerciseInstance) {
    let texts = [instance.prompt, instance.solution ?? ""] + exercise.hints.indices.map(instance.hint)
    for one in texts.flatMap({ Placeholder.occurrences(in: $0) }) {
      let sentence = "{{\(one.name)}} has no value for seed \(instance.seed)"
      if !findings.contains(where: { $0.sentence.hasPrefix("{{\(one.name)}} has no value") }) { report(sentence) }
    }
  }

  private mutating func checkCanonical(_ task: NumberTask, _ instance: ExerciseInstance) throws {
    guard case .numbers(let right) = try RightAnswer(instance), let key = task.key, let canonical = key.canonical else {
      return
    }
    for (part, (value, stated)) in zip(task.parts, zip(right, canonical))
    where abs(value - stated) > 1e-6 * max(abs(stated), 1e-300) {
      report(
        "`canonical` is \(stated)\(task.parts.count > 1 ? " for “\(part.name)”" : ""), and the answer of seed 0 is \(value)",
        line: exercise.expected?.line)
    }
  }

  // MARK: Numbers and letters

  private mutating func checkClosed(_ instances: [ExerciseInstance]) throws {
    var failing: [UInt64] = []
    for instance in instances {
      let text: String
      switch try RightAnswer(instance) {
      case .numbers(let numbers): text = numbers.map { "\($0)" }.joined(separator: ", ")
      case .text(let ids): text = ids
      }
      if try checker.check(text, of: instance).outcome != .correct { failing.append(instance.seed) }
    }
    if !failing.isEmpty {
      report("the right answer is not judged right for \(named(failing))", line: exercise.solution?.line)
    }
    for wrong in exercise.wrongAnswers { try checkClosed(wrong, instances) }
  }

  private mutating func checkClosed(_ wrong: Exercise.WrongAnswer, _ instances: [ExerciseInstance]) throws {
    var right: [UInt64] = []
    var others: [String: [UInt64]] = [:]
    var none: (seed: UInt64, message: String)?
    for instance in instances {
      let judgement = try checker.check(try instance.answerShowing(wrong), of: instance)
      if judgement.outcome == .correct {
        right.append(instance.seed)
      } else if !judgement.isTry {
        none = none ?? (instance.seed, judgement.message)
      } else if judgement.mistake != wrong.id {
        others[judgement.mistake ?? "", default: []].append(instance.seed)
      }
    }
    let line = wrong.hint.line
    if let none { report("“\(wrong.id)” is no answer for seed \(none.seed): \(none.message)", line: line) }
    if !right.isEmpty { report("“\(wrong.id)” is the right answer for \(named(right))", line: line) }
    for (other, seeds) in others.sorted(by: { $0.key < $1.key }) {
      report(
        other.isEmpty
          ? "“\(wrong.id)” does not earn its own hint for \(named(seeds))"
          : "“\(wrong.id)” is the same answer as “\(other)” for \(named(seeds))", line: line)
    }
  }

  // MARK: Code

  /// One set of observations to be judged, and what is made of the replies.
  private struct Trial {
    var observations: [Observations]
    var seeds: [UInt64]
    var conclude: (inout ExerciseLint, [TrustedRunner.Reply]) -> Void
  }

  private mutating func checkCode(_ instances: [ExerciseInstance]) throws {
    guard let task = instances[0].codeTask, let solution = exercise.solutionAnswer else { return }
    let blocks = [exercise.given, task.starter, task.probe, task.judge, solution] + task.checks
    for (place, group) in groups(instances, blocks).enumerated() {
      let instance = group[0]
      let seeds = group.map(\.seed)
      let honest: [Observations]
      switch try checker.observe(instance.code(solution), of: instance, seeds: seeds) {
      case .stopped(let stop):
        report("the solution does not pass for \(named(seeds)): \(stop.message)", line: lineOfFault(stop, solution))
        continue
      case .observed(let observations): honest = observations
      }
      try checkVisible(task, solution: solution, instance: instance, seeds: seeds)
      var trials: [Trial] = []
      for wrong in exercise.wrongAnswers {
        if let trial = try trial(of: wrong, instance: instance, seeds: seeds) { trials.append(trial) }
      }
      if let starter = task.starter, let trial = try trial(ofStarter: starter, instance: instance, seeds: seeds) {
        trials.append(trial)
      }
      if place == 0 { trials += try Forgery.all(of: honest[0]).map { trial(of: $0, seed: seeds[0]) } }
      // The judge is compiled once, and asked once, for all of them.
      let replies = try checker.replies(
        of: instance, to: honest + trials.flatMap(\.observations), seeds: seeds + trials.flatMap(\.seeds))
      if reportFailing(Array(replies.prefix(seeds.count)), seeds: seeds, line: solution.line) { continue }
      var next = seeds.count
      for trial in trials {
        trial.conclude(&self, Array(replies[next..<(next + trial.seeds.count)]))
        next += trial.seeds.count
      }
    }
  }

  /// The visible checks pass with the solution, and can be used with the starter, if that runs at all.
  private mutating func checkVisible(
    _ task: CodeTask, solution: Exercise.Block, instance: ExerciseInstance, seeds: [UInt64]
  ) throws {
    guard let first = task.checks.first else { return }
    // What does not draw does the same for every seed.
    let draws = task.checks.contains { $0.text.contains("seed") || $0.text.contains("rng") }
    let seeds = draws ? seeds : [seeds[0]]
    guard case .ran(let results) = try checker.visibleChecks(of: instance.code(solution), for: instance, seeds: seeds)
    else { return }
    var failing: [(check: VisibleCheck.Result, seeds: [UInt64])] = []
    for (seed, checks) in zip(seeds, results) {
      for check in checks where !check.isPassed {
        if let known = failing.firstIndex(where: { $0.check.sentence == check.sentence }) {
          failing[known].seeds.append(seed)
        } else {
          failing.append((check, [seed]))
        }
      }
    }
    for (check, seeds) in failing {
      report(
        "the solution does not pass the visible check “\(check.sentence)” for \(named(seeds))"
          + (check.reason.map { ": \($0)" } ?? ""), line: first.line)
    }
    if failing.isEmpty, results.contains(where: \.isEmpty) {
      report("the block `check` checks nothing for some seeds: say `check(condition, \"sentence\")`", line: first.line)
    }
    guard failing.isEmpty, let starter = task.starter,
      case .ran(let begun) = try checker.visibleChecks(of: instance.code(starter), for: instance, seeds: []),
      let check = begun.first?.first
    else { return }
    report("the visible checks do not compile with the starter: \(check.reason ?? "no reason given")", line: first.line)
  }

  /// Instances whose code comes out the same need to be compiled only once.
  private func groups(_ instances: [ExerciseInstance], _ blocks: [Exercise.Block?]) -> [[ExerciseInstance]] {
    var order: [String] = []
    var groups: [String: [ExerciseInstance]] = [:]
    let all = blocks.compactMap { $0 } + exercise.wrongAnswers.compactMap(\.answer)
    for instance in instances {
      let text = all.map(instance.code).joined(separator: "\u{0}")
      if groups[text] == nil { order.append(text) }
      groups[text, default: []].append(instance)
    }
    return order.compactMap { groups[$0] }
  }

  private func lineOfFault(_ stop: Examination.Stop, _ block: Exercise.Block) -> Int {
    block.line + max(0, (stop.diagnostics.first { $0.severity == .error }?.line ?? 1) - 1)
  }

  /// Reports the seeds for which the solution is not judged right.
  private mutating func reportFailing(_ replies: [TrustedRunner.Reply], seeds: [UInt64], line: Int) -> Bool {
    let failing = zip(seeds, replies).filter { $0.1 != .verdict(.correct) }
    guard let first = failing.first else { return false }
    report("the solution does not pass for \(named(failing.map(\.0))): \(sentence(first.1))", line: line)
    return true
  }

  private func sentence(_ reply: TrustedRunner.Reply) -> String {
    switch reply {
    case .verdict(.correct): "it is judged right"
    case .verdict(.wrong(let text)), .verdict(.partial(_, let text)): text
    case .verdict(.mistake(let id)): "it is judged to be the mistake “\(id)”"
    case .unreadable(let text): text
    case .failed(let text): "the judge fails: \(text)"
    }
  }

  private mutating func trial(
    of wrong: Exercise.WrongAnswer, instance: ExerciseInstance, seeds: [UInt64]
  ) throws -> Trial? {
    guard let answer = wrong.answer else { return nil }
    switch try checker.observe(instance.code(answer), of: instance, seeds: seeds) {
    case .stopped(let stop):
      report("“\(wrong.id)” does not earn its hint: \(stop.message)", line: lineOfFault(stop, answer))
      return nil
    case .observed(let observations):
      return Trial(observations: observations, seeds: seeds) { lint, replies in
        let right = zip(seeds, replies).filter { $0.1 == .verdict(.correct) }.map(\.0)
        if !right.isEmpty {
          lint.report("“\(wrong.id)” is judged right for \(lint.named(right))", line: wrong.hint.line)
        }
        let others = zip(seeds, replies).filter { $0.1 != .verdict(.correct) && $0.1 != .verdict(.mistake(wrong.id)) }
        if let first = others.first {
          lint.report(
            "“\(wrong.id)” does not earn its own hint for \(lint.named(others.map(\.0))): \(lint.sentence(first.1))",
            line: wrong.hint.line)
        }
        for reply in replies { lint.checkMistake(reply) }
      }
    }
  }

  private func trial(
    ofStarter starter: Exercise.Block, instance: ExerciseInstance, seeds: [UInt64]
  ) throws -> Trial? {
    guard case .observed(let observations) = try checker.observe(instance.code(starter), of: instance, seeds: seeds)
    else { return nil }
    return Trial(observations: observations, seeds: seeds) { lint, replies in
      if replies.allSatisfy({ $0 == .verdict(.correct) }) {
        lint.report("the starter passes as it is for \(lint.named(seeds))", line: starter.line)
      }
      for reply in replies { lint.checkMistake(reply) }
    }
  }

  /// Shows the judge what no honest run sends; it must never call that right.
  private func trial(of forgery: Forgery, seed: UInt64) -> Trial {
    Trial(observations: [forgery.observations], seeds: [seed]) { lint, replies in
      switch replies[0] {
      case .verdict(.correct):
        lint.report("the judge calls it right when \(forgery.name)", line: lint.judgeLine)
      case .failed(let sentence):
        lint.report("the judge fails when \(forgery.name): \(sentence)", line: lint.judgeLine)
      default: lint.checkMistake(replies[0])
      }
    }
  }

  private mutating func checkMistake(_ reply: TrustedRunner.Reply) {
    guard case .verdict(.mistake(let id)) = reply, exercise.wrongAnswer(id) == nil else { return }
    let sentence = "the judge names a mistake “\(id)” that has no section"
    if !findings.contains(where: { $0.sentence == sentence }) { report(sentence, line: judgeLine) }
  }

  private var judgeLine: Int? {
    switch exercise.task {
    case .code(let task), .design(let task): task.judge?.line
    default: nil
    }
  }
}

/// Observations that no right answer sends, made from those that one did.
struct Forgery {
  /// How a sentence says what was done: "nothing is observed".
  var name: String
  var observations: Observations

  static func all(of honest: Observations) throws -> [Forgery] {
    var all = [Forgery(name: "nothing is observed", observations: Observations())]
    var scrambled = honest
    for name in honest.names {
      guard let json = honest.json(name),
        let value = try? JSONSerialization.jsonObject(with: Data(json.utf8), options: .fragmentsAllowed)
      else { continue }
      func add(_ what: String, _ changed: Any) throws {
        let text = try text(of: changed)
        if text != json {
          all.append(Forgery(name: "“\(name)” \(what)", observations: try honest.replacing(name, with: text)))
        }
      }
      all.append(Forgery(name: "“\(name)” is missing", observations: try honest.replacing(name, with: nil)))
      try add("is empty", emptied(value))
      try add("holds NaN for every number", replacingNumbers(value) { _ in "nan" })
      scrambled = try scrambled.replacing(name, with: try text(of: scramble(value)))
    }
    if scrambled != honest {
      all.append(Forgery(name: "every value is scrambled", observations: scrambled))
    }
    return all
  }

  private static func text(of value: Any) throws -> String {
    let options: JSONSerialization.WritingOptions = [.fragmentsAllowed, .sortedKeys]
    return String(decoding: try JSONSerialization.data(withJSONObject: value, options: options), as: UTF8.self)
  }

  private static func emptied(_ value: Any) -> Any {
    switch value {
    case is [Any]: [Any]()
    case is [String: Any]: [String: Any]()
    case is String: ""
    default: NSNull()
    }
  }

  private static func replacingNumbers(_ value: Any, with change: (Double) -> Any) -> Any {
    switch value {
    case let list as [Any]: list.map { replacingNumbers($0, with: change) }
    case let map as [String: Any]: map.mapValues { replacingNumbers($0, with: change) }
    case let number as NSNumber where !isBoolean(number): change(number.doubleValue)
    default: value
    }
  }

  private static func scramble(_ value: Any) -> Any {
    switch value {
    case let list as [Any]: list.map(scramble)
    case let map as [String: Any]: map.mapValues(scramble)
    case let number as NSNumber: isBoolean(number) ? !number.boolValue : (-3 * number.doubleValue - 7) as Any
    case let text as String: text + "?"
    default: value
    }
  }

  private static func isBoolean(_ number: NSNumber) -> Bool {
    String(cString: number.objCType) == "c"
  }
}
