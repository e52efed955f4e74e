import Plotting
import Statistics

/// A log of actions that an old policy took at random, each with the probability it was taken with and the
/// reward it earned, 1 or 0.
///
/// Truth: ``value(of:)``, the mean reward of any policy over these arms.
public struct BanditLogs: SimulatedRows {
  /// One logged decision.
  public struct Row: Hashable, Codable, Sendable {
    /// The arm that was chosen, from 0.
    public let action: Int
    /// 1 if it paid, 0 if not.
    public let reward: Double
    /// The probability with which the old policy chose this arm.
    public let propensity: Double
  }

  /// The decisions, in order of time.
  public let rows: [Row]
  /// The probability of each arm under the policy that was in use.
  public let policy: [Double]
  /// The probability that each arm pays.
  public let meanRewards: [Double]

  /// Makes the log. O(count).
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if `count` is below 1, the policy is
  ///   not a distribution, or there is not one mean reward in 0...1 per arm.
  public init(
    count: Int = 10_000, policy: [Double] = [0.6, 0.3, 0.1], meanRewards: [Double] = [0.1, 0.5, 0.9], seed: UInt64
  ) throws(DatasetError) {
    try requireParameter(count >= 1, "the number of rows", count, "1 or more")
    try requireDistribution(policy, "the policy")
    try requireParameter(
      meanRewards.count == policy.count && meanRewards.allSatisfy { $0 >= 0 && $0 <= 1 },
      "the list of mean rewards", meanRewards, "one number in 0...1 for each of \(policy.count) arms")
    self.policy = policy
    self.meanRewards = meanRewards
    var rng = SeededGenerator(seed: seed)
    let arms = CategoryDraws(weights: policy)
    rows = (0..<count).map { _ in
      let arm = arms.draw(using: &rng)
      let reward = rng.bernoulli(meanRewards[arm]) ? 1.0 : 0
      return Row(action: arm, reward: reward, propensity: policy[arm])
    }
  }

  /// The arm of each row.
  public var actions: [Int] { rows.map(\.action) }
  /// The reward of each row.
  public var rewards: [Double] { rows.map(\.reward) }
  /// The propensity of each row.
  public var propensities: [Double] { rows.map(\.propensity) }

  /// The true mean reward of a policy over these arms: Σ probability × mean reward.
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if the policy is not a distribution
  ///   over the arms.
  public func value(of policy: [Double]) throws(DatasetError) -> Double {
    try requireDistribution(policy, "the policy")
    try requireParameter(
      policy.count == meanRewards.count, "the number of arms", policy.count, "\(meanRewards.count)")
    return zip(policy, meanRewards).reduce(0) { $0 + $1.0 * $1.1 }
  }

  public func table() -> Table {
    firstRows(
      "Logged actions", of: rows,
      columns: [
        "action": { $0.action },
        "reward": { $0.reward },
        "propensity": { $0.propensity },
      ])
  }
}
