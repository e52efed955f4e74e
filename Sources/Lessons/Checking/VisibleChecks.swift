internal import Checks
internal import Foundation
internal import Notebook

/// A check whose verdict the student sees: it says what a right answer does, one sentence at a time, and gives no
/// points.
public enum VisibleCheck {
  /// What came of one check.
  public struct Result: Codable, Sendable, Hashable {
    /// What a right answer does.
    public var sentence: String
    public var isPassed: Bool
    /// Why it failed, where there is more to say than that it did.
    public var reason: String?

    public init(sentence: String, isPassed: Bool, reason: String? = nil) {
      self.sentence = sentence
      self.isPassed = isPassed
      self.reason = reason
    }
  }

  /// What fails when the checks do not compile against the answer.
  static let usable = "the names and types are as the exercise asks"

  /// Runs the visible checks of `instance` in `runner`, in which the answer has run, and gives the results for each
  /// seed.
  ///
  /// Whatever happens in them, they are results: a check that does not compile against the answer, throws, stops the
  /// code or never ends has failed. Without visible checks nothing is run; without seeds they are only compiled, and
  /// there is a result only if that fails.
  ///
  /// - Parameters:
  ///   - seeds: what `seed` and `rng` come from; the instance's own seed when a student answers.
  ///   - timeLimit: seconds for all of it.
  /// - Throws: ``CheckerError/interrupted``, and what the runner throws.
  static func run(
    of instance: ExerciseInstance, in runner: any CellRunner, seeds: [UInt64], timeLimit: Double
  ) throws -> [[Result]] {
    guard let blocks = instance.codeTask?.checks, !blocks.isEmpty else { return seeds.map { _ in [] } }
    let id = instance.exercise.id
    let function = "lectern_check_" + id.replacing("-", with: "_")
    var text = LineMap()
    for (place, block) in blocks.enumerated() {
      text.add(
        "func \(function)_\(place)(_ lecternChannel: Checks.CheckRun.Channel, _ seed: UInt64, "
          + "_ rng: inout Statistics.SeededGenerator) throws {")
      text.add(
        "func check(_ condition: @autoclosure () throws -> Bool, _ sentence: String) "
          + "{ lecternChannel.check(condition, sentence) }")
      text.add(instance.code(block), fileLine: block.line)
      text.add("}")
    }
    let functions = blocks.indices.map { "\(function)_\($0)" }.joined(separator: ", ")
    text.add("Checks.CheckRun(seeds: [\(seeds.map(String.init).joined(separator: ", "))]).run([\(functions)])")
    let outcome = try runner.run(
      CellSource(
        text.text, name: "checks of \(id)", extraImports: ["Checks", "Statistics"], timeLimit: timeLimit,
        displaysLastValue: false, isFast: blocks.contains(where: \.isFast)))
    if outcome.status == .interrupted { throw CheckerError.interrupted }
    if outcome.status == .rejected {
      let error = outcome.diagnostics.first { $0.severity == .error }?.message
      let failed = Result(sentence: usable, isPassed: false, reason: error)
      return Array(repeating: [failed], count: max(1, seeds.count))
    }
    let end = outcome.status == .succeeded ? nil : reason(outcome, timeLimit: timeLimit)
    return results(outcome.observations, places: seeds.count, end: end)
  }

  /// The results by seed. `end` is why the run stopped before its end; what was announced last is what stopped it.
  private static func results(_ observations: [Observation], places: Int, end: String?) -> [[Result]] {
    let values = Dictionary(observations.map { ($0.name, Data($0.json.utf8)) }, uniquingKeysWith: { first, _ in first })
    let decoder = JSONDecoder()
    var all: [[Result]] = Array(repeating: [], count: places)
    var isStopped = false
    for place in 0..<places where !isStopped {
      for number in 0..<CheckRun.Channel.limit {
        guard let announced = values["\(place)/\(number)?"],
          let sentence = try? decoder.decode(String.self, from: announced)
        else { break }
        if let report = values["\(place)/\(number)"].flatMap({ try? decoder.decode(CheckRun.Report.self, from: $0) }) {
          let isError = report.sentence.isEmpty
          all[place].append(
            Result(
              sentence: isError ? "no error comes out of your code" : report.sentence, isPassed: report.isPassed,
              reason: report.error.map { "it threw \($0)" }))
        } else {
          all[place].append(Result(sentence: sentence, isPassed: false, reason: end ?? "it did not come to an end"))
          isStopped = true
          break
        }
      }
    }
    // Stopped between two checks, while one was being prepared.
    if let end, !isStopped {
      let last = all.lastIndex { !$0.isEmpty } ?? 0
      all[last].append(Result(sentence: "your code comes to its end", isPassed: false, reason: end))
    }
    return all
  }

  private static func reason(_ outcome: CellOutcome, timeLimit: Double) -> String {
    outcome.status == .timedOut
      ? "it did not finish within \(Placeholder.readable(timeLimit)) s"
      : outcome.fault?.message ?? "it was stopped"
  }
}
