/// The set of indices drawn so far by Floyd's algorithm, in memory that is O(draws) whatever the population.
///
/// A population that is small beside the number of draws is kept as one bit per index, a larger one as an
/// open-addressing table that is at most half full. Membership does not depend on which of the two is used,
/// so neither does the sample.
@usableFromInline
struct DrawnIndices {
  @usableFromInline var words: [UInt]
  @usableFromInline let shift: UInt64
  @usableFromInline let isBitmap: Bool

  @inlinable
  init(population: Int, draws: Int) {
    let tableSlots = Self.powerOfTwo(atLeast: 2 * draws)
    let bitmapWords = (population &+ 63) / 64
    isBitmap = bitmapWords <= tableSlots
    words = [UInt](repeating: 0, count: isBitmap ? bitmapWords : tableSlots)
    shift = UInt64(64 - tableSlots.trailingZeroBitCount)
  }

  @inlinable
  static func powerOfTwo(atLeast count: Int) -> Int {
    var power = 2
    while power < count { power &*= 2 }
    return power
  }

  /// Adds `index`; false if it was there already. Expected O(1).
  @inlinable
  mutating func insert(_ index: Int) -> Bool {
    if isBitmap {
      let bit: UInt = 1 << UInt(index & 63)
      if words[index >> 6] & bit != 0 { return false }
      words[index >> 6] |= bit
      return true
    }
    let mark = UInt(index) &+ 1
    var slot = Int((UInt64(mark) &* 0x9E37_79B9_7F4A_7C15) >> shift)
    let last = words.count - 1
    while words[slot] != 0 {
      if words[slot] == mark { return false }
      slot = (slot &+ 1) & last
    }
    words[slot] = mark
    return true
  }
}
