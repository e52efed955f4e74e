/// Sorts order keys by their leading digits, within a buffer and a scratch of the same size.
///
/// The digits are taken from the range that the keys really have, so that scores that are close together, such as
/// probabilities, spread over all buckets. Worst case O(64/8 · n).
enum KeySort {
  private static let digitBits = 8
  private static let smallCount = 48

  /// Sorts `count` keys in `keys` into ascending order, in place.
  static func sort(
    _ keys: UnsafeMutablePointer<UInt64>, count: Int, scratch: UnsafeMutablePointer<UInt64>
  ) {
    guard count > smallCount else {
      insertionSort(keys, count: count)
      return
    }
    var least = keys[0]
    var greatest = keys[0]
    for index in 1..<count {
      least = min(least, keys[index])
      greatest = max(greatest, keys[index])
    }
    guard least < greatest else { return }
    let shift = digitShift(range: greatest - least, digits: digitBits)
    withUnsafeTemporaryAllocation(of: Int.self, capacity: (1 << digitBits) + 1) { starts in
      starts.initialize(repeating: 0)
      for index in 0..<count { starts[Int((keys[index] - least) >> shift) + 1] += 1 }
      for digit in 1...(1 << digitBits) { starts[digit] += starts[digit - 1] }
      // Each start moves to the end of its bucket, which is the start of the next one.
      for index in 0..<count {
        let key = keys[index]
        let digit = Int((key - least) >> shift)
        scratch[starts[digit]] = key
        starts[digit] += 1
      }
      keys.update(from: scratch, count: count)
      guard shift > 0 else { return }
      var start = 0
      for digit in 0..<(1 << digitBits) {
        let end = starts[digit]
        if end - start > 1 { sort(keys + start, count: end - start, scratch: scratch) }
        start = end
      }
    }
  }

  /// By how much keys must be shifted for their distance from the least to fit into so many bits.
  static func digitShift(range: UInt64, digits: Int) -> UInt64 {
    UInt64(max(0, UInt64.bitWidth - range.leadingZeroBitCount - digits))
  }

  private static func insertionSort(_ keys: UnsafeMutablePointer<UInt64>, count: Int) {
    var index = 1
    while index < count {
      let key = keys[index]
      var place = index
      while place > 0 && keys[place - 1] > key {
        keys[place] = keys[place - 1]
        place -= 1
      }
      keys[place] = key
      index += 1
    }
  }
}
