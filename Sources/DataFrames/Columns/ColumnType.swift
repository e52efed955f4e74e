/// What the values of a column are.
public enum ColumnType: String, Hashable, Sendable, Codable, CaseIterable, CustomStringConvertible {
  /// Whole numbers of 64 bits.
  case int
  /// Floating-point numbers of 64 bits.
  case double
  /// Floating-point numbers of 32 bits.
  case float
  /// Truth values.
  case bool
  /// Text, as UTF-8.
  case string
  /// Text of few different values, each stored once.
  case categorical
  /// Moments, to the microsecond, without a calendar or a time zone of their own.
  case date

  public var description: String { rawValue }

  /// Whether the values can be calculated with: int, double, float and bool (as 0 and 1).
  public var isNumeric: Bool {
    switch self {
    case .int, .double, .float, .bool: true
    case .string, .categorical, .date: false
    }
  }

  /// The kind of thing that stands in a cell, for a sentence.
  var noun: String {
    switch self {
    case .int: "a whole number"
    case .double, .float: "a number"
    case .bool: "true or false"
    case .string, .categorical: "text"
    case .date: "a date (2024-01-31 or 2024-01-31T12:30:00Z)"
    }
  }
}
