public import LinearAlgebra
import Statistics

/// Trees that say how soon random questions leave a row alone.
public struct IsolationForestModel: UnsupervisedModel, TreeEnsemble, Equatable {
  private let forest: Forest
  /// The number of rows that each tree was grown on.
  public let rowsPerTree: Int

  init(trees: [Tree], rowsPerTree: Int, featureCount: Int) {
    forest = Forest(featureCount: featureCount, valuesPerNode: 1, trees: trees)
    self.rowsPerTree = rowsPerTree
  }

  public var featureCount: Int { forest.featureCount }
  /// The trees; their nodes hold the depth plus the questions that their rows would on average still need.
  public var trees: [Tree] { forest.trees }

  /// How unusual each row is, between 0 and 1: 2 to the power of − mean path / expected path. O(n · trees · log).
  ///
  /// Near 1 for rows that are soon alone, near 0.5 where all rows are alike, and 0.5 for all rows after a fit to a single
  /// one, which says nothing. A threshold is for the user to choose.
  /// - Throws: ``ModelError`` when the number of columns is wrong or a value is not finite.
  public func anomalyScores(_ features: Matrix<Double>) throws -> [Double] {
    let paths = try forest.means(features)
    guard rowsPerTree > 1 else { return paths.map { _ in 0.5 } }
    let expected = averagePathLength(rowsPerTree)
    return paths.map { Portable.exp(-$0 / expected * Portable.log(2)) }
  }
}

extension IsolationForestModel {
  private enum CodingKeys: String, CodingKey {
    case forest, rowsPerTree
  }

  /// Reads a model, and refuses one of another format or with broken trees.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    forest = try container.decode(Forest.self, forKey: .forest)
    rowsPerTree = try container.decode(Int.self, forKey: .rowsPerTree)
    try container.require(
      forest.valuesPerNode == 1 && rowsPerTree > 0, .forest,
      "an isolation forest has one value per leaf, and at least one row per tree")
  }
}
