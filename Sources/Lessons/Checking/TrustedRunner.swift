internal import Checks
internal import Foundation
internal import Notebook

/// Runs what belongs to the lesson and not to the student: variants and judges, in a process that no student's code enters.
final class TrustedRunner {
  private let makeRunner: () throws -> any CellRunner
  private var runner: (any CellRunner)?
  /// The text of what the runner has compiled, by the name of its function.
  private var compiled: [String: String] = [:]

  /// Seconds for one run of a variant or judge, at least.
  private static let timeLimit = 60.0
  /// How many functions one runner keeps; a judge with placeholders is another function for other numbers.
  private static let functionLimit = 200

  init(makeRunner: @escaping () throws -> any CellRunner) {
    self.makeRunner = makeRunner
  }

  /// Evaluates the variant of `exercise` for each of `seeds`.
  ///
  /// - Throws: ``CheckerError`` when the blocks do not compile or fail.
  func variants(of exercise: Exercise, seeds: [UInt64], path: String) throws -> [VariantRecord] {
    let blocks = [exercise.variant, exercise.expected].compactMap { $0 }
    if blocks.isEmpty { return seeds.map { VariantRecord(seed: $0) } }
    let function = "lectern_variant_" + exercise.id.replacing("-", with: "_")
    var text = LineMap()
    text.add(
      "func \(function)(_ variant: inout Variant, _ expected: inout ExpectedAnswers, "
        + "_ wrong: inout ExpectedAnswers, _ rng: inout SeededGenerator, _ seed: UInt64) throws {")
    for block in blocks { text.add(block.text, fileLine: block.line) }
    text.add("}")
    text.add("CellFunctions.register(\"\(function)\") { VariantRun(packed: $0).run(\(function)) }")
    try define(function, text: text, called: "variant of \(exercise.id)", exercise: exercise, path: path)
    let outcome = try checked { try $0.call(function, input: PackedSeeds.text(of: seeds), timeLimit: Self.timeLimit) }
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return try seeds.enumerated().map { place, seed in
      let line = blocks[0].line
      func fault(_ sentence: String) -> CheckerError {
        .lesson(path: path, line: line, exercise: exercise.id, sentence: sentence)
      }
      guard let json = outcome.observations.first(where: { $0.name == "\(place)" })?.json else {
        throw fault("the variant fails for seed \(seed): \(Self.reason(outcome))")
      }
      guard let record = try? decoder.decode(VariantRecord.self, from: Data(json.utf8)), record.seed == seed else {
        throw fault("the variant of seed \(seed) cannot be read")
      }
      if let failure = record.failure { throw fault("the variant throws for seed \(seed): \(failure)") }
      for (name, value) in record.values.sorted(by: { $0.key < $1.key }) where !value.isFinite {
        throw fault("the variant records “\(name)” as a number that is not finite for seed \(seed)")
      }
      return record
    }
  }

  /// What the judge says about one case.
  enum Reply: Equatable {
    case verdict(Verdict)
    case unreadable(String)
    /// The judge threw or was stopped, and the sentence that says how.
    case failed(String)
  }

  /// Lets the judge of an instance look at each of `cases`.
  ///
  /// - Throws: ``CheckerError`` when the judge does not compile.
  func replies(of instance: ExerciseInstance, to cases: [JudgeRun.Case]) throws -> [Reply] {
    guard let judge = instance.codeTask?.judge else { throw CheckerError.noKey(exercise: instance.exercise.id) }
    let exercise = instance.exercise
    let source = instance.code(judge)
    let function = "lectern_judge_\(exercise.id.replacing("-", with: "_"))_\(String(stableHash(source), radix: 16))"
    var text = LineMap()
    text.add("func \(function)(_ seen: Observations, _ seed: UInt64) throws -> Verdict {")
    text.add(source, fileLine: judge.line)
    text.add("}")
    text.add("CellFunctions.register(\"\(function)\") { JudgeRun(packed: $0).run(\(function)) }")
    var replies: [Reply] = []
    while replies.count < cases.count {
      try define(
        function, text: text, called: "judge of \(exercise.id)", isFast: judge.isFast, exercise: exercise,
        path: instance.path)
      let rest = Array(cases[replies.count...])
      let packed = try JudgeRun.packed(rest)
      let limit = max(Self.timeLimit, exercise.seconds * Double(rest.count))
      let outcome = try checked { try $0.call(function, input: packed, timeLimit: limit) }
      for place in rest.indices {
        guard let json = outcome.observations.first(where: { $0.name == "\(place)" })?.json,
          let reply = try? JSONDecoder().decode(JudgeRun.Reply.self, from: Data(json.utf8))
        else {
          replies.append(.failed(Self.reason(outcome)))
          break
        }
        switch reply {
        case .verdict(let verdict): replies.append(.verdict(verdict))
        case .unreadable(let sentence): replies.append(.unreadable(sentence))
        case .failed(let sentence): replies.append(.failed("it throws: \(sentence)"))
        }
      }
    }
    return replies
  }

  /// Compiles a function and registers it, unless that has been done.
  private func define(
    _ function: String, text: LineMap, called name: String, isFast: Bool = false, exercise: Exercise, path: String
  ) throws {
    if compiled[function] == text.text { return }
    if compiled.count >= Self.functionLimit { forget() }
    let cell = CellSource(
      text.text, name: name, extraImports: ["Checks"], timeLimit: Self.timeLimit, displaysLastValue: false,
      isFast: isFast)
    let outcome = try checked { try $0.run(cell) }
    guard outcome.status == .succeeded else {
      let error = outcome.diagnostics.first { $0.severity == .error }
      throw CheckerError.lesson(
        path: path, line: error.flatMap { text.fileLine($0.line) } ?? exercise.line, exercise: exercise.id,
        sentence: "the \(name) does not compile: \(error?.message ?? Self.reason(outcome))")
    }
    compiled[function] = text.text
  }

  /// Lets the runner do something; one that has died or does not answer is not asked again.
  private func checked(_ work: (any CellRunner) throws -> CellOutcome) throws -> CellOutcome {
    let current = try runner ?? makeRunner()
    runner = current
    let outcome = try work(current)
    switch outcome.status {
    case .succeeded, .rejected, .refused, .faulted: break
    case .interrupted:
      forget()
      throw CheckerError.interrupted
    case .timedOut, .died, .flooded: forget()
    }
    return outcome
  }

  /// The next cell gets a new runner.
  private func forget() {
    runner = nil
    compiled = [:]
  }

  private static func reason(_ outcome: CellOutcome) -> String {
    switch outcome.status {
    case .succeeded: "it sent nothing"
    case .rejected: outcome.diagnostics.first?.message ?? "it does not compile"
    case .refused, .faulted, .died, .flooded: outcome.fault?.message ?? "it stopped"
    case .interrupted: "it was interrupted"
    case .timedOut: "it did not finish in time"
    }
  }
}

/// A cell put together from lines of a file and lines of our own, which knows where each came from.
struct LineMap {
  private(set) var text = ""
  private var fileLines: [Int?] = []

  /// Adds lines, the first of which is `fileLine` of the file; nil for lines of our own.
  mutating func add(_ lines: String, fileLine: Int? = nil) {
    var body = lines
    if body.hasSuffix("\n") { body.removeLast() }
    for (offset, line) in body.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      text += line + "\n"
      fileLines.append(fileLine.map { $0 + offset })
    }
  }

  /// The line of the file that a 1-based line of the text came from.
  func fileLine(_ line: Int) -> Int? {
    fileLines.indices.contains(line - 1) ? fileLines[line - 1] : nil
  }
}
