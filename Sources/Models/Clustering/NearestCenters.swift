import Kernels
import LinearAlgebra

/// Finds the nearest of a few centers.
///
/// The nearest center is the one whose squared distance, computed as Σ (x - c)², is smallest, the first of equals. A
/// matrix product gives all distances with a known error; only centers that are within that error of the smallest are
/// then measured one by one. So the answer is that of measuring all of them, whatever rows are asked together.
struct NearestCenters: Sendable {
  let centers: Matrix<Double>
  /// The mean of the centers; distances from there lose few digits to rows far from the origin.
  private let origin: [Double]
  private let shifted: Matrix<Double>
  /// |c|² / 2 of each shifted center.
  private let halfSquares: [Double]
  private let longest: Double

  init(_ centers: Matrix<Double>) {
    self.centers = centers
    let origin = centers.columnMeans()
    var shifted = centers
    for row in 0..<centers.rowCount {
      for column in 0..<centers.columnCount { shifted[row, column] -= origin[column] }
    }
    let squares = (0..<centers.rowCount).map { row in
      var sum = 0.0
      for value in shifted.row(row) { sum += value * value }
      return sum
    }
    self.origin = origin
    self.shifted = shifted
    halfSquares = squares.map { $0 / 2 }
    longest = (squares.max() ?? 0).squareRoot()
  }

  /// Calls `body` with each row of `rows`, the number of its nearest center and the squared distance to it.
  func forEachRow(
    _ rows: Range<Int>, of features: Matrix<Double>, _ body: (_ row: Int, _ center: Int, _ distance: Double) -> Void
  ) {
    let width = centers.columnCount
    let count = centers.rowCount
    // Each of the d + 6 roundings of a product is at most half an ulp of (|x| + |c|)², for both of the compared ones.
    let roundings = 4 * Double(width + 8) * Double.ulpOfOne
    var scores = [Double](repeating: 0, count: 256 * count)
    var moved = [Double](repeating: 0, count: 256 * width)
    features.withUnsafeValues { values in
      centers.withUnsafeValues { centers in
        shifted.withUnsafeValues { shifted in
          scores.withUnsafeMutableBufferPointer { scores in
            moved.withUnsafeMutableBufferPointer { moved in
              for start in stride(from: rows.lowerBound, to: rows.upperBound, by: 256) {
                let height = min(256, rows.upperBound - start)
                for row in 0..<height {
                  let source = values.baseAddress! + (start + row) * width
                  for column in 0..<width { moved[row * width + column] = source[column] - origin[column] }
                }
                multiplyMatrices(
                  rows: height, columns: count, depth: width, MatrixSource(moved.baseAddress!, rowStride: width),
                  MatrixSource(shifted.baseAddress!, rowStride: 1, columnStride: width), into: scores.baseAddress!,
                  stride: count)
                for row in 0..<height {
                  let line = scores.baseAddress! + row * count
                  var lowest = Double.infinity
                  var nearest = 0
                  for center in 0..<count {
                    line[center] = halfSquares[center] - line[center]
                    if line[center] < lowest {
                      lowest = line[center]
                      nearest = center
                    }
                  }
                  let place = moved.baseAddress! + row * width
                  let reach = DoubleKernels.dot(width, place, place).squareRoot() + longest
                  let limit = lowest + roundings * reach * reach
                  let source = values.baseAddress! + (start + row) * width
                  var distance = Double.infinity
                  for center in 0..<count where line[center] <= limit {
                    let measured = squaredDistance(source, centers.baseAddress! + center * width, count: width)
                    if measured < distance {
                      distance = measured
                      nearest = center
                    }
                  }
                  body(start + row, nearest, distance)
                }
              }
            }
          }
        }
      }
    }
  }

  /// The number of the nearest center and the squared distance to it, for each row.
  func nearest(_ features: Matrix<Double>) -> (centers: [Int], distances: [Double]) {
    var nearest = [Int](repeating: 0, count: features.rowCount)
    var distances = [Double](repeating: 0, count: features.rowCount)
    nearest.withUnsafeMutableBufferPointer { nearest in
      distances.withUnsafeMutableBufferPointer { distances in
        nonisolated(unsafe) let nearest = nearest
        nonisolated(unsafe) let distances = distances
        parallelFor(0..<features.rowCount, grain: 256) { piece in
          forEachRow(piece, of: features) { row, center, distance in
            nearest[row] = center
            distances[row] = distance
          }
        }
      }
    }
    return (nearest, distances)
  }
}

/// Σ (x - y)², with four partial sums added in a fixed order.
@inline(__always)
func squaredDistance(_ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, count: Int) -> Double {
  var sums = SIMD4<Double>.zero
  var index = 0
  while index + 4 <= count {
    let difference =
      UnsafeRawPointer(x + index).loadUnaligned(as: SIMD4<Double>.self)
      - UnsafeRawPointer(y + index).loadUnaligned(as: SIMD4<Double>.self)
    sums += difference * difference
    index += 4
  }
  var sum = (sums[0] + sums[2]) + (sums[1] + sums[3])
  while index < count {
    let difference = x[index] - y[index]
    sum += difference * difference
    index += 1
  }
  return sum
}
