/// The mean reward that a new policy would have earned, from rewards logged under an old one: each logged
/// reward counts with weight `new probability / old probability` of its action.
///
/// `actions` holds the logged action of each row (an index into `policy`), `rewards` its reward,
/// `propensities` the probability with which the old policy chose it, and `policy` the new policy's
/// probability of each action. Look at the effective sample size of the result: a new policy far from the old
/// one leaves few rows that count. O(rows).
///
/// - Throws: ``SamplingError`` if the lists differ in length or are empty, if a propensity is not in (0, 1],
///   if an action is not one of the policy's, if the policy does not add up to 1, or if the new policy uses
///   an action that no row of the log has (``SamplingError/actionNeverLogged(action:probability:)``).
///
/// Source: Horvitz and Thompson, JASA 47(260), 1952; *Designing Machine Learning Systems*, ch. 4, "Importance
/// Sampling".
public func offPolicyValue(
  actions: [Int], rewards: [Double], propensities: [Double], policy: [Double],
  estimator: ImportanceEstimator = .plain
) throws(SamplingError) -> ImportanceEstimate {
  try requireDistribution(policy, "the new policy")
  var isLogged = [Bool](repeating: false, count: policy.count)
  var probabilities: [Double] = []
  probabilities.reserveCapacity(actions.count)
  for (row, action) in actions.enumerated() {
    guard policy.indices.contains(action) else {
      throw .invalidNumber(
        what: "the action", index: row, value: Double(action), expected: "one of 0 to \(policy.count - 1)")
    }
    isLogged[action] = true
    probabilities.append(policy[action])
  }
  for (action, probability) in policy.enumerated() where probability > 0 && !isLogged[action] && !actions.isEmpty {
    throw .actionNeverLogged(action: action, probability: probability)
  }
  return try offPolicyValue(
    rewards: rewards, propensities: propensities, newPropensities: probabilities, estimator: estimator)
}

/// The mean reward that a new policy would have earned, where its probability of the logged action differs
/// from row to row (a policy that looks at a context): `newPropensities` holds it for each row. O(rows).
///
/// - Throws: ``SamplingError`` if the lists differ in length or are empty, if a propensity is not in (0, 1]
///   or a new one not in 0...1.
public func offPolicyValue(
  rewards: [Double], propensities: [Double], newPropensities: [Double], estimator: ImportanceEstimator = .plain
) throws(SamplingError) -> ImportanceEstimate {
  for (what, list) in [("the list of propensities", propensities), ("the list of new propensities", newPropensities)]
  where list.count != rewards.count {
    throw .lengthMismatch(
      what: what, count: list.count, expected: "the list of rewards", expectedCount: rewards.count)
  }
  var weights: [Double] = []
  weights.reserveCapacity(rewards.count)
  for (row, (old, new)) in zip(propensities, newPropensities).enumerated() {
    guard old > 0 && old <= 1 else {
      throw .invalidNumber(
        what: "the logged propensity", index: row, value: old,
        expected: "above 0 and at most 1: the action was taken, so it had a chance")
    }
    guard new >= 0 && new <= 1 else {
      throw .invalidNumber(what: "the new propensity", index: row, value: new, expected: "a probability in 0...1")
    }
    weights.append(new / old)
  }
  return try importanceEstimate(values: rewards, weights: weights, estimator: estimator)
}
