extension Sequence where Element == Double {
  /// The arithmetic mean; not a number if there are no values. O(n).
  @inlinable
  public func mean() -> Double {
    RunningMoments(self).mean
  }

  /// The variance, dividing by n − 1 (`.sample`) or n (`.population`); not a number if that is 0. O(n).
  @inlinable
  public func variance(_ kind: VarianceKind = .sample) -> Double {
    RunningMoments(self).variance(kind)
  }

  /// The square root of the variance. O(n).
  @inlinable
  public func standardDeviation(_ kind: VarianceKind = .sample) -> Double {
    RunningMoments(self).standardDeviation(kind)
  }
}
