import Kernels
import LinearAlgebra

/// The rows that count of a feature matrix, less the mean of each column, visited in blocks on several threads.
///
/// The rows are cut into pieces that depend on their number alone; each piece has sums of its own, which are added in
/// order, so that no result depends on the number of threads. Nothing is copied but the block at hand.
struct CenteredRows: Sendable {
  /// A few hundred rows at hand.
  struct Block {
    /// The position of the first row among the rows that count.
    let start: Int
    let count: Int
    /// The centered rows, each followed by a 1 for the intercept and by zeros up to `stride`.
    let rows: UnsafePointer<Double>
    /// Room for the visitor, with whatever the block before left in it.
    let scratch: UnsafeMutablePointer<Double>
    /// The sums of the piece that the block belongs to, to be added to.
    let sums: UnsafeMutablePointer<Double>
  }

  static let height = 256

  let count: Int
  let width: Int
  /// The columns and the intercept, rounded up to whole vector registers.
  let stride: Int
  /// The weighted mean of each column, exact for a constant one.
  let centers: [Double]
  private let features: Matrix<Double>
  private let indices: [Int]?

  /// Takes the rows of `features` at `indices`, all if nil, with their weights, 1 if nil.
  init(_ features: Matrix<Double>, indices: [Int]?, weights: [Double]?) {
    let width = features.columnCount
    let total = weights.map { $0.reduce(0, +) } ?? Double(indices?.count ?? features.rowCount)
    let first = Array(features.row(indices?[0] ?? 0))
    let offsets = CenteredRows(features, indices: indices, centers: first)
    let sums = offsets.sums(width, scratch: 0) { block in
      for row in 0..<block.count {
        let share = (weights?[block.start + row] ?? 1) / total
        let values = block.rows + row * offsets.stride
        for column in 0..<width { block.sums[column] += share * values[column] }
      }
    }
    self.init(features, indices: indices, centers: zip(first, sums).map { $0 + $1 })
  }

  private init(_ features: Matrix<Double>, indices: [Int]?, centers: [Double]) {
    self.features = features
    self.indices = indices
    self.centers = centers
    count = indices?.count ?? features.rowCount
    width = features.columnCount
    stride = (features.columnCount + 8) / 8 * 8
  }

  /// Every `step`-th of these rows, less the same centers.
  func every(_ step: Int) -> CenteredRows {
    let positions = Array(Swift.stride(from: 0, to: count, by: step))
    return CenteredRows(
      features, indices: indices.map { all in positions.map { all[$0] } } ?? positions, centers: centers)
  }

  /// The sums, `length` of them, that `body` adds to for every block; `scratch` numbers of room go with each block.
  func sums(_ length: Int, scratch: Int, _ body: @Sendable (Block) -> Void) -> [Double] {
    let blocks = (count + Self.height - 1) / Self.height
    // Enough pieces for many threads, as far as their sums take no more than 32 MiB.
    let pieces = max(1, min(blocks, 64, (4 << 20) / max(1, length)))
    let perPiece = (blocks + pieces - 1) / pieces
    var partial = [Double](repeating: 0, count: pieces * length)
    partial.withUnsafeMutableBufferPointer { partial in
      nonisolated(unsafe) let partial = partial.baseAddress!
      parallelFor(0..<pieces, grain: 1) { range in
        let room = UnsafeMutablePointer<Double>.allocate(capacity: Self.height * stride + scratch)
        defer { room.deallocate() }
        room.initialize(repeating: 0, count: Self.height * stride + scratch)
        for piece in range {
          for block in piece * perPiece..<max(piece * perPiece, min(blocks, (piece + 1) * perPiece)) {
            let start = block * Self.height
            let height = min(Self.height, count - start)
            load(start..<start + height, into: room)
            body(
              Block(
                start: start, count: height, rows: UnsafePointer(room), scratch: room + Self.height * stride,
                sums: partial + piece * length))
          }
        }
      }
    }
    for piece in 1..<max(1, pieces) {
      for index in 0..<length { partial[index] += partial[piece * length + index] }
    }
    return Array(partial.prefix(length))
  }

  private func load(_ positions: Range<Int>, into room: UnsafeMutablePointer<Double>) {
    features.withUnsafeValues { values in
      centers.withUnsafeBufferPointer { centers in
        for position in positions {
          let source = values.baseAddress! + (indices?[position] ?? position) * width
          let target = room + (position - positions.lowerBound) * stride
          for column in 0..<width { target[column] = source[column] - centers[column] }
          target[width] = 1
        }
      }
    }
  }
}
