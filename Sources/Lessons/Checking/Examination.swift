internal import Checks
internal import Notebook

/// Runs one student's code with its probe in a fresh runner and gathers what the probe saw.
struct Examination {
  /// How it went: either there is something to judge, or there is a reason why not.
  enum Result {
    /// The observations of each seed.
    case observed([Observations])
    case stopped(Stop)
  }

  struct Stop {
    var outcome: Judgement.Outcome
    var message: String
    var diagnostics: [CellDiagnostic] = []
  }

  let instance: ExerciseInstance
  let lesson: Lesson
  let runner: any CellRunner
  /// How often longer than a single try the code may run.
  var patience = 1.0
  /// Whether the probe is compiled with optimization even where the lesson does not ask for it.
  var optimizesProbe = false

  /// Seconds for each of the cells that an exercise starts from.
  private static let preparationLimit = 120.0

  /// How the student's code is called in what the compiler and the kernel say.
  private var answerName: String { "answer to \(instance.exercise.id)" }

  private var limit: Double { instance.exercise.seconds * patience }

  /// Runs `code`, and the probe for each of `seeds`.
  ///
  /// - Throws: ``CheckerError`` when a cell of the lesson fails, and what the runner throws.
  ///
  /// - Parameter isModel: whether `code` is the lesson's own answer.
  func observe(_ code: String, isModel: Bool = false, seeds: [UInt64]) throws -> Result {
    let id = instance.exercise.id
    guard let block = instance.codeTask?.probe else { throw CheckerError.noKey(exercise: id) }
    if let stop = try run(code, isModel: isModel) { return .stopped(stop) }
    let function = "lectern_probe_" + id.replacing("-", with: "_")
    var text = LineMap()
    text.add(
      "func \(function)(_ lecternChannel: Checks.ProbeRun.Channel, _ seed: UInt64, "
        + "_ rng: inout Statistics.SeededGenerator) throws {")
    text.add("func observe(_ name: String, _ value: some Encodable) { lecternChannel.observe(name, value) }")
    text.add(instance.code(block), fileLine: block.line)
    text.add("}")
    text.add("Checks.CellFunctions.register(\"\(function)\") { Checks.ProbeRun(packed: $0).run(\(function)) }")
    let definition = try runner.run(
      CellSource(
        text.text, name: "probe of \(id)", extraImports: ["Checks", "Statistics"], timeLimit: limit,
        displaysLastValue: false, isOfLesson: true, borrowedNames: askedNames, isFast: block.isFast || optimizesProbe))
    if let stop = try stop(definition, doing: "Your code", isProbe: true) { return .stopped(stop) }
    let probe = try runner.call(function, input: PackedSeeds.text(of: seeds), timeLimit: limit)
    if let stop = try stop(probe, doing: "Your code", isProbe: true) { return .stopped(stop) }
    return sorted(probe.observations, places: seeds.count)
  }

  /// What the probe takes from the answer: the names that the model answer declares. Whatever else an answer declares, an
  /// operator or a function that is called like one of the library's, the probe does not see.
  private var askedNames: [String] {
    guard let model = instance.exercise.solutionAnswer else { return [] }
    let declaration =
      /^(?:(?:@\w+(?:\([^)\n]*\))?|public|final|indirect|nonisolated)\s+)*(func|struct|class|enum|actor|protocol|typealias|let|var)\s+`?(\w+)/
      .anchorsMatchLineEndings()
    return instance.code(model).matches(of: declaration).map { String($0.2) }.reduce(into: []) { names, name in
      if !names.contains(name) { names.append(name) }
    }
  }

  /// Runs what the exercise starts from and then `code`; gives why it did not run to its end.
  func run(_ code: String, isModel: Bool = false) throws -> Stop? {
    try prepare()
    let answer = try runner.run(
      CellSource(
        code, name: answerName, timeLimit: limit, displaysLastValue: false, isAnswer: true, isModel: isModel))
    return try stop(answer, doing: "Your code", isProbe: false)
  }

  /// Evaluates what was typed where numbers are asked.
  func evaluate(_ expression: String, count: Int) throws -> EvaluationResult {
    try prepare()
    // Several expressions side by side are the elements of a list.
    let isList = count > 1 && !(expression.trimmingSpaces.hasPrefix("[") && expression.trimmingSpaces.hasSuffix("]"))
    let text = "Checks.AnswerExpression.send(\(isList ? "[" : "")\n\(expression)\n\(isList ? "]" : ""))"
    var outcome = try runner.run(
      CellSource(
        text, name: answerName, extraImports: ["Checks"], timeLimit: limit,
        displaysLastValue: false))
    if outcome.status == .rejected {
      let message = outcome.diagnostics.first { $0.severity == .error }?.message
      // Most of what the compiler says about "about half" is about our line around it.
      return .noExpression(message.flatMap { $0.hasPrefix("cannot find") ? $0 : nil })
    }
    outcome.fault?.line = nil
    if let stop = try stop(outcome, doing: "Your expression", isProbe: false) { return .stopped(stop) }
    guard outcome.observations.count == 1, outcome.observations[0].name == AnswerExpression.name,
      let seen = try? Observations(outcome.observations.map { (name: $0.name, json: $0.json) }),
      let numbers = try? seen.value(AnswerExpression.name, as: [Double].self, finite: false)
    else { return .noExpression(nil) }
    return .numbers(numbers)
  }

  enum EvaluationResult {
    case numbers([Double])
    /// The text does not compile or gives no number; the compiler's sentence where it helps.
    case noExpression(String?)
    case stopped(Stop)
  }

  /// Runs the assumed cells and what is given.
  private func prepare() throws {
    for name in instance.exercise.assumes {
      guard let cell = lesson.cells.first(where: { $0.name == name }) else { continue }
      let outcome = try runner.run(
        CellSource(
          cell.code, name: "cell \(name)", timeLimit: Self.preparationLimit, displaysLastValue: false,
          isOfLesson: true, isFast: cell.isFast))
      try demand(outcome, of: "the cell “\(name)”, which the exercise assumes,", line: cell.line)
    }
    if let given = instance.exercise.given {
      let outcome = try runner.run(
        CellSource(
          instance.code(given), name: "given of \(instance.exercise.id)", timeLimit: Self.preparationLimit,
          displaysLastValue: false, isOfLesson: true, isFast: given.isFast))
      try demand(outcome, of: "the block `given`", line: given.line)
    }
  }

  private func demand(_ outcome: CellOutcome, of what: String, line: Int) throws {
    guard outcome.status != .succeeded else { return }
    if outcome.status == .interrupted { throw CheckerError.interrupted }
    let error = outcome.diagnostics.first { $0.severity == .error }
    let place = error?.line ?? outcome.fault?.line ?? 1
    let reason = error?.message ?? outcome.fault?.message ?? "\(outcome.status.rawValue)"
    throw CheckerError.lesson(
      path: lesson.path, line: line + max(0, place - 1), exercise: instance.exercise.id,
      sentence: "\(what) does not run: \(reason)")
  }

  /// Why a run of the student's code is not to be judged; nil when it ran to its end.
  private func stop(_ outcome: CellOutcome, doing what: String, isProbe: Bool) throws -> Stop? {
    func at(_ line: Int?) -> String { line.map { " (line \($0))" } ?? "" }
    switch outcome.status {
    case .succeeded: return nil
    case .interrupted: throw CheckerError.interrupted
    case .refused:
      let rule = outcome.diagnostics.first
      return Stop(
        outcome: .refused, message: "\(what) breaks a rule: \(rule?.message ?? "it is no answer")\(at(rule?.line)).",
        diagnostics: isProbe ? [] : outcome.diagnostics)
    case .rejected:
      let errors = outcome.diagnostics.filter { $0.severity == .error }
      let first = errors.first?.message ?? "the compiler gives no reason"
      let message =
        isProbe
        ? "The check could not use your code: \(first). Are the names and types as the exercise asks?"
        : "\(what) does not compile: \(first)\(at(errors.first?.line))."
      return Stop(outcome: .error, message: message, diagnostics: isProbe ? [] : outcome.diagnostics)
    case .faulted:
      let message = outcome.fault?.message ?? "it gave no reason"
      let line = outcome.fault?.cell == answerName ? outcome.fault?.line : nil
      return Stop(
        outcome: .crashed, message: "\(what) was stopped\(isProbe ? " when it was called" : ""): \(message)\(at(line))."
      )
    case .flooded:
      return Stop(
        outcome: .crashed, message: "\(what) was stopped: \(outcome.fault?.message ?? "it printed too much").")
    case .died:
      let message = outcome.fault?.message ?? "its process ended"
      return Stop(outcome: .crashed, message: "\(what) ended the process that ran it: \(message).")
    case .timedOut:
      if let fault = outcome.fault { return Stop(outcome: .timeout, message: "\(what) was stopped: \(fault.message).") }
      return Stop(
        outcome: .timeout,
        message: "\(what) did not finish within \(Placeholder.readable(limit)) s. Is there a loop that never ends?")
    }
  }

  /// The observations by seed.
  private func sorted(_ observations: [Observation], places: Int) -> Result {
    func refused(_ reason: String) -> Result {
      .stopped(Stop(outcome: .error, message: "What your code sent out cannot be judged: \(reason)."))
    }
    guard observations.count <= places * Observations.Limit.count else {
      return refused("there are \(observations.count) observations")
    }
    var all = Array(repeating: Observations(), count: places)
    for observation in observations {
      let pieces = observation.name.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
      guard pieces.count == 2, let place = Int(pieces[0]), all.indices.contains(place), pieces[0] == "\(place)" else {
        return refused("nobody asked for “\(observation.name.prefix(60))”")
      }
      do {
        try all[place].add(String(pieces[1]), json: observation.json)
      } catch {
        return refused("\(error)")
      }
    }
    for seen in all {
      if let text = try? seen.value(ProbeRun.threw, as: String.self) {
        return .stopped(
          Stop(outcome: .error, message: "Your code threw an error where none was expected: \(text.prefix(300))"))
      }
    }
    return .observed(all)
  }
}
