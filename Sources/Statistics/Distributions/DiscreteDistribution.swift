/// A distribution over whole numbers, given by the probability of each.
///
/// Every function is accurate in both tails: use ``survival(_:)`` rather than 1 − ``cumulative(_:)`` where the
/// upper tail is small.
public protocol DiscreteDistribution: Sendable {
  /// The name used in error messages, such as `Binomial`.
  static var name: String { get }

  /// The values that can occur, from the smallest to the largest (`Int.max` if there is no largest).
  var support: ClosedRange<Int> { get }

  /// The expected value.
  var mean: Double { get }

  /// The expected squared distance from the mean.
  var variance: Double { get }

  /// The natural logarithm of the probability of `k`; −∞ outside the support.
  func logMass(_ k: Int) -> Double

  /// The probability of a value at or below `k`.
  func cumulative(_ k: Int) -> Double

  /// The probability of a value above `k`.
  func survival(_ k: Int) -> Double

  /// A random value of this distribution.
  func draw<G: RandomNumberGenerator>(using rng: inout G) -> Int
}

extension DiscreteDistribution {
  /// The square root of the variance.
  public var standardDeviation: Double { variance.squareRoot() }

  /// The probability of exactly `k`; zero outside the support.
  public func mass(_ k: Int) -> Double { Portable.exp(logMass(k)) }

  /// The smallest value k with cumulative(k) ≥ `probability`.
  ///
  /// - Throws: ``DistributionError`` if `probability` is not in 0…1, or the answer is infinite.
  /// - Complexity: O(log σ) evaluations of the cumulative function.
  public func quantile(_ probability: Double) throws(DistributionError) -> Int {
    try requireQuantileProbability(probability, of: Self.name)
    if probability == 0 { return support.lowerBound }
    if probability == 1 { return try largestValue() }
    let z = standardNormalQuantile(probability)
    return smallestValue(near: mean + z * standardDeviation) { cumulative($0) >= probability }
  }

  /// The smallest value k with survival(k) ≤ `probability`: few draws exceed it.
  ///
  /// - Throws: ``DistributionError`` if `probability` is not in 0…1, or the answer is infinite.
  /// - Complexity: O(log σ) evaluations of the survival function.
  public func upperQuantile(_ probability: Double) throws(DistributionError) -> Int {
    try requireQuantileProbability(probability, of: Self.name)
    if probability == 1 { return support.lowerBound }
    if probability == 0 { return try largestValue() }
    let z = -standardNormalQuantile(probability)
    return smallestValue(near: mean + z * standardDeviation) { survival($0) <= probability }
  }

  /// `count` independent draws (none if `count` is negative). O(count).
  @inlinable
  public func draws<G: RandomNumberGenerator>(_ count: Int, using rng: inout G) -> [Int] {
    var values: [Int] = []
    values.reserveCapacity(max(count, 0))
    while values.count < count { values.append(draw(using: &rng)) }
    return values
  }

  /// `count` independent draws (none if `count` is negative), the same for the same seed. O(count).
  @inlinable
  public func draws(_ count: Int, seed: UInt64) -> [Int] {
    var rng = SeededGenerator(seed: seed)
    return draws(count, using: &rng)
  }

  private func largestValue() throws(DistributionError) -> Int {
    guard support.upperBound < .max else { throw .infiniteQuantile(of: Self.name) }
    return support.upperBound
  }

  /// The first value of the support that `isEnough`, which is false up to it and true from it on: steps of
  /// doubling size away from a guess, then halving.
  private func smallestValue(near guess: Double, where isEnough: (Int) -> Bool) -> Int {
    let lowest = support.lowerBound
    let highest = support.upperBound
    // Without a finite variance there is no guess.
    let start =
      !(guess >= Double(lowest)) || guess == .infinity ? lowest : guess >= Double(highest) ? highest : Int(guess)
    var below: Int
    var enough: Int
    var step = 1
    if isEnough(start) {
      enough = start
      while true {
        guard enough - lowest >= step else {
          below = lowest - 1
          break
        }
        let candidate = enough - step
        guard isEnough(candidate) else {
          below = candidate
          break
        }
        enough = candidate
        step *= 2
      }
    } else {
      below = start
      while true {
        guard highest - below > step else {
          enough = highest
          break
        }
        let candidate = below + step
        guard !isEnough(candidate) else {
          enough = candidate
          break
        }
        below = candidate
        step *= 2
      }
    }
    while enough - below > 1 {
      let middle = below + (enough - below) / 2
      if isEnough(middle) { enough = middle } else { below = middle }
    }
    return enough
  }
}
