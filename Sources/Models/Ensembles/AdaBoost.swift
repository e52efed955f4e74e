public import LinearAlgebra
import Statistics

/// AdaBoost for two or more classes, on small decision trees (SAMME).
///
///     let model = try AdaBoost(rounds: 50, depth: 1).fit(features: x, labels: y)
///
/// Round after round a tree is fitted to weighted rows, gets the say α = η (ln((1 − ε) / ε) + ln(K − 1)) for its
/// weighted error ε among K classes, and the weights of the rows that it gets wrong grow by the factor e^α before all
/// are scaled to a sum of 1. For two classes α is twice the ½ ln((1 − ε) / ε) of the first form of the method, with
/// the same weights and predictions. The fit stops early at a tree without error, which then decides alone if it is
/// the first, or at one that is no better than chance, which is left out unless it is the first.
///
/// Sources: Freund and Schapire, "A Decision-Theoretic Generalization of On-Line Learning and an Application to
/// Boosting", JCSS 55(1), 1997; Zhu, Zou, Rosset and Hastie, "Multi-class AdaBoost", Statistics and Its Interface
/// 2(3), 2009; *Designing Machine Learning Systems*, ch. 6, on boosting.
public struct AdaBoost: ClassifierLearner {
  /// The largest number of trees, at least 1.
  public var rounds: Int
  /// The depth of each tree, at least 1; 1 makes stumps.
  public var depth: Int
  /// The factor η on each tree's say, above 0.
  public var learningRate: Double
  /// How much each class counts at the start.
  public var classWeights: ClassWeights

  public var sampleWeightUse: SampleWeightUse { .equalsCopies }

  /// Makes a configuration; it is checked when it is fitted.
  public init(rounds: Int = 50, depth: Int = 1, learningRate: Double = 1, classWeights: ClassWeights = .equal) {
    self.rounds = rounds
    self.depth = depth
    self.learningRate = learningRate
    self.classWeights = classWeights
  }

  /// Fits a model to `features` (n × d). O(rounds · n d depth).
  /// - Throws: ``ModelError`` or ``TreeError``.
  public func fit(features: Matrix<Double>, labels: [Int], sampleWeights: [Double]?) throws -> AdaBoostModel {
    try requireAtLeastOne(rounds, "rounds")
    try requireAtLeastOne(depth, "depth")
    try requirePositive(learningRate, "learningRate")
    let targets = try ClassTargets(
      features: features, labels: labels, sampleWeights: sampleWeights, classWeights: classWeights)
    try features.requireUsableFeatures()
    let count = targets.classes.count
    let ranked = RankedFeatures(features, rows: targets.rows)
    let grower = ExactTreeGrower(
      features: ranked, targets: .classes(targets.numbers, count: count, .gini),
      growth: ExactGrowth(maximumDepth: depth))
    var weights = targets.weights ?? [Double](repeating: 1, count: targets.count)
    scaleToOne(&weights)
    var trees: [Tree] = []
    var says: [Double] = []
    var errors: [Double] = []
    for _ in 0..<rounds {
      let tree = grower.grow(weights: weights).tree
      let walk = RankedWalk(tree, features: ranked)
      let answers = tree.nodes.indices.map { firstLargest(tree.values(at: $0)) }
      let wrong = targets.numbers.indices.map { answers[walk.leaf($0)] != Int(targets.numbers[$0]) }
      var error = 0.0
      for (row, isWrong) in wrong.enumerated() where isWrong { error += weights[row] }
      // A tree no better than chance has no say.
      let isUseless = error >= 1 - 1 / Double(count)
      if isUseless && !trees.isEmpty { break }
      trees.append(tree)
      errors.append(error)
      guard error > 0, !isUseless else {
        // Its say would be infinite, or zero: a first tree is alone anyway, a later one gets the largest so far.
        says.append(max(1, says.max() ?? 0))
        break
      }
      let say = learningRate * (Portable.log((1 - error) / error) + Portable.log(Double(count - 1)))
      says.append(say)
      for (row, isWrong) in wrong.enumerated() where isWrong { weights[row] *= Portable.exp(say) }
      scaleToOne(&weights)
    }
    return AdaBoostModel(
      trees: trees, says: says, errors: errors, featureCount: features.columnCount, classes: targets.classes)
  }

  private func scaleToOne(_ weights: inout [Double]) {
    var total = 0.0
    for weight in weights { total += weight }
    for row in weights.indices { weights[row] /= total }
  }
}
