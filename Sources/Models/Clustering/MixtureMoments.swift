import Kernels
import LinearAlgebra

/// The weighted sums over rows that a mixture's next parameters follow from.
struct MixtureMoments: Sendable {
  /// Σ r of each component.
  private var totals: [Double]
  /// Σ r (x - c) of each component, with c the center that was given for it: k × d.
  private var first: Matrix<Double>
  /// Σ r (x - c)(x - c)ᵀ of each component, or its diagonal as one row.
  private var second: [Matrix<Double>]
  /// Σ w ln p(x).
  private(set) var logLikelihood = 0.0
  private let centers: Matrix<Double>
  private let shape: CovarianceShape
  /// Whether a covariance is a matrix, not a few variances.
  private let needsMatrices: Bool

  private init(centers: Matrix<Double>, shape: CovarianceShape) {
    let (count, width) = (centers.rowCount, centers.columnCount)
    self.centers = centers
    self.shape = shape
    totals = [Double](repeating: 0, count: count)
    first = Matrix(rowCount: count, columnCount: width)
    needsMatrices = shape == .full || shape == .tied
    second = [Matrix<Double>](
      repeating: Matrix(rowCount: needsMatrices ? width : 1, columnCount: width), count: count)
  }

  /// The moments of `rows`, each row with its weight times its share of each component under `density`.
  init(_ rows: UnlabeledRows, density: MixtureDensity) {
    self.init(rows, centers: density.means, shape: density.covariances.shape) { block, values, shares in
      density.logJoint(block, of: values, into: shares)
      var sum = 0.0
      for (position, row) in block.enumerated() {
        sum += rows.weight(row) * density.normalize(shares + position * density.componentCount)
      }
      return sum
    }
  }

  /// The moments of `rows`, each row with its weight in the component of its label and no other.
  init(_ rows: UnlabeledRows, labels: [Int], centers: Matrix<Double>, shape: CovarianceShape) {
    self.init(rows, centers: centers, shape: shape) { block, _, shares in
      for (position, row) in block.enumerated() {
        for component in 0..<centers.rowCount {
          shares[position * centers.rowCount + component] = labels[row] == component ? 1 : 0
        }
      }
      return 0
    }
  }

  private init(
    _ rows: UnlabeledRows, centers: Matrix<Double>, shape: CovarianceShape,
    shares: @Sendable (Range<Int>, UnsafePointer<Double>, UnsafeMutablePointer<Double>) -> Double
  ) {
    let groups = rows.groups(atMost: 16)
    let parts = rows.features.withUnsafeValues { values in
      nonisolated(unsafe) let base = values.baseAddress!
      return parallelMap(groups.count) { group in
        var part = MixtureMoments(centers: centers, shape: shape)
        var buffer = [Double](repeating: 0, count: 256 * centers.rowCount)
        for start in stride(from: groups[group].lowerBound, to: groups[group].upperBound, by: 256) {
          let block = start..<min(start + 256, groups[group].upperBound)
          buffer.withUnsafeMutableBufferPointer { buffer in
            part.logLikelihood += shares(block, base, buffer.baseAddress!)
            part.add(block, of: rows, base, shares: buffer.baseAddress!)
          }
        }
        return part
      }
    }
    var sum = MixtureMoments(centers: centers, shape: shape)
    for part in parts { sum.add(part) }
    self = sum
  }

  private mutating func add(_ part: MixtureMoments) {
    logLikelihood += part.logLikelihood
    for component in totals.indices {
      totals[component] += part.totals[component]
      second[component].addInPlace(part.second[component])
    }
    first.addInPlace(part.first)
  }

  private mutating func add(
    _ block: Range<Int>, of rows: UnlabeledRows, _ values: UnsafePointer<Double>, shares: UnsafePointer<Double>
  ) {
    let (count, width) = (centers.rowCount, centers.columnCount)
    let needsMatrices = needsMatrices
    var centered = [Double](repeating: 0, count: block.count * width)
    var scaled = centered
    for component in 0..<count {
      centered.withUnsafeMutableBufferPointer { centered in
        scaled.withUnsafeMutableBufferPointer { scaled in
          let (centered, scaled) = (centered.baseAddress!, scaled.baseAddress!)
          centers.withUnsafeValues { centers in
            first.withUnsafeMutableValues { first in
              for (position, row) in block.enumerated() {
                let share = rows.weight(row) * shares[position * count + component]
                totals[component] += share
                let difference = centered + position * width
                DoubleKernels.subtract(
                  width, values + row * width, centers.baseAddress! + component * width, difference)
                DoubleKernels.scale(width, difference, share, 0, scaled + position * width)
                DoubleKernels.addScaled(width, share, difference, first.baseAddress! + component * width)
              }
            }
          }
          second[component].withUnsafeMutableValues { second in
            if needsMatrices {
              multiplyMatrices(
                rows: width, columns: width, depth: block.count,
                MatrixSource(UnsafePointer(scaled), rowStride: 1, columnStride: width),
                MatrixSource(UnsafePointer(centered), rowStride: width), beta: 1, into: second.baseAddress!,
                stride: width)
            } else {
              for position in 0..<block.count {
                let place = position * width
                DoubleKernels.multiply(width, scaled + place, centered + place, scaled + place)
                DoubleKernels.add(width, second.baseAddress!, scaled + place, second.baseAddress!)
              }
            }
          }
        }
      }
    }
  }

  /// The mixture that makes these rows, with these shares, most likely; `regularization` is added to every variance.
  /// - Throws: ``ModelError/componentCollapsed(component:)``.
  func mixture(regularization: Double) throws -> MixtureDensity {
    let (count, width) = (centers.rowCount, centers.columnCount)
    var total = 0.0
    for value in totals { total += value }
    if let empty = totals.firstIndex(where: { !($0 > total * 1e-14) }) {
      throw ModelError.componentCollapsed(component: empty)
    }
    // With δ = Σ r (x - c) / Σ r, the mean is c + δ, and Σ r (x - mean)(x - mean)ᵀ = Σ r (x - c)(x - c)ᵀ - Σ r δ δᵀ.
    var means = centers
    var scatters = second
    for component in 0..<count {
      let shift = first.row(component).map { $0 / totals[component] }
      for i in 0..<width {
        means[component, i] += shift[i]
        if needsMatrices {
          for j in 0..<width { scatters[component][i, j] -= totals[component] * shift[i] * shift[j] }
        } else {
          scatters[component][0, i] -= totals[component] * shift[i] * shift[i]
        }
      }
    }
    let covariances: MixtureCovariances
    switch shape {
    case .full:
      covariances = .full(
        scatters.indices.map { scatters[$0].covariance(dividingBy: totals[$0], adding: regularization) })
    case .tied:
      var sum = scatters[0]
      for scatter in scatters.dropFirst() { sum.addInPlace(scatter) }
      covariances = .tied(sum.covariance(dividingBy: total, adding: regularization))
    case .diagonal:
      var variances = Matrix(rowCount: count, columnCount: width)
      for component in 0..<count {
        for i in 0..<width {
          variances[component, i] = scatters[component][0, i] / totals[component] + regularization
        }
      }
      covariances = .diagonal(variances)
    case .spherical:
      covariances = .spherical(
        scatters.indices.map { component in
          scatters[component].sum() / (Double(width) * totals[component]) + regularization
        })
    }
    return try MixtureDensity(weights: totals.map { $0 / total }, means: means, covariances: covariances)
  }
}

extension Matrix<Double> {
  fileprivate mutating func addInPlace(_ other: Matrix<Double>) {
    withUnsafeMutableValues { values in
      other.withUnsafeValues { other in
        for index in values.indices { values[index] += other[index] }
      }
    }
  }

  /// This matrix divided by `total`, symmetric to the last bit, with `term` added to its diagonal.
  fileprivate func covariance(dividingBy total: Double, adding term: Double) -> Matrix<Double> {
    var result = self
    for i in 0..<rowCount {
      for j in 0..<i {
        let value = (self[i, j] + self[j, i]) / 2 / total
        result[i, j] = value
        result[j, i] = value
      }
      result[i, i] = self[i, i] / total + term
    }
    return result
  }
}
