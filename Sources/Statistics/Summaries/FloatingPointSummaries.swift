// The summaries of Float and other floating-point values: taken in as Double, which holds a Float exactly.

extension Sequence where Element: BinaryFloatingPoint {
  /// The arithmetic mean; not a number if there are no values. O(n).
  @inlinable
  public func mean() -> Double { doubles.mean() }

  /// The variance, dividing by n − 1 (`.sample`) or n (`.population`); not a number if that is 0. O(n).
  @inlinable
  public func variance(_ kind: VarianceKind = .sample) -> Double { doubles.variance(kind) }

  /// The square root of the variance. O(n).
  @inlinable
  public func standardDeviation(_ kind: VarianceKind = .sample) -> Double { doubles.standardDeviation(kind) }

  /// How far the values lean to one side, as for `Double`. O(n).
  @inlinable
  public func skewness(_ kind: VarianceKind = .sample) -> Double { doubles.skewness(kind) }

  /// How heavy the tails are: 3 for the normal distribution. O(n).
  @inlinable
  public func kurtosis(_ kind: VarianceKind = .sample) -> Double { doubles.kurtosis(kind) }

  /// By how much the kurtosis exceeds 3. O(n).
  @inlinable
  public func excessKurtosis(_ kind: VarianceKind = .sample) -> Double { doubles.excessKurtosis(kind) }

  /// The value below which the given share of the data lies. O(n log n).
  ///
  /// - Throws: ``SummaryError`` if there are no values, one is not a number, or `probability` is not in 0…1.
  @inlinable
  public func quantile(_ probability: Double, method: QuantileMethod = .linear) throws(SummaryError) -> Double {
    try doubles.quantile(probability, method: method)
  }

  /// Several quantiles for one sorting. O(n log n).
  ///
  /// - Throws: ``SummaryError`` if there are no values, one is not a number, or a probability is not in 0…1.
  @inlinable
  public func quantiles(
    _ probabilities: [Double], method: QuantileMethod = .linear
  ) throws(SummaryError) -> [Double] {
    try doubles.quantiles(probabilities, method: method)
  }

  /// The middle value, or the mean of the middle two. O(n log n).
  ///
  /// - Throws: ``SummaryError`` if there are no values or one is not a number.
  @inlinable
  public func median() throws(SummaryError) -> Double { try doubles.median() }

  /// The rank of each value among all, from 1 for the smallest. O(n log n).
  ///
  /// - Throws: ``SummaryError`` if a value is not a number.
  @inlinable
  public func ranks(ties: TieRank = .average) throws(SummaryError) -> [Double] { try doubles.ranks(ties: ties) }

  @inlinable
  var doubles: [Double] { map { Double($0) } }
}

extension Histogram {
  /// Counts the values between the given edges. O(n log bins).
  ///
  /// - Throws: ``SummaryError`` as the same initializer for `Double` does.
  @inlinable
  public init<S: Sequence>(_ values: S, edges: [Double]) throws(SummaryError) where S.Element: BinaryFloatingPoint {
    try self.init(counting: values.doubles, edges: edges)
  }

  /// Counts the values in bins of equal width over `range`, or over the values' own range. O(n log bins).
  ///
  /// - Throws: ``SummaryError`` as the same initializer for `Double` does.
  @inlinable
  public init<S: Sequence>(
    _ values: S, bins: Int, in range: ClosedRange<Double>? = nil
  ) throws(SummaryError) where S.Element: BinaryFloatingPoint {
    try self.init(counting: values.doubles, bins: bins, in: range)
  }

  /// Counts the values in as many bins of equal width as a rule finds for them. O(n log n).
  ///
  /// - Throws: ``SummaryError`` as the same initializer for `Double` does.
  @inlinable
  public init<S: Sequence>(
    _ values: S, bins rule: BinRule, in range: ClosedRange<Double>? = nil
  ) throws(SummaryError) where S.Element: BinaryFloatingPoint {
    try self.init(values.doubles, bins: rule, in: range)
  }
}
