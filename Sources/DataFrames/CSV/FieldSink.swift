/// Where the fields of one column in one piece of text go.
struct FieldSink {
  /// How the fields are read.
  var kind: FieldKind
  /// The kind that holds all fields so far: a wider one once a field did not fit an inferred type.
  var wanted: FieldKind
  let isInferred: Bool
  /// The values, from the first row of the piece on.
  let data: UnsafeMutableRawPointer
  /// For text: where the text of each row of the piece ends in `text`.
  let ends: UnsafeMutablePointer<Int>
  /// For text: the texts of the piece end to end, with room for all that the piece can hold.
  let text: UnsafeMutablePointer<UInt8>?
  var textCount = 0
  /// The rows of the piece without a value.
  let nulls: UnsafeMutablePointer<Int32>
  var nullCount = 0

  @inline(__always)
  mutating func addNull(_ row: Int) {
    nulls[nullCount] = Int32(truncatingIfNeeded: row)
    nullCount += 1
    switch kind {
    case .int, .date: data.storeBytes(of: 0, toByteOffset: row &* 8, as: Int.self)
    case .double: data.storeBytes(of: 0, toByteOffset: row &* 8, as: Double.self)
    case .float: data.storeBytes(of: 0, toByteOffset: row &* 4, as: Float.self)
    case .bool: data.storeBytes(of: false, toByteOffset: row, as: Bool.self)
    case .text, .categorical: ends[row] = textCount
    case .skip, .open: break
    }
  }

  /// Takes back what the row `row` has added.
  mutating func forget(_ row: Int) {
    while nullCount > 0, nulls[nullCount - 1] >= row { nullCount -= 1 }
    if kind == .text || kind == .categorical { textCount = row > 0 ? ends[row - 1] : 0 }
  }

  /// Widens the kind until it holds fields of `other`, too. The values so far are of the old one: the text will be read
  /// again, and from here on it is only checked.
  mutating func widen(_ other: FieldKind) {
    wanted = wanted.joined(other)
    kind = wanted == .text ? .skip : wanted
  }
}
