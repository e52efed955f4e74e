import Kernels
public import LinearAlgebra
import Statistics

/// A fitted mixture of normal distributions.
public struct GaussianMixtureModel: UnsupervisedModel, Equatable {
  private let density: MixtureDensity
  /// How the steps ended; the objective is minus the mean log density of a training row.
  public let convergence: ConvergenceReport

  init(density: MixtureDensity, convergence: ConvergenceReport) {
    self.density = density
    self.convergence = convergence
  }

  public static func == (left: GaussianMixtureModel, right: GaussianMixtureModel) -> Bool {
    left.weights == right.weights && left.means == right.means
      && left.density.covariances == right.density.covariances && left.convergence == right.convergence
  }

  /// The share of each component in the whole; they sum to 1.
  public var weights: [Double] { density.weights }
  /// The mean of each component: components × features.
  public var means: Matrix<Double> { density.means }
  /// The covariance matrix of each component: features × features.
  public var covariances: [Matrix<Double>] {
    weights.indices.map { density.covariances.matrix($0, size: featureCount) }
  }
  /// What the covariances may look like.
  public var covarianceShape: CovarianceShape { density.covariances.shape }
  /// The number of components.
  public var componentCount: Int { weights.count }
  public var featureCount: Int { density.featureCount }
  /// The number of free numbers in the weights, means and covariances.
  public var parameterCount: Int {
    componentCount - 1 + componentCount * featureCount
      + covarianceShape.parameterCount(components: componentCount, features: featureCount)
  }

  /// The natural logarithm of the density at each row: low where rows are unusual. O(n k d²).
  /// - Throws: ``ModelError`` when the number of columns is wrong or a value is not finite.
  public func logDensity(_ features: Matrix<Double>) throws -> [Double] {
    try evaluate(features).logDensity
  }

  /// The probability that each row came from each component: rows × components. O(n k d²).
  ///
  /// Each row sums to 1.
  /// - Throws: ``ModelError`` when the number of columns is wrong or a value is not finite.
  public func responsibilities(_ features: Matrix<Double>) throws -> Matrix<Double> {
    try evaluate(features).shares
  }

  /// The number of the most probable component of each row, counted from 0; the first of equals. O(n k d²).
  /// - Throws: ``ModelError`` when the number of columns is wrong or a value is not finite.
  public func predict(_ features: Matrix<Double>) throws -> [Int] {
    try evaluate(features).shares.firstLargestOfRows()
  }

  /// Draws rows from the mixture, with the component that each came from. O(count · d²).
  public func sample(
    _ count: Int, using rng: inout some RandomNumberGenerator
  ) -> (features: Matrix<Double>, components: [Int]) {
    var features = Matrix(rowCount: max(0, count), columnCount: featureCount)
    var components: [Int] = []
    for row in 0..<features.rowCount {
      let drawn = density.sample(using: &rng)
      components.append(drawn.component)
      for column in 0..<featureCount { features[row, column] = drawn.row[column] }
    }
    return (features, components)
  }

  /// Akaike's criterion on `features`: 2 p - 2 Σ w ln p(x), for p free parameters. Lower is better.
  /// - Throws: ``ModelError`` when the number of columns is wrong, a value is not finite, or the weights are not usable.
  public func aic(_ features: Matrix<Double>, sampleWeights: [Double]? = nil) throws -> Double {
    try criterion(features, sampleWeights) { _ in 2 }
  }

  /// The Bayesian criterion on `features`: p ln n - 2 Σ w ln p(x), for p free parameters and n = Σ w. Lower is better.
  ///
  /// It punishes components more than ``aic(_:sampleWeights:)`` from 8 rows on; the number of components where it is
  /// lowest is a usual choice.
  /// - Throws: ``ModelError`` when the number of columns is wrong, a value is not finite, or the weights are not usable.
  public func bic(_ features: Matrix<Double>, sampleWeights: [Double]? = nil) throws -> Double {
    try criterion(features, sampleWeights, Portable.log)
  }

  private func criterion(
    _ features: Matrix<Double>, _ sampleWeights: [Double]?, _ price: (Double) -> Double
  ) throws -> Double {
    let rows = try UnlabeledRows(features: features, sampleWeights: sampleWeights)
    let likelihood = weightedSum(try logDensity(rows.features), rows.weights)
    return Double(parameterCount) * price(rows.totalWeight) - 2 * likelihood
  }

  private func evaluate(_ features: Matrix<Double>) throws -> (logDensity: [Double], shares: Matrix<Double>) {
    try features.requireFeatures(featureCount)
    let count = componentCount
    var logDensity = [Double](repeating: 0, count: features.rowCount)
    var shares = Matrix(rowCount: features.rowCount, columnCount: count)
    logDensity.withUnsafeMutableBufferPointer { logDensity in
      shares.withUnsafeMutableValues { shares in
        features.withUnsafeValues { values in
          nonisolated(unsafe) let (logDensity, shares, values) = (logDensity, shares, values)
          parallelFor(0..<(features.rowCount + 255) / 256) { block in
            let rows = block * 256..<min(block * 256 + 256, features.rowCount)
            let start = shares.baseAddress! + rows.lowerBound * count
            density.logJoint(rows, of: values.baseAddress!, into: start)
            for row in rows {
              logDensity[row] = density.normalize(shares.baseAddress! + row * count)
            }
          }
        }
      }
    }
    return (logDensity, shares)
  }
}

extension GaussianMixtureModel {
  private enum CodingKeys: String, CodingKey {
    case format, weights, means, covariances, convergence
  }

  /// Reads a model, and refuses one of another format or whose parts do not fit together.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    _ = try container.decode(ModelFormat<1>.self, forKey: .format)
    let weights = try container.decode([Double].self, forKey: .weights)
    let means = try container.decode(Matrix<Double>.self, forKey: .means)
    let covariances = try container.decode(MixtureCovariances.self, forKey: .covariances)
    guard !weights.isEmpty, weights.allSatisfy({ $0 > 0 && $0 <= 1 }), means.rowCount == weights.count,
      means.columnCount > 0, means.values.allSatisfy(\.isFinite),
      covariances.fits(components: weights.count, features: means.columnCount)
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .covariances, in: container,
        debugDescription: "\(weights.count) weights, \(means.rowCount) × \(means.columnCount) means and their "
          + "covariances do not make a mixture")
    }
    do {
      density = try MixtureDensity(weights: weights, means: means, covariances: covariances)
    } catch let error as ModelError {
      throw DecodingError.dataCorruptedError(
        forKey: .covariances, in: container, debugDescription: error.description)
    }
    convergence = try container.decode(ConvergenceReport.self, forKey: .convergence)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(ModelFormat<1>(), forKey: .format)
    try container.encode(weights, forKey: .weights)
    try container.encode(means, forKey: .means)
    try container.encode(density.covariances, forKey: .covariances)
    try container.encode(convergence, forKey: .convergence)
  }
}
