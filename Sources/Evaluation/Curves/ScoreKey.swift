extension Double {
  /// A whole number that orders as the scores do: the same for −0 and 0, and larger for a larger score.
  @inline(__always)
  var orderKey: UInt64 {
    // Adding 0 turns −0 into 0.
    let bits = (self + 0).bitPattern
    // Negative numbers order backwards by their bits: all bits are turned; else just the sign.
    let mask = UInt64(bitPattern: Int64(bitPattern: bits) >> 63) | (1 << 63)
    return bits ^ mask
  }

  /// The score of an order key.
  init(orderKey: UInt64) {
    let mask = (orderKey >> 63) &- 1 | (1 << 63)
    self.init(bitPattern: orderKey ^ mask)
  }
}
