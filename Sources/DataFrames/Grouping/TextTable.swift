/// Numbers different texts in order of appearance.
struct TextTable {
  /// One slot: the number of a text plus 1, and the upper half of its hash; 0 where free.
  private var slots: [(number: Int32, tag: UInt32)] = Array(repeating: (0, 0), count: 64)
  private var builder = TextStore()

  /// The different texts by number.
  var texts: TextValues { builder.finish() }
  var count: Int { builder.count }

  /// The number of `text`, which becomes a new one if it has not been seen. Expected O(length).
  mutating func number(of text: UnsafeBufferPointer<UInt8>) -> Int32 {
    let hash = Hashing.hash(text)
    let tag = UInt32(truncatingIfNeeded: hash >> 32)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot].number != 0 {
      if slots[slot].tag == tag, builder.equals(Int(slots[slot].number) - 1, text) { return slots[slot].number - 1 }
      slot = (slot + 1) & (slots.count - 1)
    }
    builder.append(text)
    slots[slot] = (Int32(builder.count), tag)
    if builder.count * 2 > slots.count { grow() }
    return Int32(builder.count) - 1
  }

  /// The number of `text`, −1 if it has not been seen. Expected O(length).
  func find(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
    let hash = Hashing.hash(text)
    let tag = UInt32(truncatingIfNeeded: hash >> 32)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot].number != 0 {
      if slots[slot].tag == tag, builder.equals(Int(slots[slot].number) - 1, text) { return slots[slot].number - 1 }
      slot = (slot + 1) & (slots.count - 1)
    }
    return -1
  }

  private mutating func grow() {
    slots = Array(repeating: (0, 0), count: slots.count * 2)
    for number in 0..<builder.count {
      let hash = builder.withText(number) { Hashing.hash($0) }
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot].number != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = (Int32(number) + 1, UInt32(truncatingIfNeeded: hash >> 32))
    }
  }
}

/// Texts end to end, to which more can be added.
private struct TextStore {
  private var offsets: [Int] = [0]
  private var bytes: [UInt8] = []

  var count: Int { offsets.count - 1 }

  mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: text)
    offsets.append(bytes.count)
  }

  func withText<Result>(_ number: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[offsets[number]..<offsets[number + 1]])) }
  }

  func equals(_ number: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    offsets[number + 1] - offsets[number] == text.count && withText(number) { equalBytes($0, text) }
  }

  func finish() -> TextValues { TextValues(offsets: Buffer(offsets), bytes: Buffer(bytes)) }
}
