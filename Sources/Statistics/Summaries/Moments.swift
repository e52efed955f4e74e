extension Sequence where Element == Double {
  /// The arithmetic mean; not a number if there are no values, or infinite ones of both signs. O(n).
  @inlinable
  public func mean() -> Double {
    withContiguousStorageIfAvailable { contiguousMoments($0).mean } ?? RunningMoments(self).mean
  }

  /// The variance, dividing by n − 1 (`.sample`) or n (`.population`); not a number if that is 0. O(n).
  @inlinable
  public func variance(_ kind: VarianceKind = .sample) -> Double {
    withContiguousStorageIfAvailable { values in
      let moments = contiguousMoments(values)
      return kind.variance(moments.squares, count: moments.count)
    } ?? RunningMoments(self).variance(kind)
  }

  /// The square root of the variance. O(n).
  @inlinable
  public func standardDeviation(_ kind: VarianceKind = .sample) -> Double {
    variance(kind).squareRoot()
  }
}

extension Sequence where Element == Double {
  /// How far the values lean to one side: the mean cubed distance from the mean, in standard deviations.
  ///
  /// Of a population g₁ = m₃/m₂^1.5; of a sample G₁ = g₁·√(n(n − 1))/(n − 2), which a normal sample has 0 of on
  /// average. Positive with a long right tail. Not a number for fewer than 3 values (1 for a population), or where
  /// all are the same. O(n), two passes.
  ///
  /// Source: Joanes and Gill, "Comparing Measures of Sample Skewness and Kurtosis", The Statistician 47(1), 1998.
  @inlinable
  public func skewness(_ kind: VarianceKind = .sample) -> Double {
    CentralMoments(Array(self)).skewness(kind)
  }

  /// How heavy the tails are: the mean fourth power of the distance from the mean, in standard deviations. 3 for
  /// the normal distribution.
  ///
  /// 3 more than ``excessKurtosis(_:)``.
  @inlinable
  public func kurtosis(_ kind: VarianceKind = .sample) -> Double {
    excessKurtosis(kind) + 3
  }

  /// By how much the kurtosis exceeds the normal distribution's 3.
  ///
  /// Of a population g₂ = m₄/m₂² − 3; of a sample G₂ = (n − 1)/((n − 2)(n − 3))·((n + 1)·g₂ + 6), which a normal
  /// sample has 0 of on average. Not a number for fewer than 4 values (1 for a population), or where all are the
  /// same. O(n), two passes.
  ///
  /// Source: Joanes and Gill, "Comparing Measures of Sample Skewness and Kurtosis", The Statistician 47(1), 1998.
  @inlinable
  public func excessKurtosis(_ kind: VarianceKind = .sample) -> Double {
    CentralMoments(Array(self)).excessKurtosis(kind)
  }
}
