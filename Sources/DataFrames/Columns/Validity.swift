/// Which values of a column are there: one bit each, 1 for a value, 0 for a null.
@usableFromInline
struct Validity: Sendable {
  @usableFromInline let words: Buffer<UInt64>
  /// How many of the bits are 0.
  let nullCount: Int

  @inlinable
  subscript(row: Int) -> Bool {
    @inline(__always) get { words.base[row &>> 6] &>> UInt64(row & 63) & 1 != 0 }
  }

  init(words: Buffer<UInt64>, nullCount: Int) {
    self.words = words
    self.nullCount = nullCount
  }

  /// The number of words that hold `count` bits.
  static func wordCount(_ count: Int) -> Int { (count + 63) >> 6 }

  /// The bits of the rows at `rows`; a row of −1 is a null.
  func gathered(_ rows: Buffer<Int32>) -> Validity? {
    Self.made(count: rows.count) { index in
      let row = Int(rows[index])
      return row >= 0 && self[row]
    }
  }

  /// Makes the bitmap of `count` rows on all processors; nil if all are there.
  static func made(count: Int, isValid: (Int) -> Bool) -> Validity? {
    let words = Buffer<UInt64>(uninitialized: wordCount(count))
    forEachSlice(of: words.count, size: 1 << 12) { range in
      for word in range {
        var bits: UInt64 = 0
        for bit in 0..<min(64, count - word << 6) where isValid(word << 6 + bit) { bits |= 1 << UInt64(bit) }
        words.base[word] = bits
      }
    }
    return Validity(words: words, count: count)
  }

  /// Takes bits over; nil if all of the first `count` are 1.
  init?(words: Buffer<UInt64>, count: Int) {
    var valid = 0
    for word in 0..<Self.wordCount(count) {
      let rest = count - word << 6
      let mask: UInt64 = rest >= 64 ? .max : (1 << UInt64(rest)) - 1
      valid += (words.base[word] & mask).nonzeroBitCount
    }
    guard valid < count else { return nil }
    self.init(words: words, nullCount: count - valid)
  }
}

/// Collects the bits of a ``Validity`` one by one, without taking memory before the first null.
struct ValidityBuilder {
  private var words: [UInt64] = []
  private(set) var count = 0
  private(set) var nullCount = 0

  mutating func append(_ isValid: Bool) {
    if isValid {
      if nullCount > 0 { set(count) }
    } else {
      if nullCount == 0 { fillOnes() }
      while words.count <= count >> 6 { words.append(0) }
      nullCount += 1
    }
    count += 1
  }

  private mutating func fillOnes() {
    words = [UInt64](repeating: .max, count: count >> 6)
    if count & 63 != 0 { words.append((1 << UInt64(count & 63)) - 1) }
  }

  private mutating func set(_ row: Int) {
    while words.count <= row >> 6 { words.append(0) }
    words[row >> 6] |= 1 << UInt64(row & 63)
  }

  /// The bitmap; nil if all values are there.
  func finish() -> Validity? {
    nullCount == 0 ? nil : Validity(words: Buffer(words), nullCount: nullCount)
  }
}
