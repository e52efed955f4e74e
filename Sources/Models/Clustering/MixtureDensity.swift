import Kernels
import LinearAlgebra
import Statistics

/// A mixture of normal distributions, ready to say how dense it is at a row.
struct MixtureDensity: Sendable {
  let weights: [Double]
  let means: Matrix<Double>
  let covariances: MixtureCovariances
  /// ln weight - (d ln 2π + ln |Σ|) / 2 of each component.
  private let offsets: [Double]
  private let whitening: Whitening
  /// The lower Cholesky factor L of each component, or of all; empty for diagonal covariances.
  private let factors: [Matrix<Double>]

  private enum Whitening: Sendable {
    /// The inverse of each component's Cholesky factor: y = L⁻¹ (x - μ) has the squared length that counts.
    case inverseFactors([Matrix<Double>])
    /// 1 / σ of each component and feature.
    case inverseDeviations(Matrix<Double>)
  }

  var componentCount: Int { weights.count }
  var featureCount: Int { means.columnCount }

  /// Factors the covariances. O(k d³).
  /// - Throws: ``ModelError/componentCollapsed(component:)`` for a covariance that is not clearly positive definite.
  init(weights: [Double], means: Matrix<Double>, covariances: MixtureCovariances) throws {
    self.weights = weights
    self.means = means
    self.covariances = covariances
    let (count, width) = (means.rowCount, means.columnCount)
    let constant = Double(width) * Portable.log(2 * Double.pi)
    var logDeterminants = [Double](repeating: 0, count: count)

    func factor(_ matrix: Matrix<Double>, _ component: Int) throws -> Matrix<Double> {
      guard matrix.values.allSatisfy(\.isFinite), let factor = try? Cholesky(matrix) else {
        throw ModelError.componentCollapsed(component: component)
      }
      return factor.lower
    }
    func logDeterminant(_ factor: Matrix<Double>) -> Double {
      factor.diagonal.reduce(0) { $0 + 2 * Portable.log($1) }
    }

    switch covariances {
    case .full(let matrices):
      factors = try matrices.enumerated().map { try factor($1, $0) }
      logDeterminants = factors.map(logDeterminant)
    case .tied(let matrix):
      factors = [try factor(matrix, 0)]
      logDeterminants = [Double](repeating: logDeterminant(factors[0]), count: count)
    case .diagonal, .spherical:
      factors = []
    }
    if factors.isEmpty {
      var inverses = Matrix(rowCount: count, columnCount: width)
      for component in 0..<count {
        for column in 0..<width {
          let variance: Double
          switch covariances {
          case .diagonal(let variances): variance = variances[component, column]
          case .spherical(let variances): variance = variances[component]
          case .full, .tied: preconditionFailure("matrices have factors")
          }
          guard variance >= .leastNormalMagnitude, variance.isFinite else {
            throw ModelError.componentCollapsed(component: component)
          }
          inverses[component, column] = 1 / variance.squareRoot()
          logDeterminants[component] += Portable.log(variance)
        }
      }
      whitening = .inverseDeviations(inverses)
    } else {
      let identity = Matrix.identity(width)
      whitening = .inverseFactors(try factors.map { try $0.solveTriangular(.lower, identity) })
    }
    offsets = (0..<count).map { Portable.log(weights[$0]) - (constant + logDeterminants[$0]) / 2 }
  }

  /// Writes ln(weight × density) of each component for some rows into `result`: rows × components.
  func logJoint(
    _ rows: Range<Int>, of values: UnsafePointer<Double>, into result: UnsafeMutablePointer<Double>
  ) {
    let (count, width) = (componentCount, featureCount)
    var centered = [Double](repeating: 0, count: rows.count * width)
    var whitened = [Double](repeating: 0, count: rows.count * width)
    centered.withUnsafeMutableBufferPointer { centered in
      whitened.withUnsafeMutableBufferPointer { whitened in
        means.withUnsafeValues { means in
          guard let centered = centered.baseAddress, let whitened = whitened.baseAddress else { return }
          for component in 0..<count {
            let mean = means.baseAddress! + component * width
            for row in 0..<rows.count {
              DoubleKernels.subtract(
                width, values + (rows.lowerBound + row) * width, mean, centered + row * width)
            }
            switch whitening {
            case .inverseFactors(let inverses):
              inverses[inverses.count == 1 ? 0 : component].withUnsafeValues { inverse in
                multiplyMatrices(
                  rows: rows.count, columns: width, depth: width,
                  MatrixSource(UnsafePointer(centered), rowStride: width),
                  MatrixSource(inverse.baseAddress!, rowStride: 1, columnStride: width), into: whitened, stride: width)
              }
            case .inverseDeviations(let inverses):
              inverses.withUnsafeValues { inverses in
                let line = inverses.baseAddress! + component * width
                for row in 0..<rows.count {
                  DoubleKernels.multiply(width, centered + row * width, line, whitened + row * width)
                }
              }
            }
            for row in 0..<rows.count {
              let place = whitened + row * width
              result[row * count + component] = offsets[component] - DoubleKernels.dot(width, place, place) / 2
            }
          }
        }
      }
    }
  }

  /// Turns a row's ln(weight × density) into the components' shares of it; gives the logarithm of the sum.
  func normalize(_ joint: UnsafeMutablePointer<Double>) -> Double {
    var largest = -Double.infinity
    for component in 0..<componentCount { largest = max(largest, joint[component]) }
    var sum = 0.0
    for component in 0..<componentCount {
      joint[component] = Portable.exp(joint[component] - largest)
      sum += joint[component]
    }
    for component in 0..<componentCount { joint[component] /= sum }
    return largest + Portable.log(sum)
  }

  /// Draws a component by its weight and a row from it.
  func sample(using rng: inout some RandomNumberGenerator) -> (component: Int, row: [Double]) {
    var left = rng.uniform()
    var component = 0
    while component < componentCount - 1, left >= weights[component] {
      left -= weights[component]
      component += 1
    }
    let width = featureCount
    let normals = (0..<width).map { _ in rng.normal() }
    let row = (0..<width).map { feature -> Double in
      switch covariances {
      case .full, .tied:
        let factor = factors[factors.count == 1 ? 0 : component]
        var sum = means[component, feature]
        for other in 0...feature { sum += factor[feature, other] * normals[other] }
        return sum
      case .diagonal(let variances):
        return means[component, feature] + variances[component, feature].squareRoot() * normals[feature]
      case .spherical(let variances):
        return means[component, feature] + variances[component].squareRoot() * normals[feature]
      }
    }
    return (component, row)
  }
}
