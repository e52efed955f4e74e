import Kernels
import LinearAlgebra
import Statistics

/// What becomes of the joint log-likelihoods of rows and classes, ln P(class) + ln P(row | class).
struct ClassScores: Sendable {
  let classes: [Int]
  let featureCount: Int
  /// Writes the joint log-likelihood of one row (`featureCount` values) with each class.
  let score: @Sendable (UnsafePointer<Double>, UnsafeMutablePointer<Double>) -> Void

  /// The class with the largest joint log-likelihood for each row; of equals the first.
  func labels(_ features: Matrix<Double>) -> [Int] {
    var labels = [Int](repeating: 0, count: features.rowCount)
    labels.withUnsafeMutableBufferPointer { labels in
      nonisolated(unsafe) let labels = labels
      forEachRow(features) { row, scores in
        labels[row] = classes[firstLargest(scores)]
      }
    }
    return labels
  }

  /// P(class | row): rows × classes.
  func probabilities(_ features: Matrix<Double>) -> Matrix<Double> {
    normalized(features) { scores, largest, total in
      for place in scores.indices { scores[place] = Portable.exp(scores[place] - largest) / total }
    }
  }

  /// ln P(class | row): rows × classes.
  func logProbabilities(_ features: Matrix<Double>) -> Matrix<Double> {
    normalized(features) { scores, largest, total in
      let logTotal = Portable.log(total)
      for place in scores.indices { scores[place] = (scores[place] - largest) - logTotal }
    }
  }

  /// Lets `finish` change the scores of each row, given the largest of them and Σ exp(score − largest).
  private func normalized(
    _ features: Matrix<Double>, _ finish: @Sendable (UnsafeMutableBufferPointer<Double>, Double, Double) -> Void
  ) -> Matrix<Double> {
    var result = Matrix(rowCount: features.rowCount, columnCount: classes.count)
    result.withUnsafeMutableValues { values in
      nonisolated(unsafe) let values = values
      forEachRow(features) { row, scores in
        let line = UnsafeMutableBufferPointer(rebasing: values[row * classes.count..<(row + 1) * classes.count])
        var largest = scores[0]
        for score in scores { largest = max(largest, score) }
        var total = 0.0
        for (place, score) in scores.enumerated() {
          line[place] = score
          total += Portable.exp(score - largest)
        }
        finish(line, largest, total)
      }
    }
    return result
  }

  private func forEachRow(
    _ features: Matrix<Double>, _ body: @Sendable (Int, UnsafeMutableBufferPointer<Double>) -> Void
  ) {
    features.withUnsafeValues { values in
      nonisolated(unsafe) let values = values
      parallelFor(0..<features.rowCount, grain: 1 + 20_000 / (featureCount * classes.count)) { rows in
        withUnsafeTemporaryAllocation(of: Double.self, capacity: classes.count) { scores in
          for row in rows {
            score(values.baseAddress! + row * featureCount, scores.baseAddress!)
            // Far from every class all scores may overflow; then the classes are taken as equally good.
            for place in scores.indices { scores[place] = max(scores[place], -1e300) }
            body(row, scores)
          }
        }
      }
    }
  }
}
