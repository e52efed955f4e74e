internal import Foundation

extension DataFrame {
  /// Makes a frame of values of an `Encodable` type, one row for each: its properties are the columns, in the order
  /// in which they are first encoded, and nil is a null.
  ///
  ///     struct Sale: Codable { var country: String; var amount: Double? }
  ///     let frame = try DataFrame(encoding: [Sale(country: "NO", amount: 12.5)])
  ///
  /// O(rows × properties).
  /// - Throws: ``FrameError/notCodable(problem:)`` for a property that is more than a plain value, or not of one
  ///   type in all rows.
  public init(encoding values: some Sequence<some Encodable>) throws {
    let collector = RowCollector()
    for value in values {
      try value.encode(to: RowEncoder(collector: collector))
      collector.endRow()
    }
    self = try collector.frame()
  }
}

/// A plain value.
private enum FieldValue {
  case int(Int), double(Double), float(Float), bool(Bool), string(String), date(Date)

  var type: ColumnType {
    switch self {
    case .int: .int
    case .double: .double
    case .float: .float
    case .bool: .bool
    case .string: .string
    case .date: .date
    }
  }
}

/// The columns while rows are being encoded.
private final class RowCollector {
  private var names: [String] = []
  private var places: [String: Int] = [:]
  private var columns: [[FieldValue?]] = []
  private var rowCount = 0

  func add(_ value: FieldValue?, _ name: String) {
    let place = places[name] ?? names.count
    if place == names.count {
      places[name] = place
      names.append(name)
      columns.append([])
    }
    fill(place, to: rowCount)
    columns[place].append(value)
  }

  func endRow() { rowCount += 1 }

  private func fill(_ place: Int, to count: Int) {
    while columns[place].count < count { columns[place].append(nil) }
  }

  func frame() throws -> DataFrame {
    var made: [Column] = []
    for place in names.indices {
      fill(place, to: rowCount)
      made.append(try column(names[place], columns[place]))
    }
    return DataFrame(checked: made, rowCount: rowCount)
  }

  private func column(_ name: String, _ values: [FieldValue?]) throws -> Column {
    let type = values.lazy.compactMap { $0?.type }.first ?? .string
    if let other = values.lazy.compactMap({ $0?.type }).first(where: { $0 != type }) {
      throw FrameError.notCodable(problem: "property \"\(name)\" is \(type) in one row and \(other) in another")
    }
    switch type {
    case .int: return Column(name, values.map { if case .int(let value)? = $0 { value } else { nil } })
    case .double: return Column(name, values.map { if case .double(let value)? = $0 { value } else { nil } })
    case .float: return Column(name, values.map { if case .float(let value)? = $0 { value } else { nil } })
    case .bool: return Column(name, values.map { if case .bool(let value)? = $0 { value } else { nil } })
    case .date: return Column(name, values.map { if case .date(let value)? = $0 { value } else { nil } })
    case .string, .categorical:
      return Column(name, values.map { if case .string(let value)? = $0 { value } else { nil } })
    }
  }
}

private struct RowEncoder: Encoder {
  let collector: RowCollector
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(RowContainer(collector: collector))
  }
  func unkeyedContainer() -> any UnkeyedEncodingContainer { RefusingContainer(name: nil) }
  func singleValueContainer() -> any SingleValueEncodingContainer { RefusingContainer(name: nil) }
}

private struct RowContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let collector: RowCollector
  var codingPath: [any CodingKey] { [] }

  private func field(_ key: Key) -> FieldEncoder { FieldEncoder(collector: collector, name: key.stringValue) }

  mutating func encodeNil(forKey key: Key) throws { try field(key).encodeNil() }
  mutating func encode(_ value: Bool, forKey key: Key) throws { try field(key).encode(value) }
  mutating func encode(_ value: String, forKey key: Key) throws { try field(key).encode(value) }
  mutating func encode(_ value: Double, forKey key: Key) throws { try field(key).encode(value) }
  mutating func encode(_ value: Float, forKey key: Key) throws { try field(key).encode(value) }
  mutating func encode(_ value: Int, forKey key: Key) throws { try field(key).encode(value) }
  mutating func encode(_ value: Int8, forKey key: Key) throws { try field(key).encode(value) }
  mutating func encode(_ value: Int16, forKey key: Key) throws { try field(key).encode(value) }
  mutating func encode(_ value: Int32, forKey key: Key) throws { try field(key).encode(value) }
  mutating func encode(_ value: Int64, forKey key: Key) throws { try field(key).encode(value) }
  mutating func encode(_ value: UInt, forKey key: Key) throws { try field(key).encode(value) }
  mutating func encode(_ value: UInt8, forKey key: Key) throws { try field(key).encode(value) }
  mutating func encode(_ value: UInt16, forKey key: Key) throws { try field(key).encode(value) }
  mutating func encode(_ value: UInt32, forKey key: Key) throws { try field(key).encode(value) }
  mutating func encode(_ value: UInt64, forKey key: Key) throws { try field(key).encode(value) }
  mutating func encode<T: Encodable>(_ value: T, forKey key: Key) throws { try field(key).encode(value) }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> { KeyedEncodingContainer(RefusingKeyedContainer(name: key.stringValue)) }
  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    RefusingContainer(name: key.stringValue)
  }
  mutating func superEncoder() -> any Encoder { RowEncoder(collector: collector) }
  mutating func superEncoder(forKey key: Key) -> any Encoder { RowEncoder(collector: collector) }
}

/// One value of a row.
private struct FieldEncoder: Encoder, SingleValueEncodingContainer {
  let collector: RowCollector
  let name: String
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(RefusingKeyedContainer(name: name))
  }
  func unkeyedContainer() -> any UnkeyedEncodingContainer { RefusingContainer(name: name) }
  func singleValueContainer() -> any SingleValueEncodingContainer { self }

  private func whole(_ value: some FixedWidthInteger) throws {
    guard let exact = Int(exactly: value) else {
      throw FrameError.notCodable(
        problem: "property \"\(name)\" is \(value), which does not fit in 64 bits with a sign")
    }
    collector.add(.int(exact), name)
  }

  func encodeNil() throws { collector.add(nil, name) }
  func encode(_ value: Bool) throws { collector.add(.bool(value), name) }
  func encode(_ value: String) throws { collector.add(.string(value), name) }
  func encode(_ value: Double) throws { collector.add(.double(value), name) }
  func encode(_ value: Float) throws { collector.add(.float(value), name) }
  func encode(_ value: Int) throws { try whole(value) }
  func encode(_ value: Int8) throws { try whole(value) }
  func encode(_ value: Int16) throws { try whole(value) }
  func encode(_ value: Int32) throws { try whole(value) }
  func encode(_ value: Int64) throws { try whole(value) }
  func encode(_ value: UInt) throws { try whole(value) }
  func encode(_ value: UInt8) throws { try whole(value) }
  func encode(_ value: UInt16) throws { try whole(value) }
  func encode(_ value: UInt32) throws { try whole(value) }
  func encode(_ value: UInt64) throws { try whole(value) }
  func encode<T: Encodable>(_ value: T) throws {
    if let date = value as? Date { collector.add(.date(date), name) } else { try value.encode(to: self) }
  }
}

/// Stands where a type wants to encode more than a plain value, and refuses all of it.
private struct RefusingContainer: UnkeyedEncodingContainer, SingleValueEncodingContainer {
  let name: String?
  var codingPath: [any CodingKey] { [] }
  var count: Int { 0 }

  private var refusal: FrameError { Self.refusal(name) }

  static func refusal(_ name: String?) -> FrameError {
    guard let name else {
      return .notCodable(problem: "a row is encoded from a type with named properties, one for each column")
    }
    return .notCodable(
      problem: "property \"\(name)\" is not a plain value; columns hold numbers, truth values, text and dates")
  }

  mutating func encodeNil() throws { throw refusal }
  mutating func encode<T: Encodable>(_ value: T) throws { throw refusal }
  mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
    KeyedEncodingContainer(RefusingKeyedContainer(name: name ?? ""))
  }
  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { self }
  mutating func superEncoder() -> any Encoder { FieldEncoder(collector: RowCollector(), name: name ?? "") }
  mutating func encode(_ value: Bool) throws { throw refusal }
  mutating func encode(_ value: String) throws { throw refusal }
  mutating func encode(_ value: Double) throws { throw refusal }
  mutating func encode(_ value: Float) throws { throw refusal }
  mutating func encode(_ value: Int) throws { throw refusal }
  mutating func encode(_ value: Int8) throws { throw refusal }
  mutating func encode(_ value: Int16) throws { throw refusal }
  mutating func encode(_ value: Int32) throws { throw refusal }
  mutating func encode(_ value: Int64) throws { throw refusal }
  mutating func encode(_ value: UInt) throws { throw refusal }
  mutating func encode(_ value: UInt8) throws { throw refusal }
  mutating func encode(_ value: UInt16) throws { throw refusal }
  mutating func encode(_ value: UInt32) throws { throw refusal }
  mutating func encode(_ value: UInt64) throws { throw refusal }
}

private struct RefusingKeyedContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let name: String
  var codingPath: [any CodingKey] { [] }

  mutating func encodeNil(forKey key: Key) throws { throw RefusingContainer.refusal(name) }
  mutating func encode<T: Encodable>(_ value: T, forKey key: Key) throws { throw RefusingContainer.refusal(name) }
  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> { KeyedEncodingContainer(RefusingKeyedContainer<Nested>(name: name)) }
  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    RefusingContainer(name: name)
  }
  mutating func superEncoder() -> any Encoder { FieldEncoder(collector: RowCollector(), name: name) }
  mutating func superEncoder(forKey key: Key) -> any Encoder { FieldEncoder(collector: RowCollector(), name: name) }
  mutating func encode(_ value: Bool, forKey key: Key) throws { throw RefusingContainer.refusal(name) }
  mutating func encode(_ value: String, forKey key: Key) throws { throw RefusingContainer.refusal(name) }
  mutating func encode(_ value: Double, forKey key: Key) throws { throw RefusingContainer.refusal(name) }
  mutating func encode(_ value: Float, forKey key: Key) throws { throw RefusingContainer.refusal(name) }
  mutating func encode(_ value: Int, forKey key: Key) throws { throw RefusingContainer.refusal(name) }
  mutating func encode(_ value: Int8, forKey key: Key) throws { throw RefusingContainer.refusal(name) }
  mutating func encode(_ value: Int16, forKey key: Key) throws { throw RefusingContainer.refusal(name) }
  mutating func encode(_ value: Int32, forKey key: Key) throws { throw RefusingContainer.refusal(name) }
  mutating func encode(_ value: Int64, forKey key: Key) throws { throw RefusingContainer.refusal(name) }
  mutating func encode(_ value: UInt, forKey key: Key) throws { throw RefusingContainer.refusal(name) }
  mutating func encode(_ value: UInt8, forKey key: Key) throws { throw RefusingContainer.refusal(name) }
  mutating func encode(_ value: UInt16, forKey key: Key) throws { throw RefusingContainer.refusal(name) }
  mutating func encode(_ value: UInt32, forKey key: Key) throws { throw RefusingContainer.refusal(name) }
  mutating func encode(_ value: UInt64, forKey key: Key) throws { throw RefusingContainer.refusal(name) }
}
