import LinearAlgebra
import Statistics

/// Minibatch stochastic gradient descent of a linear score x·β + b, with penalties on β.
///
/// One step on a batch B: β ← S(β - η [(n / (|B| Σ wᵢ)) Σ_B wᵢ ℓ'ᵢ xᵢ + (l2 / Σ wᵢ) β], η l1 / Σ wᵢ), where ℓ'ᵢ is the
/// derivative of row i's loss by its score, and S(v, t) takes t from the magnitude of each entry, down to 0; the same
/// for b without penalties.
struct StochasticDescent {
  let l2: Double
  let l1: Double
  let learningRate: Double
  let batchSize: Int
  let epochs: Int
  let seed: UInt64

  func requireUsable() throws {
    try requireNonnegative(l2, "l2")
    try requireNonnegative(l1, "l1")
    try requirePositive(learningRate, "learningRate")
    try requireAtLeastOne(batchSize, "batchSize")
    try requireAtLeastOne(epochs, "epochs")
  }

  /// Goes on from `coefficients` and `intercept` over the rows at `indices` (all if nil), each with its weight (1 if
  /// nil); `slope` gives the derivative of a row's loss, from its position among these rows and its score.
  func run(
    _ features: Matrix<Double>, indices: [Int]?, weights: [Double]?, coefficients: inout [Double],
    intercept: inout Double, slope: (Int, Double) -> Double
  ) throws {
    let count = indices?.count ?? features.rowCount
    let width = features.columnCount
    var totalWeight = 0.0
    for position in 0..<count { totalWeight += weights?[position] ?? 1 }
    let threshold = learningRate * l1 / totalWeight
    var rng = SeededGenerator(seed: seed)
    var order = Array(0..<count)
    var slopes = [Double](repeating: 0, count: width)
    for epoch in 1...epochs {
      rng.shuffle(&order)
      var start = 0
      while start < count {
        let end = start + min(batchSize, count - start)
        let scale = Double(count) / Double(end - start)
        for column in 0..<width { slopes[column] = l2 / totalWeight * coefficients[column] }
        var interceptSlope = 0.0
        features.withUnsafeValues { values in
          for position in order[start..<end] {
            let row = values.baseAddress! + (indices?[position] ?? position) * width
            let score = dotProduct(coefficients, row, count: width) + intercept
            let residual = scale * ((weights?[position] ?? 1) / totalWeight) * slope(position, score)
            for column in 0..<width { slopes[column] += residual * row[column] }
            interceptSlope += residual
          }
        }
        for column in 0..<width {
          let value = coefficients[column] - learningRate * slopes[column]
          coefficients[column] =
            value > threshold ? value - threshold : value < -threshold ? value + threshold : value.isNaN ? value : 0
        }
        intercept -= learningRate * interceptSlope
        start = end
      }
      guard intercept.isFinite, coefficients.allSatisfy(\.isFinite) else {
        throw ModelError.diverged(epoch: epoch, learningRate: learningRate)
      }
    }
  }
}
