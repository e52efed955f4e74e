public import LinearAlgebra

extension DataFrame {
  /// The given columns as a matrix, one row for each row: truth values as 0 and 1. All columns if none is given.
  ///
  ///     let x = try frame.matrix("age", "income")
  ///
  /// Shape: rows × columns given. O(rows × columns).
  /// - Throws: ``FrameError/noColumn(name:columns:)``, ``FrameError/notNumeric(column:type:operation:)``,
  ///   ``FrameError/missingValue(column:row:)``.
  public func matrix(_ names: String...) throws(FrameError) -> Matrix<Double> { try matrix(names) }

  /// The given columns as a matrix, one row for each row: truth values as 0 and 1. All columns if none is given.
  ///
  /// Shape: rows × columns given. O(rows × columns).
  /// - Throws: ``FrameError/noColumn(name:columns:)``, ``FrameError/notNumeric(column:type:operation:)``,
  ///   ``FrameError/missingValue(column:row:)``.
  public func matrix(_ names: [String]) throws(FrameError) -> Matrix<Double> {
    let chosen = try names.isEmpty ? columns : columns(named: names)
    var values = [Double](repeating: 0, count: rowCount * chosen.count)
    for (place, column) in chosen.enumerated() {
      let numbers = try column.numbers(for: "a matrix")
      if let validity = column.validity, let row = (0..<rowCount).first(where: { !validity[$0] }) {
        throw .missingValue(column: column.name, row: row)
      }
      let source = numbers.elements.buffer
      values.withUnsafeMutableBufferPointer { values in
        for row in 0..<rowCount { values[row * chosen.count + place] = source[row] }
      }
    }
    return Matrix(rowCount: rowCount, columnCount: chosen.count, counted: values)
  }

  /// Makes a frame of the columns of a matrix. O(rows × columns).
  /// - Throws: ``FrameError/outOfRange(what:value:expected:)`` if there is not one name for each column,
  ///   ``FrameError/duplicateColumn(name:)``.
  public init(_ matrix: Matrix<Double>, columnNames names: [String]) throws(FrameError) {
    guard names.count == matrix.columnCount else {
      throw .outOfRange(
        what: "the number of column names", value: "\(names.count)",
        expected: "\(matrix.columnCount), one for each column")
    }
    let columns = names.enumerated().map { place, name in
      Column(name, (0..<matrix.rowCount).map { matrix[$0, place] })
    }
    try self.init(columns: columns)
  }
}
