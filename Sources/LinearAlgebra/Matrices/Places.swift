// `precondition` loses its sentence in optimized code, and a student who asks for an entry that is not there meets just
// that code. `fatalError` keeps it.

/// Ends the program where an entry does not exist.
@inlinable
@inline(__always)
func requireEntry(_ row: Int, _ column: Int, rows: Int, columns: Int) {
  if !(row >= 0 && row < rows && column >= 0 && column < columns) {
    refuseEntry(row, column, rows: rows, columns: columns)
  }
}

@usableFromInline
@inline(never)
func refuseEntry(_ row: Int, _ column: Int, rows: Int, columns: Int) -> Never {
  fatalError("there is no entry [\(row), \(column)] in a \(rows) × \(columns) matrix; rows and columns count from 0")
}

/// Ends the program with `sentence` where a condition on places does not hold.
@inlinable
@inline(__always)
func requirePlace(_ holds: Bool, _ sentence: @autoclosure () -> String) {
  if !holds { fatalError(sentence()) }
}
