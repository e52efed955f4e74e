import Kernels
import LinearAlgebra
import Statistics

/// The rows of a fit as bin numbers, kept twice: row after row for histograms, column after column for splits.
final class BinnedRows: Sendable {
  let features: [FeatureBins]
  let rowCount: Int
  /// Bytes from one row to the next: the number of columns, rounded up to a multiple of 4.
  let rowStride: Int
  let byRow: UnsafeStore<UInt8>
  let byColumn: UnsafeStore<UInt8>
  /// Where the histogram cells of each feature begin; the last entry is the number of all cells.
  let cellOffsets: [Int]

  /// The number of rows from which bins are chosen, when there are more.
  private static let sampleSize = 200_000

  /// Puts every value of the rows of `matrix` at `rows` (all, if nil) into its bin. O(n d).
  init(_ matrix: Matrix<Double>, rows: [Int]?, features: [FeatureBins]) {
    let width = features.count
    let count = rows?.count ?? matrix.rowCount
    let stride = (width + 3) / 4 * 4
    let byRow = UnsafeStore<UInt8>(repeating: 0, count: count * stride)
    let byColumn = UnsafeStore<UInt8>(repeating: 0, count: count * width)
    matrix.withUnsafeValues { values in
      nonisolated(unsafe) let values = values.baseAddress!
      parallelFor(0..<count, grain: 1024) { piece in
        var gathered: [Double] = []
        for start in Swift.stride(from: piece.lowerBound, to: piece.upperBound, by: 1024) {
          let height = min(1024, piece.upperBound - start)
          var base = values + start * width
          if let rows {
            gathered.removeAll(keepingCapacity: true)
            for index in start..<start + height {
              gathered.append(contentsOf: UnsafeBufferPointer(start: values + rows[index] * width, count: width))
            }
          }
          gathered.withUnsafeBufferPointer { gathered in
            if rows != nil { base = gathered.baseAddress! }
            for (column, bins) in features.enumerated() {
              let target = byColumn.base + column * count + start
              bins.assign(base + column, stride: width, count: height, into: target)
              let across = byRow.base + start * stride + column
              for row in 0..<height { across[row * stride] = target[row] }
            }
          }
        }
      }
    }
    self.features = features
    self.byRow = byRow
    self.byColumn = byColumn
    rowCount = count
    rowStride = stride
    var offsets = [0]
    for bins in features { offsets.append(offsets.last! + bins.count + 1) }
    cellOffsets = offsets
  }

  /// Chooses the bins of every column from the rows of `matrix` at `rows` (all, if nil). O(n d).
  static func chooseBins(
    _ matrix: Matrix<Double>, rows: [Int]?, categorical: Set<Int>, seed: UInt64
  ) -> [FeatureBins] {
    let width = matrix.columnCount
    let count = rows?.count ?? matrix.rowCount
    var drawn: [Int] = []
    if count > sampleSize {
      // One row of each of as many stretches of equal length.
      var rng = SeededGenerator(seed: seed, stream: "bins")
      drawn.reserveCapacity(sampleSize)
      for index in 0..<sampleSize {
        let start = index * count / sampleSize
        drawn.append(start + rng.uniformInt(below: (index + 1) * count / sampleSize - start))
      }
    }
    let sample = drawn
    return matrix.withUnsafeValues { values in
      nonisolated(unsafe) let values = values.baseAddress!
      return parallelMap(width) { column in
        var entries: [Double] = []
        if sample.isEmpty || categorical.contains(column) {
          entries.reserveCapacity(count)
          for index in 0..<count { entries.append(values[(rows?[index] ?? index) * width + column]) }
        } else {
          entries.reserveCapacity(sample.count)
          for index in sample { entries.append(values[(rows?[index] ?? index) * width + column]) }
        }
        return categorical.contains(column) ? FeatureBins(categorical: entries) : FeatureBins(numeric: entries)
      }
    }
  }
}
