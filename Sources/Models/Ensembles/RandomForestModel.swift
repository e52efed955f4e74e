public import LinearAlgebra

/// A forest that predicts classes: the mean of its trees' class shares.
public struct RandomForestModel: ProbabilisticClassifier, TreeEnsemble, Equatable {
  private let forest: Forest
  public let classes: [Int]
  /// The share of the rows, by weight, whose label the trees that did not see them predict; nil without bootstrap,
  /// or if every tree saw every row.
  public let outOfBagScore: Double?

  init(
    settings: ForestSettings, criterion: ImpurityCriterion, drawsThresholds: Bool, features: Matrix<Double>,
    targets: ClassTargets
  ) throws {
    let growth = try settings.growth(features: features.columnCount, drawsThresholds: drawsThresholds)
    try features.requireUsableFeatures()
    let count = targets.classes.count
    let fitted = ForestRun(
      features: RankedFeatures(features, rows: targets.rows),
      targets: .classes(targets.numbers, count: count, criterion), weights: targets.weights, growth: growth,
      settings: settings
    ).fit()
    forest = Forest(featureCount: features.columnCount, valuesPerNode: count, trees: fitted.trees)
    classes = targets.classes
    var right = 0.0
    var total = 0.0
    if let shares = fitted.outOfBag {
      for row in 0..<targets.count where fitted.outOfBagTrees[row] > 0 {
        let weight = targets.weights?[row] ?? 1
        total += weight
        if firstLargest(shares[row * count..<(row + 1) * count]) == Int(targets.numbers[row]) { right += weight }
      }
    }
    outOfBagScore = total > 0 ? right / total : nil
  }

  public var featureCount: Int { forest.featureCount }
  /// The trees; their nodes hold the share of each class.
  public var trees: [Tree] { forest.trees }

  /// The mean over the trees of the class shares in the leaf of each row: rows × classes. O(n · trees · depth).
  /// - Throws: ``ModelError`` when the number of columns is wrong or a value is not finite.
  public func classProbabilities(_ features: Matrix<Double>) throws -> Matrix<Double> {
    try Matrix(rowCount: features.rowCount, columnCount: classes.count, values: forest.means(features))
  }

  public func predict(_ features: Matrix<Double>) throws -> [Int] {
    try classProbabilities(features).firstLargestOfRows().map { classes[$0] }
  }
}

extension RandomForestModel: Codable {
  private enum CodingKeys: String, CodingKey {
    case forest, classes, outOfBagScore
  }

  /// Reads a model, and refuses one of another format or with broken trees.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    forest = try container.decode(Forest.self, forKey: .forest)
    classes = try container.decodeClasses(forKey: .classes)
    outOfBagScore = try container.decodeIfPresent(Double.self, forKey: .outOfBagScore)
    guard forest.valuesPerNode == classes.count else {
      throw DecodingError.dataCorruptedError(
        forKey: .classes, in: container,
        debugDescription: "\(classes.count) classes do not fit \(forest.valuesPerNode) values per leaf")
    }
  }
}
