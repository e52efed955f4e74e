import Kernels
import Statistics

/// Computes the derivatives of a loss at the scores of all rows, for one round of boosting.
struct GradientPass {
  private let loss: BoostingLoss
  private let weights: [Double]?
  /// The scores or, with several outputs, the probabilities that they stood for when the round began; output after
  /// output, `rowCount` each.
  private let values: UnsafeStore<Double>
  private let rowCount: Int

  private static let grain = 8192

  /// Prepares a pass over rows with the given scores, output after output.
  ///
  /// All outputs of a round look at the scores from before it.
  init(loss: BoostingLoss, weights: [Double]?, scores: UnsafeStore<Double>, rowCount: Int) {
    self.loss = loss
    self.weights = weights
    self.rowCount = rowCount
    if case .softmax(_, let count) = loss {
      values = Self.probabilities(scores, count: count, rowCount: rowCount)
    } else {
      values = scores
    }
  }

  /// exp(score) / Σ exp(scores) of each row and output.
  private static func probabilities(
    _ scores: UnsafeStore<Double>, count: Int, rowCount: Int
  ) -> UnsafeStore<Double> {
    let result = UnsafeStore<Double>(repeating: 0, count: rowCount * count)
    parallelFor(0..<rowCount, grain: grain) { piece in
      // A few rows at a time, whose numbers stay at hand; each loop over them runs on vectors.
      let height = 256
      withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * height) { room in
        let (largest, totals) = (room.baseAddress!, room.baseAddress! + height)
        for start in stride(from: piece.lowerBound, to: piece.upperBound, by: height) {
          let rows = min(height, piece.upperBound - start)
          largest.initialize(from: scores.base + start, count: rows)
          totals.initialize(repeating: 0, count: rows)
          for output in 1..<count {
            let source = scores.base + output * rowCount + start
            for row in 0..<rows { largest[row] = max(largest[row], source[row]) }
          }
          for output in 0..<count {
            let (source, target) = (scores.base + output * rowCount + start, result.base + output * rowCount + start)
            for row in 0..<rows {
              let power = boundedExp(source[row] - largest[row])
              target[row] = power
              totals[row] += power
            }
          }
          for output in 0..<count {
            let target = result.base + output * rowCount + start
            for row in 0..<rows { target[row] /= totals[row] }
          }
        }
      }
    }
    return result
  }

  /// Fills `gradients` with the derivatives by the score of one output.
  func fill(_ gradients: inout GradientRows, output: Int) {
    let (values, weights, rowCount) = (values, weights, rowCount)
    let heaviest = weights?.max() ?? 1
    switch loss {
    case .logistic(let classes):
      gradients.scale(largestGradient: heaviest, largestHessian: heaviest / 4)
      forRows(gradients) { row in
        let probability = sigmoid(values.base[row])
        let weight = weights?[row] ?? 1
        return (weight * (probability - Double(classes[row])), weight * probability * (1 - probability))
      }
    case .softmax(let classes, let count):
      let factor = Double(count) / Double(count - 1)
      gradients.scale(largestGradient: heaviest, largestHessian: heaviest * factor / 4)
      forRows(gradients) { row in
        let probability = values.base[output * rowCount + row]
        let weight = weights?[row] ?? 1
        return (
          weight * (probability - (Int(classes[row]) == output ? 1 : 0)),
          weight * factor * probability * (1 - probability)
        )
      }
    case .squared(let targets):
      let largest = parallelMap((rowCount + Self.grain - 1) / Self.grain) { block in
        var largest = 0.0
        for row in block * Self.grain..<min((block + 1) * Self.grain, rowCount) {
          largest = max(largest, abs(values.base[row] - targets[row]) * (weights?[row] ?? 1))
        }
        return largest
      }
      gradients.scale(largestGradient: largest.max()!, largestHessian: heaviest)
      forRows(gradients) { row in
        let weight = weights?[row] ?? 1
        return (weight * (values.base[row] - targets[row]), weight)
      }
    case .quantile(let targets, let q):
      gradients.scale(largestGradient: heaviest, largestHessian: heaviest)
      forRows(gradients) { row in
        let weight = weights?[row] ?? 1
        let distance = values.base[row] - targets[row]
        // A row at its target asks for neither side.
        return (weight * (distance > 0 ? 1 - q : distance < 0 ? -q : 0), weight)
      }
    }
  }

  @inline(__always)
  private func forRows(_ gradients: GradientRows, _ derivatives: @Sendable (Int) -> (Double, Double)) {
    let (gradientFactor, hessianFactor) = (1 / gradients.gradientUnit, 1 / gradients.hessianUnit)
    parallelFor(0..<rowCount, grain: Self.grain) { piece in
      for row in piece {
        let (gradient, hessian) = derivatives(row)
        gradients.set(
          row, gradient: gradient, hessian: hessian, gradientFactor: gradientFactor, hessianFactor: hessianFactor)
      }
    }
  }
}

/// eˣ for x held to ±700, without a branch, so that loops over it run on vectors; within 2 units in the last place.
@inline(__always)
func boundedExp(_ x: Double) -> Double {
  let x = min(max(x, -700), 700)
  let shifted = x * 1.4426950408889634 + 0x1.8p52
  let k = shifted - 0x1.8p52
  let r = (x - k * 0x1.62e42feep-1) - k * 0x1.a39ef35793c76p-33
  // Taylor's series to r¹³ for |r| ≤ ½ ln 2.
  var sum = 1.0 / 6_227_020_800
  sum = sum * r + 1.0 / 479_001_600
  sum = sum * r + 1.0 / 39_916_800
  sum = sum * r + 1.0 / 3_628_800
  sum = sum * r + 1.0 / 362_880
  sum = sum * r + 1.0 / 40_320
  sum = sum * r + 1.0 / 5_040
  sum = sum * r + 1.0 / 720
  sum = sum * r + 1.0 / 120
  sum = sum * r + 1.0 / 24
  sum = sum * r + 1.0 / 6
  sum = sum * r + 0.5
  sum = sum * r + 1
  sum = sum * r + 1
  return sum * Double(bitPattern: (shifted.bitPattern &+ 1023) &<< 52)
}

/// 1 / (1 + e⁻ˣ).
@inline(__always)
func sigmoid(_ x: Double) -> Double { 1 / (1 + boundedExp(-x)) }
