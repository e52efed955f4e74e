// The summaries of whole numbers: taken in as Double, which is exact up to 2⁵³.

extension Sequence where Element: BinaryInteger {
  /// The arithmetic mean; not a number if there are no values. O(n).
  @inlinable
  public func mean() -> Double { doubles.mean() }

  /// The variance, dividing by n − 1 (`.sample`) or n (`.population`); not a number if that is 0. O(n).
  @inlinable
  public func variance(_ kind: VarianceKind = .sample) -> Double { doubles.variance(kind) }

  /// The square root of the variance. O(n).
  @inlinable
  public func standardDeviation(_ kind: VarianceKind = .sample) -> Double { doubles.standardDeviation(kind) }

  /// The value below which the given share of the data lies. O(n log n).
  ///
  /// - Throws: ``SummaryError`` if there are no values or `probability` is not in 0…1.
  @inlinable
  public func quantile(_ probability: Double, method: QuantileMethod = .linear) throws(SummaryError) -> Double {
    try doubles.quantile(probability, method: method)
  }

  /// Several quantiles for one sorting. O(n log n).
  ///
  /// - Throws: ``SummaryError`` if there are no values or a probability is not in 0…1.
  @inlinable
  public func quantiles(
    _ probabilities: [Double], method: QuantileMethod = .linear
  ) throws(SummaryError) -> [Double] {
    try doubles.quantiles(probabilities, method: method)
  }

  /// The middle value, or the mean of the middle two. O(n log n).
  ///
  /// - Throws: ``SummaryError`` if there are no values.
  @inlinable
  public func median() throws(SummaryError) -> Double { try doubles.median() }

  @inlinable
  var doubles: [Double] { map { Double($0) } }
}
