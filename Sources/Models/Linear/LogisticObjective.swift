internal import Foundation
import LinearAlgebra

/// The penalized loss of a logistic model with its first and second derivatives.
///
/// J(β, b) = Σ wᵢ log(1 + exp(-yᵢ (xᵢ·β + b))) + l2/2 ‖β‖², with yᵢ = ±1. Parameters are the coefficients β
/// followed by the intercept b, which is not penalized.
struct LogisticObjective {
  private let tiles: RowTiles
  private let signs: [Double]
  private let weights: [Double]
  private let l2: Double

  /// J at the parameters of the last ``evaluate(at:)``.
  private(set) var value = 0.0
  private(set) var gradient: [Double]
  /// The second derivatives: the diagonal and the part below it.
  private(set) var hessian: Matrix<Double>
  /// The smallest yᵢ (xᵢ·β + b): above zero when the boundary separates the classes.
  private(set) var smallestMargin = 0.0
  private var scratch: [Double]

  init(tiles: RowTiles, signs: [Double], weights: [Double], l2: Double) {
    // The rows of zeros that fill the last tile get no weight.
    let padding = tiles.count * tiles.height - tiles.rowCount
    let size = tiles.columnCount + 1
    self.tiles = tiles
    self.signs = signs + [Double](repeating: 1, count: padding)
    self.weights = weights + [Double](repeating: 0, count: padding)
    self.l2 = l2
    gradient = [Double](repeating: 0, count: size)
    hessian = Matrix(rowCount: size, columnCount: size)
    scratch = [Double](repeating: 0, count: 4 * tiles.height)
  }

  /// Computes value, gradient and second derivatives in one pass over the rows. O(n d²).
  mutating func evaluate(at parameters: [Double]) {
    let height = tiles.height
    let width = tiles.columnCount
    let size = width + 1
    var loss = 0.0
    var margin = Double.infinity
    var slope = [Double](repeating: 0, count: size)
    var curvature = [Double](repeating: 0, count: size * size)

    scratch.withUnsafeMutableBufferPointer { scratch in
      let scores = scratch.baseAddress!
      let residuals = scores + height
      let bends = residuals + height
      let products = bends + height
      tiles.forEachTile { tile, columns in
        scores.update(repeating: parameters[width], count: height)
        for column in 0..<width {
          let coefficient = parameters[column]
          let entries = columns + column * height
          for row in 0..<height { scores[row] += coefficient * entries[row] }
        }

        let start = tile * height
        let rows = min(height, tiles.rowCount - start)
        for row in 0..<rows {
          let sign = signs[start + row]
          let weight = weights[start + row]
          let signed = sign * scores[row]
          margin = min(margin, signed)
          // e ≤ 1, so that nothing overflows; the chance of the wrong class is e/(1+e) or 1/(1+e).
          let e = exp(-abs(signed))
          let inverse = 1 / (1 + e)
          loss += weight * (log1p(e) + max(-signed, 0))
          residuals[row] = -sign * weight * (signed >= 0 ? e * inverse : inverse)
          bends[row] = weight * e * inverse * inverse
        }
        for row in rows..<height {
          residuals[row] = 0
          bends[row] = 0
        }

        var residualSum = 0.0
        var bendSum = 0.0
        for row in 0..<rows {
          residualSum += residuals[row]
          bendSum += bends[row]
        }
        slope[width] += residualSum
        curvature[size * size - 1] += bendSum
        for i in 0..<width {
          let entries = columns + i * height
          slope[i] += dotProduct(residuals, entries, count: height)
          var total = 0.0
          for row in 0..<height {
            products[row] = bends[row] * entries[row]
            total += products[row]
          }
          curvature[width * size + i] += total
          for j in 0...i {
            curvature[i * size + j] += dotProduct(products, columns + j * height, count: height)
          }
        }
      }
    }

    for i in 0..<width {
      loss += l2 / 2 * parameters[i] * parameters[i]
      slope[i] += l2 * parameters[i]
      curvature[i * size + i] += l2
    }
    value = loss
    gradient = slope
    hessian = Matrix(rowCount: size, columnCount: size, counted: curvature)
    smallestMargin = margin
  }

  /// The largest change of any row's xᵢ·β + b when the parameters move by `step`. O(n d).
  func largestScoreChange(along step: [Double]) -> Double {
    let height = tiles.height
    let width = tiles.columnCount
    var changes = [Double](repeating: 0, count: height)
    var largest = 0.0
    tiles.forEachTile { tile, columns in
      for row in 0..<height { changes[row] = step[width] }
      for column in 0..<width {
        let entries = columns + column * height
        for row in 0..<height { changes[row] += step[column] * entries[row] }
      }
      for row in 0..<min(height, tiles.rowCount - tile * height) { largest = max(largest, abs(changes[row])) }
    }
    return largest
  }
}
