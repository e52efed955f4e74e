import Kernels
import Statistics

extension NetworkTargets {
  /// The loss of the outputs, Σ wᵢ ℓᵢ, and its slopes.
  ///
  /// Classes have the cross-entropy ℓ = -ln p, with p = softmax(scores) at the right class, whose slopes along the
  /// scores are p - 1 there and p elsewhere. Numbers have the squared loss ℓ = (y - t)² with the slope 2 (y - t).
  /// - Parameters:
  ///   - scores: rows × columns outputs, which become the slopes of Σ wᵢ ℓᵢ / rows.
  ///   - rows: the numbers of the rows in the targets.
  ///   - scratch: room for 3 × rows.
  func loss(
    scores: UnsafeMutablePointer<Scalar>, columns: Int, rows: UnsafeBufferPointer<Int>, weights: [Scalar]?,
    scratch: UnsafeMutablePointer<Scalar>
  ) -> Double {
    let share = 1 / Scalar(rows.count)
    var total = 0.0
    switch self {
    case .classes(let classes):
      let maxima = scratch
      let sums = scratch + rows.count
      let right = sums + rows.count
      for (place, row) in rows.enumerated() { right[place] = scores[place * columns + Int(classes[row])] }
      Scalar.softmax(rows: rows.count, columns: columns, scores, maxima: maxima, sums: sums)
      for (place, row) in rows.enumerated() {
        let loss = Portable.log(Double(sums[place])) + (Double(maxima[place]) - Double(right[place]))
        total += loss * (weights.map { Double($0[row]) } ?? 1)
        scores[place * columns + Int(classes[row])] -= 1
      }
    case .numbers(let numbers):
      for (place, row) in rows.enumerated() {
        let error = scores[place] - numbers[row]
        total += Double(error) * Double(error) * (weights.map { Double($0[row]) } ?? 1)
        scores[place] = 2 * error
      }
    }
    if let weights {
      for (place, row) in rows.enumerated() {
        let slopes = scores + place * columns
        Scalar.Kernels.scale(columns, slopes, share * weights[row], 0, slopes)
      }
    } else {
      Scalar.Kernels.scale(rows.count * columns, scores, share, 0, scores)
    }
    return total
  }
}
