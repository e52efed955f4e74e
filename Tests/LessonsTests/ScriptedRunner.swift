import Checks
import Foundation
import Notebook
import Synchronization

/// Plays the part of a kernel: cells that checks put together are carried out by closures, the others do what the script says.
final class ScriptedRunner: CellRunner {
  struct Script: Sendable {
    /// Stands for the variant of the exercise.
    var variant:
      @Sendable (_ variant: inout Variant, _ expected: inout ExpectedAnswers, _ wrong: inout ExpectedAnswers) -> Void =
        { _, _, _ in }
    /// What the probe sends after the answer with this text ran.
    var probe: @Sendable (_ answer: String, _ seed: UInt64) -> [(name: String, json: String)] = { _, _ in [] }
    var judge: @Sendable (_ seen: Observations, _ seed: UInt64) throws -> Verdict = { _, _ in .wrong("no judge") }
    /// What the visible checks say of the answer with this text.
    var checks: @Sendable (_ answer: String, _ seed: UInt64) -> [CheckRun.Report] = { _, _ in [] }
    /// The outcome of a cell whose text holds this piece.
    var outcomes: [(piece: String, outcome: CellOutcome)] = []
  }

  static func script(_ change: (inout Script) -> Void) -> Script {
    var script = Script()
    change(&script)
    return script
  }

  private let script: Script
  private var answer = ""
  /// The names of the cells that ran, in order.
  private(set) var names: [String] = []

  init(_ script: Script) {
    self.script = script
  }

  func call(_ function: String, input: String, timeLimit: Double?) throws -> CellOutcome {
    names.append(function)
    for (piece, outcome) in script.outcomes where function.contains(piece) { return outcome }
    if function.hasPrefix("lectern_probe_") {
      var outcome = CellOutcome(status: .succeeded)
      for (place, seed) in input.split(separator: " ").compactMap({ UInt64($0) }).enumerated() {
        outcome.observations += script.probe(answer, seed).map {
          Observation(name: "\(place)/\($0.name)", json: $0.json)
        }
      }
      return outcome
    }
    guard function.hasPrefix("lectern_variant_") else {
      return try sending(JudgeRun(packed: input).replies(of: script.judge))
    }
    return try sending(
      VariantRun(packed: input).records(of: { variant, expected, wrong, _, _ in
        script.variant(&variant, &expected, &wrong)
      }))
  }

  func run(_ cell: CellSource) throws -> CellOutcome {
    names.append(cell.name)
    for (piece, outcome) in script.outcomes where cell.text.contains(piece) { return outcome }
    if cell.text.contains("CheckRun(seeds:") {
      var outcome = CellOutcome(status: .succeeded)
      for (place, seed) in seeds(in: cell.text).enumerated() {
        for (number, report) in script.checks(answer, seed).enumerated() {
          let pieces: [(String, any Encodable)] = [("?", report.sentence), ("", report)]
          outcome.observations += try pieces.map { end, value in
            let json = String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
            return Observation(name: "\(place)/\(number)\(end)", json: json)
          }
        }
      }
      return outcome
    }
    if cell.text.contains("AnswerExpression.send") {
      return CellOutcome(status: .succeeded, observations: [Observation(name: "answer", json: "[0.36]")])
    }
    if cell.name.hasPrefix("answer to") { answer = cell.text }
    return CellOutcome(status: .succeeded)
  }

  private func seeds(in text: String) -> [UInt64] {
    guard let list = text.firstMatch(of: /seeds: \[([0-9, ]*)\]/) else { return [] }
    return list.1.split(separator: ",").compactMap { UInt64($0.drop { $0 == " " }) }
  }

  private func sending(_ values: [some Encodable]) throws -> CellOutcome {
    let encoder = JSONEncoder()
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    let observations = try values.enumerated().map { place, value in
      Observation(name: "\(place)", json: String(decoding: try encoder.encode(value), as: UTF8.self))
    }
    return CellOutcome(status: .succeeded, observations: observations)
  }
}

/// Counts how often something is done.
final class Counter: Sendable {
  private let number = Mutex(0)

  func add() { number.withLock { $0 += 1 } }

  var count: Int { number.withLock { $0 } }
}
