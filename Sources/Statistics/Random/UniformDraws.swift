extension RandomNumberGenerator {
  /// A uniform draw from [0, 1) with 53 random bits. O(1).
  @inlinable
  public mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// A uniform draw from `lower ..< upper`. O(1).
  @inlinable
  public mutating func uniform(_ lower: Double, _ upper: Double) -> Double {
    lower + (upper - lower) * uniform()
  }

  /// A uniform whole number from `0 ..< bound`, without bias; `bound` must be positive. Expected O(1).
  ///
  /// Source: Lemire, "Fast Random Integer Generation in an Interval", ACM TOMACS 29(1), 2019.
  @inlinable
  public mutating func uniformInt(below bound: Int) -> Int {
    precondition(bound > 0, "the bound of a uniform draw must be positive, not \(bound)")
    let width = UInt64(bound)
    var product = next().multipliedFullWidth(by: width)
    if product.low < width {
      let threshold = (0 &- width) % width
      while product.low < threshold {
        product = next().multipliedFullWidth(by: width)
      }
    }
    return Int(product.high)
  }

  /// Puts the elements of `items` into a uniformly random order, in place. O(n).
  @inlinable
  public mutating func shuffle<C: MutableCollection & RandomAccessCollection>(_ items: inout C) {
    var remaining = items.count
    while remaining > 1 {
      let pick = uniformInt(below: remaining)
      remaining -= 1
      items.swapAt(
        items.index(items.startIndex, offsetBy: pick),
        items.index(items.startIndex, offsetBy: remaining))
    }
  }
}
