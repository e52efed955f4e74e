import LinearAlgebra

/// The rows of a matrix in groups ("tiles") of a few hundred, each group stored column by column.
///
/// Within a tile one column is contiguous, so a loop over rows runs on whole vector registers however few
/// columns there are, and a tile stays in the cache while several passes are made over it.
struct RowTiles: Sendable {
  let rowCount: Int
  let columnCount: Int
  /// Rows per tile, a multiple of 8; the last tile is filled up with rows of zeros.
  let height: Int
  private let storage: [Double]

  /// The number of tiles.
  var count: Int { (rowCount + height - 1) / height }

  init(_ matrix: Matrix<Double>) {
    let width = matrix.columnCount
    let tall = max(8, min(256, (matrix.rowCount + 7) / 8 * 8))
    let tiles = (matrix.rowCount + tall - 1) / tall
    var entries = [Double](repeating: 0, count: tiles * tall * width)
    entries.withUnsafeMutableBufferPointer { entries in
      matrix.withUnsafeValues { values in
        for row in 0..<matrix.rowCount {
          let (tile, place) = row.quotientAndRemainder(dividingBy: tall)
          for column in 0..<width {
            entries[(tile * width + column) * tall + place] = values[row * width + column]
          }
        }
      }
    }
    rowCount = matrix.rowCount
    columnCount = width
    height = tall
    storage = entries
  }

  /// Calls `body` with each tile's number and its columns, one after the other, `height` values each.
  func forEachTile(_ body: (Int, UnsafePointer<Double>) throws -> Void) rethrows {
    try storage.withUnsafeBufferPointer { entries in
      guard let base = entries.baseAddress else { return }
      for tile in 0..<count {
        try body(tile, base + tile * height * columnCount)
      }
    }
  }

  /// Writes the inner product of `query` with every row into `results`, which has room for all tiles.
  func innerProducts(with query: UnsafePointer<Double>, into results: UnsafeMutablePointer<Double>) {
    forEachTile { tile, columns in
      let products = results + tile * height
      products.update(repeating: 0, count: height)
      for column in 0..<columnCount {
        let factor = query[column]
        let entries = columns + column * height
        for row in 0..<height {
          products[row] += factor * entries[row]
        }
      }
    }
  }

  /// Writes the squared distance from `query` to every row into `results`, which has room for all tiles.
  func squaredDistances(to query: UnsafePointer<Double>, into results: UnsafeMutablePointer<Double>) {
    forEachTile { tile, columns in
      let distances = results + tile * height
      distances.update(repeating: 0, count: height)
      for column in 0..<columnCount {
        let center = query[column]
        let entries = columns + column * height
        for row in 0..<height {
          let difference = entries[row] - center
          distances[row] += difference * difference
        }
      }
    }
  }
}
