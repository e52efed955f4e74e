/// The values from the smallest to the largest; none may be a not-a-number.
///
/// Long lists are sorted by the digits of their bits instead of by comparing: O(n), and O(n log n) up to a thousand
/// values.
func ascending(_ values: [Double]) -> [Double] {
  if values.count < 1000 { return values.sorted() }
  var keys = values.map(OrderedBits.init)
  sortByDigits(&keys)
  return keys.map(\.value)
}

/// The positions of the values from the smallest to the largest, equal ones in the order they stand in; none may be a
/// not-a-number. O(n), up to a thousand values O(n log n).
func ascendingOrder(_ values: [Double]) -> [Int] {
  if values.count < 1000 {
    return values.indices.sorted { values[$0] == values[$1] ? $0 < $1 : values[$0] < values[$1] }
  }
  var keys = values.enumerated().map { PlacedBits(bits: OrderedBits($1), place: $0) }
  sortByDigits(&keys)
  return keys.map(\.place)
}

private protocol DigitKey {
  /// A number that orders as the keys do.
  var key: UInt64 { get }
}

/// The bits of a double, turned so that they order as whole numbers do. Zeros are equal, as values are.
private struct OrderedBits: DigitKey {
  let key: UInt64

  @inline(__always)
  init(_ value: Double) {
    let bits = (value + 0).bitPattern
    key = bits ^ (bits >> 63 == 1 ? .max : 1 << 63)
  }

  var value: Double { Double(bitPattern: key ^ (key >> 63 == 1 ? 1 << 63 : .max)) }
}

private struct PlacedBits: DigitKey {
  let bits: OrderedBits
  let place: Int

  var key: UInt64 { bits.key }
}

/// Puts the keys in order, equal ones as they stood, by eight digits of 8 bits from the lowest up.
private func sortByDigits<Key: DigitKey>(_ keys: inout [Key]) {
  let digits = 8
  let radix = 1 << 8
  let count = keys.count
  withUnsafeTemporaryAllocation(of: Int.self, capacity: digits * radix) { starts in
    starts.initialize(repeating: 0)
    let other = UnsafeMutableBufferPointer<Key>.allocate(capacity: count)
    defer { other.deallocate() }
    keys.withUnsafeMutableBufferPointer { keys in
      _ = other.initialize(from: keys)
      for key in keys {
        var rest = key.key
        for digit in 0..<digits {
          starts[digit * radix + Int(truncatingIfNeeded: rest & 0xFF)] += 1
          rest >>= 8
        }
      }
      var from = keys
      var to = other
      for digit in 0..<digits {
        var next = 0
        var isSorted = false
        for bucket in digit * radix..<(digit + 1) * radix {
          let size = starts[bucket]
          isSorted = isSorted || size == count
          starts[bucket] = next
          next += size
        }
        if isSorted { continue }
        for key in from {
          let bucket = digit * radix + Int(truncatingIfNeeded: (key.key >> (8 * UInt64(digit))) & 0xFF)
          to[starts[bucket]] = key
          starts[bucket] += 1
        }
        swap(&from, &to)
      }
      if from.baseAddress != keys.baseAddress { _ = keys.update(from: from) }
    }
  }
}
