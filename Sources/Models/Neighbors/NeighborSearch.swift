import Kernels
import LinearAlgebra

/// Finds the rows of a matrix that are nearest to other rows.
///
/// The result is defined by the distances of ``NeighborDistance`` alone: the `k` rows lowest by (distance, row number).
/// A ``DistanceFilter`` spares most of the work and never changes it, so neither do the division of the queries into
/// blocks and the number of threads.
struct NeighborSearch: Sendable {
  let features: Matrix<Double>
  let distance: NeighborDistance
  private let filter: DistanceFilter?

  /// Queries that are compared together with `rowsPerBlock` rows: the block of products fits in a core's own cache.
  private static let queriesPerBlock = 256
  private static let rowsPerBlock = 512
  /// Under this many queries, a product for each costs less than packing the rows for all.
  private static let queriesWorthPacking = 4
  /// The products that are tested at once for one that is low enough.
  private static let productsPerTest = 128

  init(_ features: Matrix<Double>, distance: NeighborDistance) {
    self.features = features
    self.distance = distance
    filter = distance == .euclidean ? DistanceFilter(features) : nil
  }

  /// Calls `body` with each query's number, the distances of its `k` nearest rows and these rows, the nearest first;
  /// on several threads at once, and in any order. O(queries × rows × columns), and k log k for each query.
  ///
  /// The memory beside the queries is that of some blocks, not of all distances.
  func forEachNeighborhood(
    of queries: Matrix<Double>, k: Int,
    _ body: @Sendable (Int, UnsafeBufferPointer<Double>, UnsafeBufferPointer<Int>) -> Void
  ) {
    let count = queries.rowCount
    let threads = Threads.count
    let block = max(1, min(Self.queriesPerBlock, (count + threads - 1) / threads, (1 << 20) / k))
    queries.withUnsafeValues { values in
      nonisolated(unsafe) let values = values
      parallelFor(0..<(count + block - 1) / block, grain: 1) { piece in
        let memory = Workspace(queries: block, k: k, lineWidth: filter?.width)
        defer { memory.deallocate() }
        for number in piece {
          search(number * block..<min(count, (number + 1) * block), values.baseAddress!, memory, body)
        }
      }
    }
  }

  /// The memory in which one thread works on a block of queries.
  private struct Workspace {
    let k: Int
    let distances: UnsafeMutablePointer<Double>
    let rows: UnsafeMutablePointer<Int>
    /// The lines of the queries for the filter, and the products of these lines with a block of rows.
    let lines: UnsafeMutablePointer<Float>
    let products: UnsafeMutablePointer<Float>

    init(queries: Int, k: Int, lineWidth: Int?) {
      self.k = k
      distances = .allocate(capacity: queries * k)
      rows = .allocate(capacity: queries * k)
      lines = .allocate(capacity: queries * (lineWidth ?? 0))
      products = .allocate(capacity: lineWidth == nil ? 0 : queries * NeighborSearch.rowsPerBlock)
    }

    func deallocate() {
      distances.deallocate()
      rows.deallocate()
      lines.deallocate()
      products.deallocate()
    }
  }

  private func search(
    _ range: Range<Int>, _ queries: UnsafePointer<Double>, _ memory: Workspace,
    _ body: (Int, UnsafeBufferPointer<Double>, UnsafeBufferPointer<Int>) -> Void
  ) {
    let columns = features.columnCount
    let k = memory.k
    var heaps = (0..<range.count).map {
      NearestHeap(capacity: k, distances: memory.distances + $0 * k, rows: memory.rows + $0 * k)
    }
    features.withUnsafeValues { values in
      let rows = values.baseAddress!
      let queries = queries + range.lowerBound * columns
      if let filter {
        searchFiltered(filter, queries, rows, memory, &heaps)
      } else {
        for query in 0..<range.count { searchAll(queries + query * columns, rows, &heaps[query]) }
      }
    }
    for query in 0..<range.count {
      heaps[query].sort()
      let distances = memory.distances + query * k
      for place in 0..<k { distances[place] = distance.distance(distances[place]) }
      body(
        range.lowerBound + query, UnsafeBufferPointer(start: distances, count: k),
        UnsafeBufferPointer(start: memory.rows + query * k, count: k))
    }
  }

  private func searchAll(_ query: UnsafePointer<Double>, _ rows: UnsafePointer<Double>, _ heap: inout NearestHeap) {
    let columns = features.columnCount
    for row in 0..<features.rowCount {
      heap.offer(row, at: distance.ordering(query, rows + row * columns, count: columns))
    }
  }

  private func searchFiltered(
    _ filter: DistanceFilter, _ queries: UnsafePointer<Double>, _ rows: UnsafePointer<Double>, _ memory: Workspace,
    _ heaps: inout [NearestHeap]
  ) {
    let columns = features.columnCount
    let width = filter.width
    let count = heaps.count
    var norms = [Double](repeating: 0, count: count)
    var thresholds = [Float](repeating: .infinity, count: count)
    for query in 0..<count {
      let line = memory.lines + query * width
      if let norm = filter.prepare(queries + query * columns, into: line) {
        norms[query] = norm
      } else {
        line.update(repeating: 0, count: width)
        thresholds[query] = -.infinity
        searchAll(queries + query * columns, rows, &heaps[query])
      }
    }
    filter.entries.withUnsafeBufferPointer { entries in
      for start in stride(from: 0, to: features.rowCount, by: Self.rowsPerBlock) {
        let height = min(Self.rowsPerBlock, features.rowCount - start)
        let block = entries.baseAddress! + start * width
        if count < Self.queriesWorthPacking {
          for query in 0..<count {
            Float.Kernels.timesVector(
              height, width, block, width, memory.lines + query * width, memory.products + query * Self.rowsPerBlock)
          }
        } else {
          multiplyMatrices(
            rows: count, columns: height, depth: width, MatrixSource(memory.lines, rowStride: width),
            MatrixSource(block, rowStride: 1, columnStride: width), into: memory.products, stride: Self.rowsPerBlock)
        }
        for query in 0..<count {
          let products = memory.products + query * Self.rowsPerBlock
          var threshold = thresholds[query]
          for first in stride(from: 0, to: height, by: Self.productsPerTest) {
            let end = min(height, first + Self.productsPerTest)
            guard Float.Kernels.minimum(end - first, products + first) <= threshold else { continue }
            for place in first..<end where products[place] <= threshold {
              let row = start + place
              heaps[query].offer(
                row, at: distance.ordering(queries + query * columns, rows + row * columns, count: columns))
              threshold = filter.threshold(heaps[query].bound, queryNorm: norms[query])
            }
          }
          thresholds[query] = threshold
        }
      }
    }
  }
}
