/// What a cell of a table can hold: text, numbers, truth values, and optionals of these.
public protocol TableValue {
  /// The value as the table keeps it.
  var tableCell: TableCell { get }
}

/// The content of one cell of a table.
public enum TableCell: Hashable, Sendable {
  case text(String)
  case integer(Int)
  case number(Double)
  case truth(Bool)
  case missing
}

extension TableCell: TableValue { public var tableCell: TableCell { self } }
extension String: TableValue { public var tableCell: TableCell { .text(self) } }
extension Substring: TableValue { public var tableCell: TableCell { .text(String(self)) } }
extension Character: TableValue { public var tableCell: TableCell { .text(String(self)) } }
extension Bool: TableValue { public var tableCell: TableCell { .truth(self) } }
extension Double: TableValue { public var tableCell: TableCell { .number(self) } }
extension Float: TableValue {
  /// By way of the shortest text, so that 0.1 stays 0.1.
  public var tableCell: TableCell { .number(Double(description) ?? Double(self)) }
}
extension Int: TableValue { public var tableCell: TableCell { .integer(self) } }
extension Int8: TableValue { public var tableCell: TableCell { .integer(Int(self)) } }
extension Int16: TableValue { public var tableCell: TableCell { .integer(Int(self)) } }
extension Int32: TableValue { public var tableCell: TableCell { .integer(Int(self)) } }
extension Int64: TableValue { public var tableCell: TableCell { .integer(Int(self)) } }
extension UInt8: TableValue { public var tableCell: TableCell { .integer(Int(self)) } }
extension UInt16: TableValue { public var tableCell: TableCell { .integer(Int(self)) } }
extension UInt32: TableValue { public var tableCell: TableCell { .integer(Int(self)) } }
extension UInt: TableValue {
  public var tableCell: TableCell { Int(exactly: self).map { .integer($0) } ?? .text(description) }
}
extension UInt64: TableValue {
  public var tableCell: TableCell { Int(exactly: self).map { .integer($0) } ?? .text(description) }
}
extension Optional: TableValue where Wrapped: TableValue {
  public var tableCell: TableCell { self?.tableCell ?? .missing }
}

extension TableCell: Codable {
  /// A cell is written as a plain JSON value; numbers that are not finite as "NaN", "inf" and "-inf".
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .integer(let value): try container.encode(value)
    case .number(let value) where value.isFinite: try container.encode(value)
    case .number(let value): try container.encode(NumberText.short(value))
    case .truth(let value): try container.encode(value)
    case .missing: try container.encodeNil()
    }
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .missing
    } else if let value = try? container.decode(Bool.self) {
      self = .truth(value)
    } else if let value = try? container.decode(Int.self) {
      self = .integer(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else {
      let text = try container.decode(String.self)
      let special: [String: Double] = ["NaN": .nan, "inf": .infinity, "-inf": -.infinity]
      self = special[text].map { .number($0) } ?? .text(text)
    }
  }
}
