internal import Foundation

extension DataFrame {
  /// Each row as a value of a `Decodable` type, whose properties are called as the columns.
  ///
  ///     struct Sale: Codable { var country: String; var amount: Double? }
  ///     let sales = try frame.decode(Sale.self)
  ///
  /// Nulls need optional properties. O(rows × properties).
  /// - Throws: ``FrameError`` for a column that is not there or holds something else, for a null where a value is
  ///   needed, and for a type that is more than a row of plain values.
  public func decode<Value: Decodable>(_ type: Value.Type) throws -> [Value] {
    let source = RowSource(self)
    return try (0..<rowCount).map { try Value(from: RowDecoder(source: source, row: $0)) }
  }
}

/// The columns by name.
private final class RowSource: Sendable {
  let frame: DataFrame
  let places: [String: Int]

  init(_ frame: DataFrame) {
    self.frame = frame
    places = Dictionary(uniqueKeysWithValues: frame.columnNames.enumerated().map { ($1, $0) })
  }

  func column(_ name: String) throws(FrameError) -> Column {
    guard let place = places[name] else { throw .noColumn(name: name, columns: frame.columnNames) }
    return frame.columns[place]
  }
}

private struct RowDecoder: Decoder {
  let source: RowSource
  let row: Int
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(RowContainer(source: source, row: row))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw notARow }
  func singleValueContainer() throws -> any SingleValueDecodingContainer { throw notARow }
  private var notARow: FrameError {
    .notCodable(problem: "a row is decoded as a type with named properties, one for each column")
  }
}

private struct RowContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let source: RowSource
  let row: Int
  var codingPath: [any CodingKey] { [] }
  var allKeys: [Key] { source.frame.columnNames.compactMap { Key(stringValue: $0) } }

  func contains(_ key: Key) -> Bool { source.places[key.stringValue] != nil }
  func decodeNil(forKey key: Key) throws -> Bool { try source.column(key.stringValue).isNull(row) }

  private func field(_ key: Key) throws -> FieldDecoder {
    FieldDecoder(column: try source.column(key.stringValue), row: row)
  }

  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try field(key).decode(type) }
  func decode(_ type: String.Type, forKey key: Key) throws -> String { try field(key).decode(type) }
  func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try field(key).decode(type) }
  func decode(_ type: Float.Type, forKey key: Key) throws -> Float { try field(key).decode(type) }
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try field(key).decode(type) }
  func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try field(key).decode(type) }
  func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try field(key).decode(type) }
  func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try field(key).decode(type) }
  func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try field(key).decode(type) }
  func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try field(key).decode(type) }
  func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try field(key).decode(type) }
  func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try field(key).decode(type) }
  func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try field(key).decode(type) }
  func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try field(key).decode(type) }
  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try field(key).decode(type) }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> { throw FieldDecoder.notPlain(key.stringValue) }
  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    throw FieldDecoder.notPlain(key.stringValue)
  }
  func superDecoder() throws -> any Decoder { RowDecoder(source: source, row: row) }
  func superDecoder(forKey key: Key) throws -> any Decoder { RowDecoder(source: source, row: row) }
}

/// One value of a row.
private struct FieldDecoder: Decoder, SingleValueDecodingContainer {
  let column: Column
  let row: Int
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  static func notPlain(_ name: String) -> FrameError {
    .notCodable(
      problem: "property \"\(name)\" is not a plain value; columns hold numbers, truth values, text and dates")
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    throw Self.notPlain(column.name)
  }
  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw Self.notPlain(column.name) }
  func singleValueContainer() throws -> any SingleValueDecodingContainer { self }

  func decodeNil() -> Bool { column.isNull(row) }

  private func value<Value: ColumnValue>(_ type: Value.Type) throws(FrameError) -> Value {
    if column.isNull(row) { throw .missingValue(column: column.name, row: row) }
    guard let value = Value.element(of: column, at: row) else {
      throw .wrongType(column: column.name, type: column.type, wanted: Value.columnType)
    }
    return value
  }

  private func whole<Value: FixedWidthInteger>(_ type: Value.Type) throws(FrameError) -> Value {
    let value = try value(Int.self)
    guard let exact = Value(exactly: value) else {
      throw .cannotConvert(column: column.name, row: row, value: "\(value)", to: .int)
    }
    return exact
  }

  func decode(_ type: Bool.Type) throws -> Bool { try value(type) }
  func decode(_ type: String.Type) throws -> String { try value(type) }
  func decode(_ type: Double.Type) throws -> Double { try value(type) }
  func decode(_ type: Float.Type) throws -> Float { try value(type) }
  func decode(_ type: Int.Type) throws -> Int { try whole(type) }
  func decode(_ type: Int8.Type) throws -> Int8 { try whole(type) }
  func decode(_ type: Int16.Type) throws -> Int16 { try whole(type) }
  func decode(_ type: Int32.Type) throws -> Int32 { try whole(type) }
  func decode(_ type: Int64.Type) throws -> Int64 { try whole(type) }
  func decode(_ type: UInt.Type) throws -> UInt { try whole(type) }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try whole(type) }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try whole(type) }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try whole(type) }
  func decode(_ type: UInt64.Type) throws -> UInt64 { try whole(type) }
  func decode<T: Decodable>(_ type: T.Type) throws -> T {
    if let date = T.self as? Date.Type, let value = try value(date) as? T { return value }
    return try T(from: self)
  }
}
