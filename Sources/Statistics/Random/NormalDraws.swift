extension RandomNumberGenerator {
  /// A draw from the standard normal distribution. Expected O(1): 2.55 uniform draws.
  ///
  /// Source: Marsaglia and Bray, "A Convenient Method for Generating Normal Variables", SIAM Review 6(3),
  /// 1964 (the polar method). The second value of each pair is thrown away, so that a generator's state alone
  /// says what comes next.
  @inlinable
  public mutating func normal() -> Double {
    while true {
      let u = 2 * uniform() - 1
      let v = 2 * uniform() - 1
      let s = u * u + v * v
      if s > 0 && s < 1 { return u * (-2 * Portable.log(s) / s).squareRoot() }
    }
  }

  /// A draw from the normal distribution with the given mean and standard deviation. Expected O(1).
  @inlinable
  public mutating func normal(mean: Double, standardDeviation: Double) -> Double {
    mean + standardDeviation * normal()
  }
}
