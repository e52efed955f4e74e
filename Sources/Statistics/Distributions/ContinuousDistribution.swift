/// A distribution over real numbers, given by a density.
///
/// Every function is accurate in both tails: use ``survival(_:)`` rather than 1 − ``cumulative(_:)``, and
/// ``upperQuantile(_:)`` rather than ``quantile(_:)`` of 1 − p, where the upper tail is small.
public protocol ContinuousDistribution: Sendable {
  /// The expected value; infinite or not a number where there is none.
  var mean: Double { get }

  /// The expected squared distance from the mean.
  var variance: Double { get }

  /// The natural logarithm of the density at `x`; −∞ outside the support.
  func logDensity(_ x: Double) -> Double

  /// The density at `x`, per unit of `x`; zero outside the support.
  func density(_ x: Double) -> Double

  /// The probability of a value at or below `x`.
  func cumulative(_ x: Double) -> Double

  /// The probability of a value above `x`.
  func survival(_ x: Double) -> Double

  /// The value that a draw stays below with the given probability.
  ///
  /// - Throws: ``DistributionError`` if `probability` is not in 0…1.
  func quantile(_ probability: Double) throws(DistributionError) -> Double

  /// The value that a draw exceeds with the given probability: the critical value of a one-sided test.
  ///
  /// - Throws: ``DistributionError`` if `probability` is not in 0…1.
  func upperQuantile(_ probability: Double) throws(DistributionError) -> Double

  /// A random value of this distribution.
  func draw<G: RandomNumberGenerator>(using rng: inout G) -> Double
}

extension ContinuousDistribution {
  /// The square root of the variance.
  public var standardDeviation: Double { variance.squareRoot() }

  /// The density at `x`, per unit of `x`; zero outside the support.
  public func density(_ x: Double) -> Double { Portable.exp(logDensity(x)) }

  /// The probability of a value in `range`, from whichever tail is the smaller.
  public func probability(in range: ClosedRange<Double>) -> Double {
    let below = cumulative(range.lowerBound)
    return below < 0.5
      ? cumulative(range.upperBound) - below : survival(range.lowerBound) - survival(range.upperBound)
  }

  /// `count` independent draws (none if `count` is negative). O(count).
  @inlinable
  public func draws<G: RandomNumberGenerator>(_ count: Int, using rng: inout G) -> [Double] {
    var values: [Double] = []
    values.reserveCapacity(max(count, 0))
    while values.count < count { values.append(draw(using: &rng)) }
    return values
  }

  /// `count` independent draws (none if `count` is negative), the same for the same seed. O(count).
  @inlinable
  public func draws(_ count: Int, seed: UInt64) -> [Double] {
    var rng = SeededGenerator(seed: seed)
    return draws(count, using: &rng)
  }
}
