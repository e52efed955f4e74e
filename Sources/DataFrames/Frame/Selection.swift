extension DataFrame {
  /// The frame of the given columns, in that order. O(columns).
  /// - Throws: ``FrameError/noColumn(name:columns:)``, ``FrameError/duplicateColumn(name:)``.
  public func select(_ names: [String]) throws(FrameError) -> DataFrame {
    let chosen = try columns(named: names)
    for (index, name) in names.enumerated() where names[..<index].contains(name) { throw .duplicateColumn(name: name) }
    return DataFrame(checked: chosen, rowCount: rowCount)
  }

  /// The frame of the given columns, in that order. O(columns).
  /// - Throws: ``FrameError/noColumn(name:columns:)``, ``FrameError/duplicateColumn(name:)``.
  public func select(_ names: String...) throws(FrameError) -> DataFrame { try select(names) }

  /// The frame without the given columns. O(columns).
  /// - Throws: ``FrameError/noColumn(name:columns:)``.
  public func dropping(_ names: String...) throws(FrameError) -> DataFrame {
    _ = try columns(named: names)
    return DataFrame(checked: columns.filter { !names.contains($0.name) }, rowCount: rowCount)
  }

  /// The frame with a column called by another name. O(columns).
  /// - Throws: ``FrameError/noColumn(name:columns:)``, ``FrameError/duplicateColumn(name:)``.
  public func renaming(_ name: String, to newName: String) throws(FrameError) -> DataFrame {
    let position = try position(of: name)
    if newName != name, hasColumn(newName) { throw .duplicateColumn(name: newName) }
    var renamed = columns
    renamed[position].name = newName
    return DataFrame(checked: renamed, rowCount: rowCount)
  }

  /// The first `count` rows, or all if there are fewer. O(count × columns).
  public func head(_ count: Int = 5) -> DataFrame { slice(0..<min(max(0, count), rowCount)) }

  /// The last `count` rows, or all if there are fewer. O(count × columns).
  public func tail(_ count: Int = 5) -> DataFrame { slice(max(0, rowCount - max(0, count))..<rowCount) }

  /// The rows whose numbers, counted from 0, are in `range`. O(rows × columns).
  /// - Throws: ``FrameError/noRow(row:rowCount:)``.
  public func rows(in range: Range<Int>) throws(FrameError) -> DataFrame {
    guard range.isEmpty || range.lowerBound >= 0 else { throw .noRow(row: range.lowerBound, rowCount: rowCount) }
    guard range.isEmpty || range.upperBound <= rowCount else {
      throw .noRow(row: range.upperBound - 1, rowCount: rowCount)
    }
    return slice(range)
  }

  /// The rows at `indices`, counted from 0, in that order; one may be asked for more than once. O(indices × columns).
  /// - Throws: ``FrameError/noRow(row:rowCount:)``.
  public func rows(at indices: some Collection<Int>) throws(FrameError) -> DataFrame {
    let chosen = Buffer<Int32>(uninitialized: indices.count)
    for (place, row) in indices.enumerated() {
      guard row >= 0, row < rowCount else { throw .noRow(row: row, rowCount: rowCount) }
      chosen.base[place] = Int32(row)
    }
    return gathered(chosen)
  }

  func slice(_ range: Range<Int>) -> DataFrame {
    let chosen = Buffer<Int32>(uninitialized: range.count)
    for (place, row) in range.enumerated() { chosen.base[place] = Int32(row) }
    return gathered(chosen)
  }
}
