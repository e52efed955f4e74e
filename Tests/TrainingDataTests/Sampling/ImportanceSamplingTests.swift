import Foundation
import Statistics
import Testing
import TrainingData

@Suite("Importance sampling")
struct ImportanceSamplingTests {
  static let target = [0.1, 0.2, 0.7]
  static let uniform = [1.0 / 3, 1.0 / 3, 1.0 / 3]

  @Test("the discrete example has weights .3, .6, 2.1 and mean 2.6 (W07)")
  func discrete() throws {
    let weights = try importanceWeights(target: Self.target, proposal: Self.uniform)
    for (weight, expected) in zip(weights, [0.3, 0.6, 2.1]) { #expect(abs(weight - expected) < 1e-9) }
    let law = try ImportanceLaw(values: [1, 2, 3], target: Self.target, proposal: Self.uniform)
    #expect(abs(law.mean - 2.6) < 1e-9)
    #expect(abs(law.variancePerDraw - 6.98) < 1e-9)
    #expect(abs(law.directVariance - 0.44) < 1e-9)
    #expect(abs(law.effectiveShare - 0.6173) < 5e-5)
  }

  @Test("a proposal that misses part of the target is refused, while forgetting the check is silently wrong")
  func support() throws {
    #expect(throws: SamplingError.noSupport(index: 2, target: 0.7)) {
      try importanceWeights(target: Self.target, proposal: [0.5, 0.5, 0])
    }
    // Draws in the proportions of Q = (.5, .5, 0) with weights P/Q = .2, .4: the answer .5 instead of 2.6.
    let unchecked = try importanceEstimate(values: [1, 2], weights: [0.2, 0.4])
    #expect(abs(unchecked.mean - 0.5) < 1e-12)
    #expect(try importanceWeights(target: [0.5, 0.5, 0], proposal: [0.25, 0.75, 0]) == [2, 2.0 / 3, 0])
    #expect(try importanceWeights(target: [1, 0], proposal: [0.5, 0.5]) == [2, 0])
  }

  @Test("lists that are not distributions are refused")
  func notDistributions() {
    for (target, proposal) in [
      ([0.5, 0.6], [0.5, 0.5]), ([0.5, 0.5], [0.5, 0.4]), ([1.5, -0.5], [0.5, 0.5]), ([1], [0.5, 0.5]), ([], []),
      ([.nan, 1], [0.5, 0.5]),
    ] as [([Double], [Double])] {
      #expect(throws: SamplingError.self) { try importanceWeights(target: target, proposal: proposal) }
    }
  }

  @Test("the plain estimate has the exact mean and variance of the law")
  func unbiased() throws {
    let weights = try importanceWeights(target: Self.target, proposal: Self.uniform)
    var rng = SeededGenerator(seed: 1)
    var means = RunningMoments()
    var errors = RunningMoments()
    for _ in 0..<4000 {
      let draws = try sampleWithReplacement(of: 3, count: 50, using: &rng)
      let estimate = try importanceEstimate(
        values: draws.map { Double($0 + 1) }, weights: draws.map { weights[$0] })
      means.add(estimate.mean)
      errors.add(estimate.standardError)
    }
    let sd = (6.98 / 50).squareRoot()
    #expect(abs(means.mean - 2.6) < 3.3 * sd / 4000.0.squareRoot())
    #expect(abs(means.standardDeviation() / sd - 1) < 0.05)
    #expect(abs(errors.mean / sd - 1) < 0.05)
  }

  @Test("estimates worked out by hand")
  func byHand() throws {
    let plain = try importanceEstimate(values: [1, 3], weights: [1, 2])
    #expect(plain.mean == 3.5)
    #expect(abs(plain.standardError - 2.5) < 1e-12)
    #expect(abs(plain.effectiveSampleSize - 1.8) < 1e-12)
    #expect(abs(plain.effectiveShare - 0.9) < 1e-12)
    #expect(plain.largestWeight == 2 && plain.count == 2)
    let normalized = try importanceEstimate(values: [1, 3], weights: [1, 2], estimator: .selfNormalized)
    #expect(abs(normalized.mean - 7.0 / 3) < 1e-12)
    // √((1/3 · 4/3)² + (2/3 · 2/3)²)
    #expect(abs(normalized.standardError - (32.0 / 81).squareRoot()) < 1e-12)
    let scaled = try importanceEstimate(values: [1, 3], weights: [50, 100], estimator: .selfNormalized)
    #expect(abs(scaled.mean - normalized.mean) < 1e-12)
    let zero = try importanceEstimate(values: [1, 3], weights: [0, 0])
    #expect(zero.mean == 0 && zero.effectiveSampleSize == 0)
    #expect(throws: SamplingError.allWeightsZero) {
      try importanceEstimate(values: [1, 3], weights: [0, 0], estimator: .selfNormalized)
    }
    #expect(throws: SamplingError.self) { try importanceEstimate(values: [.nan], weights: [1]) }
    #expect(throws: SamplingError.self) { try importanceEstimate(values: [1], weights: [1, 2]) }
    #expect(throws: SamplingError.self) { try importanceEstimate(values: [], weights: []) }
  }

  @Test(
    "the spread of the estimate grows from N(3,1) over N(2,2) and N(0,2) to N(0,1); N(3,.5) is worse than both wide ones (S22)"
  )
  func proposals() throws {
    let target = try Normal(mean: 3, standardDeviation: 1)
    let proposals = [(2.0, 2.0), (0, 2), (3, 0.5), (0, 1), (3, 1)]
    var spreads: [Double] = []
    var shares: [Double] = []
    for (place, (mean, deviation)) in proposals.enumerated() {
      let proposal = try Normal(mean: mean, standardDeviation: deviation)
      var rng = SeededGenerator(seed: 2, stream: place)
      var means = RunningMoments()
      var effective = RunningMoments()
      for _ in 0..<60 {
        let points = proposal.draws(10_000, using: &rng)
        let weights = try importanceWeights(
          at: points, logTarget: target.logDensity, logProposal: proposal.logDensity)
        let estimate = try importanceEstimate(values: points, weights: weights)
        means.add(estimate.mean)
        effective.add(estimate.effectiveShare)
      }
      spreads.append(means.standardDeviation())
      shares.append(effective.mean)
    }
    #expect((0.02..<0.04).contains(spreads[0]))
    #expect((0.055..<0.095).contains(spreads[1]))
    // Narrower than the target: the variance is infinite, so no two measurements of the spread agree.
    #expect(spreads[2] > spreads[1])
    #expect(spreads[3] > 1)
    #expect((0.007..<0.013).contains(spreads[4]))
    #expect(abs(shares[0] - 0.57) < 0.03)
    #expect(abs(shares[1] - 0.18) < 0.02)
    #expect(shares[2] < 0.2)
    #expect(shares[3] < 0.02)
    #expect(abs(shares[4] - 1) < 1e-9)
  }

  @Test("log densities are guarded: outside the target weighs 0, outside the proposal is refused")
  func logDensities() throws {
    #expect(try importanceWeights(logTarget: [-.infinity, 0], logProposal: [-1, 0]) == [0, 1])
    #expect(try importanceWeights(logTarget: [-.infinity], logProposal: [-.infinity]) == [0])
    #expect(throws: SamplingError.noSupport(index: 0, target: 1)) {
      try importanceWeights(logTarget: [0], logProposal: [-.infinity])
    }
    for (p, q) in [(Double.nan, 0.0), (0, .nan), (.infinity, 0), (0, .infinity), (800, 0)] {
      #expect(throws: SamplingError.self) { try importanceWeights(logTarget: [p], logProposal: [q]) }
    }
  }

  @Test("three arms: new policy worth .38 with ESS .896, far policy .892 with ESS .104")
  func bandit() throws {
    let old = [0.6, 0.3, 0.1]
    let rewards = [0.1, 0.5, 0.9]
    let near = try ImportanceLaw(values: rewards, target: [0.5, 0.3, 0.2], proposal: old)
    #expect(abs(near.mean - 0.38) < 1e-12)
    #expect(abs(near.weights[2] - 2) < 1e-12)
    #expect(abs(near.effectiveShare - 0.896) < 5e-4)
    let far = try ImportanceLaw(values: rewards, target: [0, 0.02, 0.98], proposal: old)
    #expect(abs(far.mean - 0.892) < 1e-12)
    #expect(abs(far.effectiveShare - 0.104) < 5e-4)
    #expect(abs(try ImportanceLaw(values: rewards, target: old, proposal: old).mean - 0.30) < 1e-12)
  }

  @Test("the value of a policy is read off a log in the policy's own proportions")
  func offPolicy() throws {
    // Ten rows in exactly the old proportions: the estimate is then the law's mean.
    let actions = [0, 0, 0, 0, 0, 0, 1, 1, 1, 2]
    let rewards = actions.map { [0.1, 0.5, 0.9][$0] }
    let propensities = actions.map { [0.6, 0.3, 0.1][$0] }
    let estimate = try offPolicyValue(
      actions: actions, rewards: rewards, propensities: propensities, policy: [0.5, 0.3, 0.2])
    #expect(abs(estimate.mean - 0.38) < 1e-12)
    #expect(abs(estimate.effectiveShare - 0.8955) < 1e-4)
    #expect(abs(estimate.largestWeight - 2) < 1e-12)
    let perRow = try offPolicyValue(
      rewards: rewards, propensities: propensities, newPropensities: actions.map { [0.5, 0.3, 0.2][$0] },
      estimator: .selfNormalized)
    #expect(abs(perRow.mean - 0.38) < 1e-12)
  }

  @Test("logs that cannot answer are refused")
  func offPolicyRefusals() {
    #expect(throws: SamplingError.actionNeverLogged(action: 2, probability: 0.2)) {
      try offPolicyValue(actions: [0, 1], rewards: [0, 1], propensities: [0.5, 0.5], policy: [0.4, 0.4, 0.2])
    }
    #expect(throws: SamplingError.self) {
      try offPolicyValue(actions: [3], rewards: [1], propensities: [0.5], policy: [0.5, 0.5])
    }
    #expect(throws: SamplingError.self) {
      try offPolicyValue(actions: [0], rewards: [1], propensities: [0], policy: [1])
    }
    #expect(throws: SamplingError.self) {
      try offPolicyValue(actions: [0, 0], rewards: [1], propensities: [1], policy: [1])
    }
    #expect(throws: SamplingError.self) {
      try offPolicyValue(actions: [0], rewards: [1, 2], propensities: [1, 1], policy: [1])
    }
    #expect(throws: SamplingError.empty(what: "the list of values")) {
      try offPolicyValue(actions: [], rewards: [], propensities: [], policy: [1])
    }
  }
}
