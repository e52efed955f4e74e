import Datasets
import Testing

/// Expects a count of successes within four standard errors of its binomial mean.
func expectCount(
  _ count: Int, of trials: Int, probability: Double, _ what: Comment, sourceLocation: SourceLocation = #_sourceLocation
) {
  let mean = Double(trials) * probability
  let error = (mean * (1 - probability)).squareRoot()
  #expect(abs(Double(count) - mean) <= 4 * error + 1e-9, what, sourceLocation: sourceLocation)
}

/// Expects the mean of values within four standard errors of its expectation.
func expectMean(
  _ values: [Double], _ expected: Double, _ what: Comment, sourceLocation: SourceLocation = #_sourceLocation
) {
  let count = Double(values.count)
  let mean = values.reduce(0, +) / count
  let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
  #expect(abs(mean - expected) <= 4 * (variance / count).squareRoot(), what, sourceLocation: sourceLocation)
}

/// Expects that outcomes are draws with the given probabilities: in each of ten groups of rows from the least to the
/// most probable, and in all of them, the number of successes is within four standard errors of the sum.
func expectDraws(
  _ outcomes: [Bool], of probabilities: [Double], _ what: Comment, sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(outcomes.count == probabilities.count, what, sourceLocation: sourceLocation)
  let order = probabilities.indices.sorted { probabilities[$0] < probabilities[$1] }
  let bounds = (0...10).map { order.count * $0 / 10 }
  for (start, end) in zip(bounds, bounds.dropFirst()) + [(0, order.count)] {
    let group = order[start..<end]
    let expected = group.reduce(0) { $0 + probabilities[$1] }
    let variance = group.reduce(0) { $0 + probabilities[$1] * (1 - probabilities[$1]) }
    let count = Double(group.count { outcomes[$0] })
    // Three more, since few rare events are not normal.
    #expect(abs(count - expected) <= 4 * variance.squareRoot() + 3, what, sourceLocation: sourceLocation)
  }
}

/// Expects the sentence with which a parameter is refused.
func expectRefusal(
  _ sentence: String, sourceLocation: SourceLocation = #_sourceLocation, by make: () throws -> some Any
) {
  do {
    _ = try make()
    Issue.record("nothing was refused; expected: \(sentence)", sourceLocation: sourceLocation)
  } catch {
    #expect(error is DatasetError && "\(error)" == sentence, sourceLocation: sourceLocation)
  }
}
