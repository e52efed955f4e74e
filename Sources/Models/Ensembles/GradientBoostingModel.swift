public import LinearAlgebra

/// A boosted ensemble that predicts classes.
public struct GradientBoostingModel: ProbabilisticClassifier, TreeEnsemble, Equatable {
  private let ensemble: BoostedTrees
  public let classes: [Int]
  /// The mean log loss on the rows kept for validation after each round; empty without early stopping.
  public let validationLosses: [Double]

  init(ensemble: BoostedTrees, classes: [Int], validationLosses: [Double]) {
    self.ensemble = ensemble
    self.classes = classes
    self.validationLosses = validationLosses
  }

  public var featureCount: Int { ensemble.featureCount }
  /// The trees, round after round; with more than two classes each round has one per class.
  public var trees: [Tree] { ensemble.trees }
  /// The scores before the first tree: the log-odds of two classes, or the log of each class's share.
  public var startingScores: [Double] { ensemble.startingScores }
  /// The number of rounds in the model.
  public var rounds: Int { trees.count / startingScores.count }

  /// The model that the first `rounds` rounds make (all of them if there are fewer).
  public func truncated(rounds: Int) -> GradientBoostingModel {
    GradientBoostingModel(
      ensemble: ensemble.truncated(rounds: rounds), classes: classes, validationLosses: validationLosses)
  }

  /// The sum of starting score and trees: rows × 1 (log-odds of the higher class), or rows × classes.
  ///
  /// NaN is a missing value. O(n · trees · depth), on several threads.
  /// - Throws: ``ModelError`` when the number of columns is wrong or a value is infinite.
  public func scores(_ features: Matrix<Double>) throws -> Matrix<Double> {
    try Matrix(
      rowCount: features.rowCount, columnCount: startingScores.count, values: ensemble.scores(features))
  }

  /// The probability of the higher of two classes for each row; NaN is a missing value. O(n · trees · depth).
  /// - Throws: ``ModelError`` when there are more classes, the number of columns is wrong or a value is infinite.
  public func probabilities(_ features: Matrix<Double>) throws -> [Double] {
    guard classes.count == 2 else { throw ModelError.notTwoClasses(labels: classes) }
    return try ensemble.scores(features).map(sigmoid)
  }

  /// The probability of each class for each row: rows × classes, in the order of `classes`.
  ///
  /// NaN is a missing value. O(n · trees · depth), on several threads.
  /// - Throws: ``ModelError`` when the number of columns is wrong or a value is infinite.
  public func classProbabilities(_ features: Matrix<Double>) throws -> Matrix<Double> {
    let scores = try ensemble.scores(features)
    let count = startingScores.count
    var result: [Double] = []
    result.reserveCapacity(features.rowCount * classes.count)
    for row in 0..<features.rowCount {
      result.append(contentsOf: probabilities(scores[row * count..<(row + 1) * count]))
    }
    return try Matrix(rowCount: features.rowCount, columnCount: classes.count, values: result)
  }

  /// The probability of each class for one row; NaN is a missing value. O(trees · depth).
  /// - Throws: ``ModelError`` when the number of values is wrong or one is infinite.
  public func classProbabilities(row: [Double]) throws -> [Double] {
    probabilities(try ensemble.scores(row: row)[...])
  }

  public func predict(_ features: Matrix<Double>) throws -> [Int] {
    let scores = try ensemble.scores(features)
    let count = startingScores.count
    return (0..<features.rowCount).map { label(scores[$0 * count..<($0 + 1) * count]) }
  }

  /// The predicted label of one row; NaN is a missing value. O(trees · depth).
  /// - Throws: ``ModelError`` when the number of values is wrong or one is infinite.
  public func predict(row: [Double]) throws -> Int {
    label(try ensemble.scores(row: row)[...])
  }

  private func label(_ scores: ArraySlice<Double>) -> Int {
    guard scores.count > 1 else { return scores.first! >= 0 ? classes[1] : classes[0] }
    return classes[firstLargest(scores)]
  }

  private func probabilities(_ scores: ArraySlice<Double>) -> [Double] {
    guard scores.count > 1 else {
      let score = scores.first!
      return [sigmoid(-score), sigmoid(score)]
    }
    let largest = scores.max()!
    let parts = scores.map { boundedExp($0 - largest) }
    var total = 0.0
    for part in parts { total += part }
    return parts.map { $0 / total }
  }
}

extension GradientBoostingModel: Codable {
  private enum CodingKeys: String, CodingKey {
    case ensemble, classes, validationLosses
  }

  /// Reads a model, and refuses one of another format or with broken trees.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    ensemble = try container.decode(BoostedTrees.self, forKey: .ensemble)
    classes = try container.decodeClasses(forKey: .classes)
    validationLosses = try container.decode([Double].self, forKey: .validationLosses)
    guard ensemble.startingScores.count == (classes.count == 2 ? 1 : classes.count) else {
      throw DecodingError.dataCorruptedError(
        forKey: .classes, in: container,
        debugDescription: "\(classes.count) classes do not fit \(ensemble.startingScores.count) scores per row")
    }
  }
}
