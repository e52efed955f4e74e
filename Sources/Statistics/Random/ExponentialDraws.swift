extension RandomNumberGenerator {
  /// A draw from the exponential distribution with the given rate (events per unit; mean 1/rate). O(1).
  @inlinable
  public mutating func exponential(rate: Double = 1) -> Double {
    -Portable.log(1 - uniform()) / rate
  }
}
