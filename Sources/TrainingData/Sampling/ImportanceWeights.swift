import Statistics

/// The weight of each outcome of a discrete distribution when it is drawn from another: `target / proposal`.
///
/// With weights w = P/Q, the mean of w·x over draws from Q is the mean of x under P. An outcome that neither
/// distribution gives has weight 0; it is never drawn. O(n).
///
/// - Throws: ``SamplingError/noSupport(index:target:)`` if the target gives an outcome that the proposal
///   never draws; ``SamplingError`` if the lists differ in length, hold a negative, infinite or missing
///   number, or do not add up to 1.
///
/// Source: *Designing Machine Learning Systems*, ch. 4, "Importance Sampling".
public func importanceWeights(target: [Double], proposal: [Double]) throws(SamplingError) -> [Double] {
  guard target.count == proposal.count else {
    throw .lengthMismatch(
      what: "the proposal", count: proposal.count, expected: "the target", expectedCount: target.count)
  }
  try requireDistribution(target, "the target")
  try requireDistribution(proposal, "the proposal")
  var weights: [Double] = []
  for (outcome, (p, q)) in zip(target, proposal).enumerated() {
    guard q > 0 || p == 0 else { throw .noSupport(index: outcome, target: p) }
    weights.append(p == 0 ? 0 : p / q)
  }
  return weights
}

/// The weight of each drawn point from the logarithms of the two densities at it: `exp(logTarget −
/// logProposal)`.
///
/// A target density of zero (−infinity) gives weight 0. O(n).
///
/// - Throws: ``SamplingError/noSupport(index:target:)`` if the proposal's density is zero at a point where
///   the target's is not; ``SamplingError/invalidNumber(what:index:value:expected:)`` if a log density is not
///   a number or +infinity, or a weight is too large for a `Double`; a length mismatch.
public func importanceWeights(
  logTarget: [Double], logProposal: [Double]
) throws(SamplingError) -> [Double] {
  guard logTarget.count == logProposal.count else {
    throw .lengthMismatch(
      what: "the proposal", count: logProposal.count, expected: "the target", expectedCount: logTarget.count)
  }
  var weights: [Double] = []
  weights.reserveCapacity(logTarget.count)
  for (point, (p, q)) in zip(logTarget, logProposal).enumerated() {
    guard p < .infinity else {
      throw .invalidNumber(what: "the target's log density", index: point, value: p, expected: "a number or −infinity")
    }
    guard q < .infinity else {
      throw .invalidNumber(
        what: "the proposal's log density", index: point, value: q, expected: "a number or −infinity")
    }
    if p == -.infinity {
      weights.append(0)
      continue
    }
    guard q > -.infinity else { throw .noSupport(index: point, target: Portable.exp(p)) }
    let weight = Portable.exp(p - q)
    guard weight < .infinity else {
      throw .invalidNumber(
        what: "the weight", index: point, value: weight, expected: "finite: the proposal is far too narrow")
    }
    weights.append(weight)
  }
  return weights
}

/// The weight of each drawn point under two densities given as functions of the point that return the
/// logarithm.
///
/// - Throws: as ``importanceWeights(logTarget:logProposal:)``.
public func importanceWeights<Point>(
  at points: [Point], logTarget: (Point) -> Double, logProposal: (Point) -> Double
) throws(SamplingError) -> [Double] {
  try importanceWeights(logTarget: points.map(logTarget), logProposal: points.map(logProposal))
}

func requireDistribution(_ probabilities: [Double], _ what: String) throws(SamplingError) {
  guard !probabilities.isEmpty else { throw .empty(what: what) }
  var sum = 0.0
  for (outcome, probability) in probabilities.enumerated() {
    guard probability >= 0 && probability < .infinity else {
      throw .invalidNumber(what: what, index: outcome, value: probability, expected: "a probability, not negative")
    }
    sum += probability
  }
  guard abs(sum - 1) < 1e-9 else { throw .notADistribution(what: what, sum: sum) }
}
