extension Matrix {
  /// Refuses a square matrix that is not symmetric but for rounding, with the pair of entries that differ most.
  ///
  /// Two entries may differ by √ε of the largest one: 1.5e-8 of it for Double, 3.5e-4 for Float. Where both are not
  /// finite, they are left to what comes next. O(n²).
  func requireSymmetric(_ operation: String) throws {
    let limit = Scalar.ulpOfOne.squareRoot() * maximumMagnitude()
    let size = rowCount
    let worst = storage.withUnsafeBufferPointer { entries in
      entries.baseAddress.flatMap { mostUnequalPair($0, size: size, beyond: limit) }
    }
    guard let worst else { return }
    throw LinearAlgebraError.notSymmetric(
      operation: operation, row: worst.row, column: worst.column, value: Double(self[worst.row, worst.column]),
      mirrored: Double(self[worst.column, worst.row]))
  }
}

/// The place above the diagonal whose entry differs most from its mirror image, if by more than `limit` or in being
/// finite.
@specialized(where Scalar == Double)
@specialized(where Scalar == Float)
private func mostUnequalPair<Scalar: MatrixScalar>(
  _ entries: UnsafePointer<Scalar>, size: Int, beyond limit: Scalar
) -> (row: Int, column: Int)? {
  var most = limit
  var worst: (row: Int, column: Int)?
  // In squares, so that the columns are read while they are in the cache.
  let side = 16
  for top in stride(from: 0, to: size, by: side) {
    for left in stride(from: 0, through: top, by: side) {
      for row in top..<min(top + side, size) {
        for column in left..<min(left + side, row) {
          let (below, above) = (entries[row * size + column], entries[column * size + row])
          let difference = abs(below - above)
          if difference > most {
            most = difference
          } else if below.isFinite == above.isFinite {
            continue
          }
          worst = (column, row)
        }
      }
    }
  }
  return worst
}
