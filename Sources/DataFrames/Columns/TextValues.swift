internal import Foundation

/// Texts end to end as UTF-8: text `i` is the bytes from `offsets[i]` to `offsets[i + 1]`.
@usableFromInline
struct TextValues: Sendable {
  let offsets: Buffer<Int>
  let bytes: Buffer<UInt8>

  var count: Int { offsets.count - 1 }

  init(offsets: Buffer<Int>, bytes: Buffer<UInt8>) {
    self.offsets = offsets
    self.bytes = bytes
  }

  init(_ texts: some Sequence<String?>) {
    var builder = TextBuilder()
    for text in texts { builder.append(text ?? "") }
    self = builder.finish()
  }

  /// The bytes of one text, valid while this value lives.
  @inline(__always)
  func utf8(_ row: Int) -> UnsafeBufferPointer<UInt8> {
    let start = offsets.base[row]
    return UnsafeBufferPointer(start: bytes.base + start, count: offsets.base[row + 1] - start)
  }

  @usableFromInline
  func text(_ row: Int) -> String { String(decoding: utf8(row), as: UTF8.self) }

  /// The texts of the rows at `rows`; a row of −1 is empty.
  func gathered(_ rows: Buffer<Int32>) -> TextValues {
    let offsets = Buffer<Int>(uninitialized: rows.count + 1)
    var end = 0
    offsets.base[0] = 0
    for (index, row) in rows.enumerated() {
      if row >= 0 { end += self.offsets.base[Int(row) + 1] - self.offsets.base[Int(row)] }
      offsets.base[index + 1] = end
    }
    let bytes = Buffer<UInt8>(uninitialized: end)
    forEachSlice(of: rows.count) { range in
      for index in range where rows[index] >= 0 {
        let source = self.offsets.base[Int(rows[index])]
        let start = offsets.base[index]
        (bytes.base + start).update(from: self.bytes.base + source, count: offsets.base[index + 1] - start)
      }
    }
    return TextValues(offsets: offsets, bytes: bytes)
  }
}

/// Compares as sequences of unsigned bytes: negative, zero or positive.
func compareBytes(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Int {
  let common = min(a.count, b.count)
  if common > 0, let x = a.baseAddress, let y = b.baseAddress {
    let order = memcmp(x, y, common)
    if order != 0 { return Int(order) }
  }
  return a.count - b.count
}

/// Whether two texts are the same bytes.
@inline(__always)
func equalBytes(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
  guard a.count == b.count else { return false }
  guard let x = a.baseAddress, let y = b.baseAddress else { return true }
  return memcmp(x, y, a.count) == 0
}

/// Collects texts one by one.
struct TextBuilder {
  private var offsets: [Int] = [0]
  private var bytes: [UInt8] = []

  var count: Int { offsets.count - 1 }

  mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
    offsets.append(bytes.count)
  }

  mutating func append(_ text: some Sequence<UInt8>) {
    bytes.append(contentsOf: text)
    offsets.append(bytes.count)
  }

  func finish() -> TextValues { TextValues(offsets: Buffer(offsets), bytes: Buffer(bytes)) }
}
