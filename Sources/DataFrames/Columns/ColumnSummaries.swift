public import Statistics

/// What a column of numbers or truth values (1 and 0) has in one number; nulls are left out.
extension Column {
  /// The arithmetic mean; of truth values the share that is true; not a number if there is no value. O(n).
  /// - Throws: ``FrameError`` if the values are not numbers, as do all of these.
  public func mean() throws(FrameError) -> Double { try present().mean() }

  /// The sum; 0 if there is no value. O(n).
  public func sum() throws(FrameError) -> Double { try present().reduce(0, +) }

  /// The standard deviation, dividing by n − 1 (`.sample`) or n (`.population`); not a number if that is 0. O(n).
  public func standardDeviation(_ kind: VarianceKind = .sample) throws(FrameError) -> Double {
    try present().standardDeviation(kind)
  }

  /// The smallest value; nil if there is none. O(n).
  public func minimum() throws(FrameError) -> Double? { try present().min() }

  /// The greatest value; nil if there is none. O(n).
  public func maximum() throws(FrameError) -> Double? { try present().max() }

  /// The median. O(n) on average.
  /// - Throws: ``FrameError``; ``SummaryError`` if there is no value.
  public func median() throws -> Double { try present().median() }

  /// The value below which the share `probability` of the values lies, by one of the nine methods of Hyndman and Fan.
  /// O(n log n).
  /// - Throws: ``FrameError``; ``SummaryError`` if there is no value or the share is not from 0 to 1.
  public func quantile(_ probability: Double, method: QuantileMethod = .linear) throws -> Double {
    try present().quantile(probability, method: method)
  }

  private func present() throws(FrameError) -> [Double] { try values(as: Double.self).present }
}
