import Kernels

/// What a normalized layer does to its sums z: scale · (z - mean) / √(variance + ε), to which the bias is added.
///
/// In training mean and variance are those of the batch; a batch of a single row takes the running ones. In prediction
/// they are the running ones: after each batch, running ← 0.9 running + 0.1 batch, with the variance of n rows divided
/// by n - 1.
///
/// Source: Ioffe and Szegedy, "Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate
/// Shift", ICML 2015.
public struct BatchNormalization: Equatable, Sendable {
  /// The learned scale of each unit.
  public let scales: [Float]
  /// The running mean of each unit's sums.
  public let means: [Float]
  /// The running variance of each unit's sums.
  public let variances: [Float]

  /// ε, which keeps the division away from 0.
  public static var epsilon: Double { 1e-5 }
  /// The part of a batch in the running statistics.
  public static var momentum: Double { 0.1 }
}

/// The normalization of one layer in training, with what its backward pass needs.
final class NormalizedBatch<Scalar: NetworkScalar> {
  private let columns: Int
  private let ones: UnsafeStore<Scalar>
  /// x̂ = (z - mean) / √(variance + ε).
  private let normalized: UnsafeStore<Scalar>
  private let inverseDeviations: UnsafeStore<Scalar>
  private let scratch: UnsafeStore<Scalar>
  private let means: UnsafeStore<Scalar>
  private let variances: UnsafeStore<Scalar>

  init(rows: Int, columns: Int) {
    self.columns = columns
    ones = UnsafeStore(repeating: 1, count: rows)
    normalized = UnsafeStore(repeating: 0, count: rows * columns)
    scratch = UnsafeStore(repeating: 0, count: rows * columns)
    inverseDeviations = UnsafeStore(repeating: 0, count: columns)
    means = UnsafeStore(repeating: 0, count: columns)
    variances = UnsafeStore(repeating: 0, count: columns)
  }

  /// Turns the sums z of `rows` rows into scale · x̂, and moves the running statistics.
  func forward(
    rows: Int, sums: UnsafeMutablePointer<Scalar>, scales: UnsafePointer<Scalar>,
    runningMeans: UnsafeMutablePointer<Scalar>, runningVariances: UnsafeMutablePointer<Scalar>
  ) {
    let count = Scalar(rows)
    if rows > 1 {
      addUp(rows: rows, sums, into: means.base)
      Scalar.Kernels.scale(columns, means.base, 1 / count, 0, means.base)
    } else {
      means.base.update(from: runningMeans, count: columns)
    }
    for row in 0..<rows {
      Scalar.Kernels.subtract(columns, sums + row * columns, means.base, normalized.base + row * columns)
    }
    if rows > 1 {
      Scalar.Kernels.multiply(rows * columns, normalized.base, normalized.base, scratch.base)
      addUp(rows: rows, scratch.base, into: variances.base)
      Scalar.Kernels.scale(columns, variances.base, 1 / count, 0, variances.base)
      let moved = Scalar(BatchNormalization.momentum)
      for column in 0..<columns {
        runningMeans[column] = (1 - moved) * runningMeans[column] + moved * means.base[column]
        runningVariances[column] =
          (1 - moved) * runningVariances[column] + moved * (variances.base[column] * (count / (count - 1)))
      }
    } else {
      variances.base.update(from: runningVariances, count: columns)
    }
    for column in 0..<columns {
      inverseDeviations.base[column] = 1 / (variances.base[column] + Scalar(BatchNormalization.epsilon)).squareRoot()
    }
    for row in 0..<rows {
      let place = normalized.base + row * columns
      Scalar.Kernels.multiply(columns, place, inverseDeviations.base, place)
      Scalar.Kernels.multiply(columns, place, scales, sums + row * columns)
    }
  }

  /// Turns the slopes of the loss along scale · x̂ + shift into those along z, and writes those along scale and shift.
  ///
  /// With g the slopes on arrival and means over the batch:
  /// ∂/∂z = scale / √(variance + ε) · (g - mean(g) - x̂ mean(g x̂)); a single row has only the first term.
  func backward(
    rows: Int, slopes: UnsafeMutablePointer<Scalar>, scales: UnsafePointer<Scalar>,
    scaleSlopes: UnsafeMutablePointer<Scalar>, shiftSlopes: UnsafeMutablePointer<Scalar>
  ) {
    addUp(rows: rows, slopes, into: shiftSlopes)
    Scalar.Kernels.multiply(rows * columns, slopes, normalized.base, scratch.base)
    addUp(rows: rows, scratch.base, into: scaleSlopes)

    let factors = variances.base
    Scalar.Kernels.multiply(columns, scales, inverseDeviations.base, factors)
    if rows > 1 {
      let share = 1 / Scalar(rows)
      let meanSlopes = means.base
      Scalar.Kernels.scale(columns, shiftSlopes, share, 0, meanSlopes)
      for row in 0..<rows {
        Scalar.Kernels.subtract(columns, slopes + row * columns, meanSlopes, slopes + row * columns)
      }
      let meanProducts = means.base
      Scalar.Kernels.scale(columns, scaleSlopes, share, 0, meanProducts)
      for row in 0..<rows {
        let product = scratch.base + row * columns
        Scalar.Kernels.multiply(columns, normalized.base + row * columns, meanProducts, product)
        Scalar.Kernels.subtract(columns, slopes + row * columns, product, slopes + row * columns)
      }
    }
    for row in 0..<rows {
      Scalar.Kernels.multiply(columns, slopes + row * columns, factors, slopes + row * columns)
    }
  }

  /// The sums of the columns, row after row.
  private func addUp(rows: Int, _ values: UnsafePointer<Scalar>, into result: UnsafeMutablePointer<Scalar>) {
    result.update(repeating: 0, count: columns)
    Scalar.Kernels.addVectorTimes(rows, columns, values, columns, ones.base, result)
  }
}
