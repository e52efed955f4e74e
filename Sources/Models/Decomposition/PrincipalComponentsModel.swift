public import LinearAlgebra

/// Fitted principal components: a change of coordinates, and how much each explains.
public struct PrincipalComponentsModel: UnsupervisedModel, Equatable {
  private var format = ModelFormat<1>()
  /// One component per row, each of length 1: components × features.
  public let components: Matrix<Double>
  /// The variance of the training rows along each component, from the largest.
  public let explainedVariance: [Double]
  /// The variance of the training rows along all components, those not kept included.
  public let totalVariance: Double
  /// The mean of the training rows.
  public let mean: [Double]
  /// Whether coordinates are divided by their standard deviation.
  public let whitens: Bool

  init(
    components: Matrix<Double>, explainedVariance: [Double], totalVariance: Double, mean: [Double], whitens: Bool
  ) {
    self.components = components
    self.explainedVariance = explainedVariance
    self.totalVariance = totalVariance
    self.mean = mean
    self.whitens = whitens
  }

  public var featureCount: Int { components.columnCount }
  /// The number of components that were kept.
  public var componentCount: Int { components.rowCount }
  /// The share of the whole variance along each component.
  public var explainedVarianceRatio: [Double] { explainedVariance.map { $0 / totalVariance } }

  /// The coordinates of each row along the components: rows × components. O(n d k).
  /// - Throws: ``ModelError`` when the number of columns is wrong or a value is not finite.
  public func transform(_ features: Matrix<Double>) throws -> Matrix<Double> {
    try features.requireFeatures(featureCount)
    var centered = features
    for row in 0..<features.rowCount {
      for column in 0..<featureCount { centered[row, column] -= mean[column] }
    }
    var result = try centered.multiplied(byTransposeOf: components)
    if whitens { result.scaleColumns(explainedVariance.map { 1 / $0.squareRoot() }) }
    return result
  }

  /// The rows with these coordinates: rows × features. O(n d k).
  ///
  /// What `transform` takes away along the components that were not kept does not come back.
  /// - Throws: ``ModelError/featureCount(expected:actual:)`` when there is not one column per component, or a value is
  ///   not finite.
  public func inverseTransform(_ coordinates: Matrix<Double>) throws -> Matrix<Double> {
    try coordinates.requireFeatures(componentCount)
    var coordinates = coordinates
    if whitens { coordinates.scaleColumns(explainedVariance.map { $0.squareRoot() }) }
    var result = try coordinates.multiplied(by: components)
    for row in 0..<result.rowCount {
      for column in 0..<featureCount { result[row, column] += mean[column] }
    }
    return result
  }
}

extension Matrix<Double> {
  fileprivate mutating func scaleColumns(_ factors: [Double]) {
    for row in 0..<rowCount {
      for (column, factor) in factors.enumerated() { self[row, column] *= factor }
    }
  }
}

extension PrincipalComponentsModel {
  private enum CodingKeys: String, CodingKey {
    case format, components, explainedVariance, totalVariance, mean, whitens
  }

  /// Reads a model, and refuses one of another format or whose parts do not fit together.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    format = try container.decode(ModelFormat<1>.self, forKey: .format)
    components = try container.decode(Matrix<Double>.self, forKey: .components)
    explainedVariance = try container.decode([Double].self, forKey: .explainedVariance)
    totalVariance = try container.decode(Double.self, forKey: .totalVariance)
    mean = try container.decode([Double].self, forKey: .mean)
    whitens = try container.decode(Bool.self, forKey: .whitens)
    guard components.rowCount > 0, components.columnCount > 0, mean.count == components.columnCount,
      explainedVariance.count == components.rowCount, totalVariance > 0,
      explainedVariance.allSatisfy({ whitens ? $0 > 0 : $0 >= 0 })
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .components, in: container,
        debugDescription: "\(components.rowCount) × \(components.columnCount) components, \(mean.count) means and "
          + "\(explainedVariance.count) variances do not fit together")
    }
  }
}
