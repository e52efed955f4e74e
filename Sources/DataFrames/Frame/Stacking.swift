extension DataFrame {
  /// The rows of this frame and below them those of another with the same columns, in any order. O(rows × columns).
  ///
  /// Int and double go together as double, text and categorical as text. To a frame without columns, and from one, the
  /// rows are those of the other. Where pandas fills columns that only one of the two has with nulls, this refuses.
  /// - Throws: ``FrameError/columnsDiffer(columns:other:)``, ``FrameError/typesDiffer(column:type:other:otherType:)``,
  ///   ``FrameError/resultTooLarge(rows:)``.
  public func appending(_ other: DataFrame) throws(FrameError) -> DataFrame {
    if columns.isEmpty { return other }
    if other.columns.isEmpty { return self }
    guard Set(columnNames) == Set(other.columnNames) else {
      throw .columnsDiffer(columns: columnNames, other: other.columnNames)
    }
    guard rowCount + other.rowCount <= Int(Int32.max) else { throw .resultTooLarge(rows: rowCount + other.rowCount) }
    var upper = self
    var lower = try other.select(columnNames)
    for name in columnNames {
      let (first, second) = (try self[name].type, try other[name].type)
      if first == second { continue }
      switch (first, second) {
      case (.int, .double): upper = try upper.casting(name, to: .double)
      case (.double, .int): lower = try lower.casting(name, to: .double)
      case (.string, .categorical): lower = try lower.casting(name, to: .string)
      case (.categorical, .string): upper = try upper.casting(name, to: .string)
      default: throw .typesDiffer(column: name, type: first, other: name, otherType: second)
      }
    }
    return upper.stacked(on: lower)
  }

  /// The rows of this frame and below them those of `other`, whose columns have the same types in the same order.
  func stacked(on other: DataFrame) -> DataFrame {
    let stacked = zip(columns, other.columns).map { $0.stacked(on: $1) }
    return DataFrame(checked: stacked, rowCount: rowCount + other.rowCount)
  }
}

extension Column {
  /// The values of this column and below them those of `other`, which has the same type.
  func stacked(on other: Column) -> Column {
    let upper = count
    let bits: Validity? =
      if validity == nil && other.validity == nil {
        nil
      } else {
        Validity.made(count: count + other.count) { row in
          row < upper ? validity?[row] != false : other.validity?[row - upper] != false
        }
      }
    let values: ColumnStorage
    switch (storage, other.storage) {
    case (.int(let a), .int(let b)): values = .int(a.stacked(on: b))
    case (.date(let a), .date(let b)): values = .date(a.stacked(on: b))
    case (.double(let a), .double(let b)): values = .double(a.stacked(on: b))
    case (.float(let a), .float(let b)): values = .float(a.stacked(on: b))
    case (.bool(let a), .bool(let b)): values = .bool(a.stacked(on: b))
    case (.text(let a), .text(let b)): values = .text(a.stacked(on: b))
    case (.categorical(let a, let aNames), .categorical(let b, let bNames)):
      var table = TextTable()
      for code in 0..<aNames.count { _ = table.number(of: aNames.utf8(code)) }
      let numbers = (0..<bNames.count).map { table.number(of: bNames.utf8($0)) }
      let codes = a.stacked(on: b)
      for row in 0..<b.count where !numbers.isEmpty { codes.base[upper + row] = numbers[Int(b.base[row])] }
      values = .categorical(codes, names: table.texts)
    default: preconditionFailure("columns of \(type) and \(other.type) cannot be stacked")
    }
    return Column(name: name, storage: values, validity: bits)
  }
}

extension Buffer {
  /// These values and then those of `other`.
  fileprivate func stacked(on other: Buffer) -> Buffer {
    let result = Buffer(uninitialized: count + other.count)
    result.base.update(from: base, count: count)
    (result.base + count).update(from: other.base, count: other.count)
    return result
  }
}

extension TextValues {
  fileprivate func stacked(on other: TextValues) -> TextValues {
    let offsets = Buffer<Int>(uninitialized: count + other.count + 1)
    offsets.base.update(from: self.offsets.base, count: count + 1)
    let end = self.offsets.base[count]
    for row in 0...other.count { offsets.base[count + row] = end + other.offsets.base[row] }
    let bytes = Buffer<UInt8>(uninitialized: end + other.offsets.base[other.count])
    bytes.base.update(from: self.bytes.base, count: end)
    (bytes.base + end).update(from: other.bytes.base, count: other.offsets.base[other.count])
    return TextValues(offsets: offsets, bytes: bytes)
  }
}
