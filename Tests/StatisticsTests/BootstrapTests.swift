import Foundation
import Statistics
import Testing

@Suite("Bootstrap")
struct BootstrapTests {
  struct Reference: Decodable {
    struct Entry: Decodable {
      let statistic: String
      let data: [[Double]]
      let seed: UInt64
      let resamples: Int
      let method: Bootstrap.Method
      let alternative: Alternative
      let lower: Double?
      let upper: Double?
      let standardError: Double
    }
    let bootstraps: [Entry]
  }

  @Test("percentile and BCa intervals agree with SciPy's from the same replicates")
  func agreement() throws {
    let entries = try fixture("inference", as: Reference.self).bootstraps
    #expect(entries.count == 24)
    var worst = WorstError()
    for entry in entries {
      let result: Bootstrap
      if entry.data.count == 2 {
        result = try Bootstrap(
          entry.data[0], entry.data[1], resamples: entry.resamples, method: entry.method, seed: entry.seed
        ) { $0.mean() - $1.mean() }
      } else {
        result = try Bootstrap(
          entry.data[0], resamples: entry.resamples, method: entry.method, seed: entry.seed
        ) { values in
          switch entry.statistic {
          case "mean": values.mean()
          case "deviation": values.standardDeviation()
          default: try values.median()
          }
        }
      }
      let label = "\(entry.statistic) \(entry.method) \(entry.alternative)"
      let interval = try result.interval(confidence: 0.9, alternative: entry.alternative)
      worst.add(interval.lowerBound, entry.lower ?? -.infinity, label)
      worst.add(interval.upperBound, entry.upper ?? .infinity, label)
      worst.add(result.standardError, entry.standardError, label)
    }
    #expect(worst.error < 1e-10, "\(worst)")
  }

  @Test("BCa intervals of a skewed statistic cover the truth more evenly than percentiles do")
  func coverage() throws {
    var rng = SeededGenerator(seed: 740)
    let truth = try Exponential(rate: 1)
    var missed: [Bootstrap.Method: Int] = [:]
    for _ in 0..<400 {
      let sample = truth.draws(30, using: &rng)
      for method in [Bootstrap.Method.percentile, .bca] {
        let interval = try Bootstrap(sample, resamples: 800, method: method, using: &rng) { $0.mean() }
          .interval(confidence: 0.9)
        if !interval.contains(1) { missed[method, default: 0] += 1 }
      }
    }
    for (method, count) in missed {
      let share = try ProportionEstimate(successes: count, runs: 400)
      #expect(share.estimate > 0.07 && share.estimate < 0.19, "\(method): \(share)")
    }
  }

  @Test("rows of any kind are drawn whole, and the standard error is the known one")
  func rows() throws {
    struct Row {
      let isPositive: Bool
      let isRight: Bool
    }
    var rng = SeededGenerator(seed: 741)
    let rows = (0..<400).map { _ in Row(isPositive: rng.bernoulli(0.5), isRight: rng.bernoulli(0.8)) }
    let accuracy = try Bootstrap(rows, resamples: 2000, using: &rng) { rows in
      Double(rows.count { $0.isRight }) / Double(rows.count)
    }
    let known = try ProportionEstimate(successes: rows.count { $0.isRight }, runs: 400)
    #expect(accuracy.estimate == known.estimate)
    #expect(relativeError(accuracy.standardError, known.standardError) < 0.08)
    #expect(accuracy.bias.magnitude < 4 * known.standardError / 2000.0.squareRoot())
  }

  @Test("the same seed gives the same replicates, and the generator goes on from where it stands")
  func determinism() throws {
    let data = (1...20).map(Double.init)
    let one = try Bootstrap(data, resamples: 50, seed: 5) { $0.mean() }
    #expect(one == (try Bootstrap(data, resamples: 50, seed: 5) { $0.mean() }))
    var rng = SeededGenerator(seed: 5)
    #expect(one == (try Bootstrap(data, resamples: 50, using: &rng) { $0.mean() }))
    #expect(one != (try Bootstrap(data, resamples: 50, using: &rng) { $0.mean() }))
    #expect(one.replicates == one.replicates.sorted() && one.replicates.count == 50)
    #expect(try JSONDecoder().decode(Bootstrap.self, from: JSONEncoder().encode(one)) == one)
  }

  @Test("what cannot be bootstrapped is refused with a sentence")
  func refusals() throws {
    #expect(
      sentence { try Bootstrap([1.0], seed: 1) { $0.mean() } }
        == "a bootstrap is estimated from at least 2 values, not 1")
    #expect(
      sentence { try Bootstrap([1.0, 2], resamples: 0, seed: 1) { $0.mean() } }
        == "a bootstrap needs at least one resample, not 0")
    #expect(
      sentence { try Bootstrap([1.0, 2], method: .percentile, seed: 1) { 1 / $0.variance() } }
        == "the statistic of resample 0 is inf, and a bootstrap needs finite numbers: "
        + "see what it does with few distinct values")
    let extreme = try Bootstrap((1...50).map(Double.init), resamples: 5, seed: 3) { $0.min() ?? 0 }
    #expect(extreme.estimate == 1)
    let constant = try Bootstrap([3.0, 3, 3], resamples: 20, seed: 1) { $0.mean() }
    #expect(try constant.interval() == 3...3)
    let above = try Bootstrap([1.0, 2, 3], resamples: 1, seed: 2) { values in
      Set(values).count == 3 || values.count == 2 ? 0 : 1
    }
    #expect(throws: EstimateError.oneSidedReplicates) { try above.interval() }
    #expect(
      EstimateError.oneSidedReplicates.description
        == "all replicates lie on one side of the estimate, so the bias cannot be corrected: "
        + "use the percentile method, or a smoother statistic than an extreme")
  }

  @Test("a bootstrap shows itself in a line")
  func description() throws {
    let text = try Bootstrap([2.0, 4, 9, 3, 5], resamples: 200, seed: 1) { $0.mean() }.description
    #expect(text.hasPrefix("4.6 ± 1."))
    #expect(text.hasSuffix("(BCa, 200 resamples)"))
  }
}
