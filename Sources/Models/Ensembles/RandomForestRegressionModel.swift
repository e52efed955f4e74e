public import LinearAlgebra

/// A forest that predicts numbers: the mean of its trees' answers.
public struct RandomForestRegressionModel: Regressor, TreeEnsemble, Equatable {
  private let forest: Forest
  /// R² of what the trees say about rows that they did not see: 1 less squared error over that of the mean; nil
  /// without bootstrap, or if there are no such rows or all their targets are equal.
  public let outOfBagScore: Double?

  init(settings: ForestSettings, drawsThresholds: Bool, features: Matrix<Double>, targets: NumberTargets) throws {
    let growth = try settings.growth(features: features.columnCount, drawsThresholds: drawsThresholds)
    try features.requireUsableFeatures()
    let centered = CenteredTargets(targets)
    let fitted = ForestRun(
      features: RankedFeatures(features, rows: targets.rows), targets: .numbers(centered.values),
      weights: targets.weights, growth: growth, settings: settings
    ).fit()
    forest = Forest(
      featureCount: features.columnCount, valuesPerNode: 1,
      trees: fitted.trees.map { tree in
        var tree = tree
        tree.shiftValues(by: centered.mean)
        return tree
      })
    var error = 0.0
    var sum = 0.0
    var squares = 0.0
    var total = 0.0
    if let means = fitted.outOfBag {
      for (row, target) in centered.values.enumerated() where fitted.outOfBagTrees[row] > 0 {
        let weight = targets.weights?[row] ?? 1
        error += weight * (target - means[row]) * (target - means[row])
        sum += weight * target
        squares += weight * target * target
        total += weight
      }
    }
    let spread = total > 0 ? squares - sum * sum / total : 0
    outOfBagScore = spread > 0 ? 1 - error / spread : nil
  }

  public var featureCount: Int { forest.featureCount }
  /// The trees; their nodes hold the mean of their rows.
  public var trees: [Tree] { forest.trees }

  /// The mean over the trees of what each says about each row. O(n · trees · depth), on several threads.
  /// - Throws: ``ModelError`` when the number of columns is wrong or a value is not finite.
  public func predict(_ features: Matrix<Double>) throws -> [Double] {
    try forest.means(features)
  }
}

extension RandomForestRegressionModel: Codable {
  private enum CodingKeys: String, CodingKey {
    case forest, outOfBagScore
  }

  /// Reads a model, and refuses one of another format or with broken trees.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    forest = try container.decode(Forest.self, forKey: .forest)
    outOfBagScore = try container.decodeIfPresent(Double.self, forKey: .outOfBagScore)
    guard forest.valuesPerNode == 1 else {
      throw DecodingError.dataCorruptedError(
        forKey: .forest, in: container, debugDescription: "a forest for numbers has one value per leaf")
    }
  }
}
