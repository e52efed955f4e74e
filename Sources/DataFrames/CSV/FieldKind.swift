/// How the fields of a column are read.
enum FieldKind: UInt8 {
  /// Not at all.
  case skip
  /// Only nulls have been seen, so the type is still open.
  case open
  case int, double, float, bool, date, text, categorical

  init(_ type: ColumnType) {
    self =
      switch type {
      case .int: .int
      case .double: .double
      case .float: .float
      case .bool: .bool
      case .date: .date
      case .string: .text
      case .categorical: .categorical
      }
  }

  var type: ColumnType {
    switch self {
    case .int: .int
    case .double: .double
    case .float: .float
    case .bool: .bool
    case .date: .date
    case .categorical: .categorical
    case .text, .skip, .open: .string
    }
  }

  /// The bytes that one value takes.
  var width: Int {
    switch self {
    case .float, .categorical: 4
    case .bool: 1
    default: 8
    }
  }

  /// The narrowest kind that holds the values of both.
  func joined(_ other: FieldKind) -> FieldKind {
    if self == other || other == .open { return self }
    if self == .open { return other }
    if self == .int && other == .double || self == .double && other == .int { return .double }
    return .text
  }

  /// The narrowest kind that holds a field which is not null.
  static func inferred(_ field: UnsafeBufferPointer<UInt8>) -> FieldKind {
    if keepsItsDigits(field) {
      if IntegerParser.parse(field) != nil { return .int }
      // A whole number that does not fit in 64 bits would lose digits as a double.
      if !field.allSatisfy({ $0 == Byte.minus || $0 &- Byte.zero <= 9 }), DecimalParser.parse(field) != nil {
        return .double
      }
    }
    if TruthText.parse(field) != nil { return .bool }
    if MomentText.parse(field) != nil { return .date }
    return .text
  }

  /// Whether a number does not start with a plus or a needless zero, which it would lose as a number.
  @inline(__always)
  static func keepsItsDigits(_ field: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = field.first else { return false }
    if first == Byte.plus { return false }
    let start = first == Byte.minus ? 1 : 0
    return !(field.count > start + 1 && field[start] == Byte.zero && field[start + 1] &- Byte.zero <= 9)
  }
}

/// The texts that stand for a missing value.
struct NullTexts: Sendable {
  /// Up to eight bytes each, as a word.
  private let words: [UInt64]
  private let long: [[UInt8]]
  /// One bit for each length that occurs.
  private let lengths: UInt64
  let includesEmpty: Bool

  init(_ texts: Set<String>) {
    var words: [UInt64] = []
    var long: [[UInt8]] = []
    var lengths: UInt64 = 0
    for text in texts.sorted() {
      let bytes = Array(text.utf8)
      lengths |= 1 << UInt64(min(bytes.count, 63))
      if bytes.count <= 8 {
        words.append(bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) })
      } else {
        long.append(bytes)
      }
    }
    (self.words, self.long, self.lengths) = (words, long, lengths)
    includesEmpty = texts.contains("")
  }

  /// Whether a field is one of them.
  func contains(_ field: UnsafeBufferPointer<UInt8>) -> Bool {
    if field.isEmpty { return includesEmpty }
    guard field.count <= 8 else { return long.contains { $0.elementsEqual(field) } }
    return words.contains(field.reversed().reduce(0) { $0 << 8 | UInt64($1) })
  }

  /// Whether the field from `start` is one of them; eight bytes from there must be readable.
  @inline(__always)
  func contains(_ start: UnsafePointer<UInt8>, count: Int) -> Bool {
    if lengths >> UInt64(min(count, 63)) & 1 == 0 { return false }
    if count == 0 { return includesEmpty }
    return containsLetters(start, count: count)
  }

  @inline(never)
  private func containsLetters(_ start: UnsafePointer<UInt8>, count: Int) -> Bool {
    if count > 8 { return long.contains { $0.elementsEqual(UnsafeBufferPointer(start: start, count: count)) } }
    let word = DigitWords.load(start) & (UInt64.max >> UInt64(64 - count * 8))
    // Words of other lengths would have to end in a zero byte to be equal.
    return words.contains(word)
  }
}
