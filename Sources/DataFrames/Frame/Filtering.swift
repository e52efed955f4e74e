extension DataFrame {
  /// The rows for which `isKept` holds.
  ///
  ///     try frame.filter { try $0["amount"] > 100 && $0["country"] == "NO" }
  ///
  /// O(rows × columns). A condition on one column is faster as ``filter(_:as:where:)``.
  public func filter(_ isKept: (Row) throws -> Bool) rethrows -> DataFrame {
    var kept: [Int32] = []
    for row in rows where try isKept(row) { kept.append(Int32(row.index)) }
    return gathered(Buffer(kept))
  }

  /// The rows whose value in a column meets a condition; rows without a value there are not among them.
  ///
  ///     try frame.filter("amount", as: Double.self) { $0 > 100 }
  ///
  /// O(rows × columns).
  /// - Throws: ``FrameError/noColumn(name:columns:)``, ``FrameError/wrongType(column:type:wanted:)``.
  public func filter<Value: ColumnValue>(
    _ name: String, as type: Value.Type, where condition: (Value) -> Bool
  ) throws(FrameError) -> DataFrame {
    let values = try self[name].values(as: type)
    var kept: [Int32] = []
    for row in 0..<rowCount where values.validity?[row] != false && condition(values.elements[row]) {
      kept.append(Int32(row))
    }
    return gathered(Buffer(kept))
  }

  /// The rows in which a column has exactly this value; of texts, the very same bytes. O(rows × columns).
  ///
  ///     try frame.filter("country", is: "NO")
  /// - Throws: ``FrameError/noColumn(name:columns:)``, ``FrameError/wrongType(column:type:wanted:)``.
  public func filter<Value: ColumnValue>(_ name: String, is value: Value) throws(FrameError) -> DataFrame {
    guard Value.self == String.self else { return try filter(name, as: Value.self) { $0 == value } }
    return try filter(mask: self[name] == value)
  }

  /// The rows at whose place the list is true. O(rows × columns).
  /// - Throws: ``FrameError/maskLength(count:rowCount:)``.
  public func filter(mask: [Bool]) throws(FrameError) -> DataFrame {
    guard mask.count == rowCount else { throw .maskLength(count: mask.count, rowCount: rowCount) }
    return gathered(Buffer(mask.indices.filter { mask[$0] }.map { Int32($0) }))
  }

  /// The rows at whose place the list is true, as of a comparison. O(rows × columns).
  ///
  ///     try frame[frame["amount"] > 100]
  /// - Throws: ``FrameError/maskLength(count:rowCount:)``.
  public subscript(mask: [Bool]) -> DataFrame {
    get throws(FrameError) { try filter(mask: mask) }
  }

  /// The rows that have a value in each of the given columns, or in every column if none is given. O(rows × columns).
  /// - Throws: ``FrameError/noColumn(name:columns:)``.
  public func droppingNulls(in names: String...) throws(FrameError) -> DataFrame {
    let bitmaps = (names.isEmpty ? columns : try columns(named: names)).compactMap(\.validity)
    guard !bitmaps.isEmpty else { return self }
    return gathered(Buffer((0..<rowCount).filter { row in bitmaps.allSatisfy { $0[row] } }.map { Int32($0) }))
  }

  /// The frame with a value in the place of each null of a column. O(rows).
  /// - Throws: ``FrameError/noColumn(name:columns:)``, ``FrameError/wrongType(column:type:wanted:)``.
  public func fillingNulls<Value: ColumnValue>(in name: String, with value: Value) throws(FrameError) -> DataFrame {
    let column = try self[name]
    let values = try column.values(as: Value.self)
    guard column.nullCount > 0 else { return self }
    let filled = Column(name, values.lazy.map { $0 ?? value })
    return try adding(column.type == .categorical ? filled.categorized() : filled)
  }
}
