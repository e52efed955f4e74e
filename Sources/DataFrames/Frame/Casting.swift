internal import Foundation

extension DataFrame {
  /// The frame with a column turned into another type. O(rows).
  ///
  ///     try frame.casting("country", to: .categorical).casting("code", to: .string)
  ///
  /// Numbers become whole numbers only if they are whole; text is read as a number, truth value or date; every type
  /// becomes text. Nulls stay nulls.
  /// - Throws: ``FrameError/noColumn(name:columns:)``, ``FrameError/cannotConvert(column:row:value:to:)`` for the
  ///   first value that has no place in the new type.
  public func casting(_ name: String, to type: ColumnType) throws(FrameError) -> DataFrame {
    try adding(self[name].cast(to: type))
  }
}

extension Column {
  /// The same values as another type. O(n).
  /// - Throws: ``FrameError/cannotConvert(column:row:value:to:)`` for the first value without a place in it.
  public func cast(to type: ColumnType) throws(FrameError) -> Column {
    if type == self.type { return self }
    switch type {
    case .string: return Column(name, (0..<count).lazy.map { text(at: $0) })
    case .categorical: return categorized()
    case .double: return try convert(to: type) { Double.element(of: self, at: $0) ?? parsed($0, DecimalParser.parse) }
    case .float:
      return try convert(to: type) { Float.element(of: self, at: $0) ?? parsed($0, DecimalParser.parseFloat) }
    case .int:
      return try convert(to: type) { row in
        if let value = Int.element(of: self, at: row) { return value }
        if let value = Double.element(of: self, at: row) { return Int(exactly: value) }
        return parsed(row, IntegerParser.parse)
      }
    case .bool:
      return try convert(to: type) { row in
        if let value = Double.element(of: self, at: row) { return value == 0 ? false : value == 1 ? true : nil }
        return parsed(row, TruthText.parse)
      }
    case .date:
      return try convert(to: type) { row in
        parsed(row, MomentText.parse).map { Date(microsecondsSince1970: $0) }
      }
    }
  }

  private func convert<Value: ColumnValue>(
    to type: ColumnType, _ value: (Int) -> Value?
  ) throws(FrameError) -> Column {
    var values: [Value?] = []
    values.reserveCapacity(count)
    for row in 0..<count {
      if validity?[row] == false {
        values.append(nil)
        continue
      }
      guard let converted = value(row) else {
        throw .cannotConvert(column: name, row: row, value: text(at: row) ?? "", to: type)
      }
      values.append(converted)
    }
    return Column(name, values)
  }

  private func parsed<Value>(_ row: Int, _ parse: (UnsafeBufferPointer<UInt8>) -> Value?) -> Value? {
    switch storage {
    case .text(let texts): parse(texts.utf8(row))
    case .categorical(let codes, let names): parse(names.utf8(Int(codes.base[row])))
    default: nil
    }
  }

  /// The same texts, each different one stored once, numbered in order of appearance. O(n).
  func categorized() -> Column {
    if type == .categorical { return self }
    let texts: TextValues
    if case .text(let own) = storage {
      texts = own
    } else {
      texts = TextValues((0..<count).lazy.map { text(at: $0) })
    }
    let codes = Buffer<Int32>(repeating: 0, count: count)
    var table = TextTable()
    for row in 0..<count where validity?[row] != false { codes.base[row] = table.number(of: texts.utf8(row)) }
    return Column(name: name, storage: .categorical(codes, names: table.texts), validity: validity)
  }
}
