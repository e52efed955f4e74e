/// What the settings of a learner make of the classes that were counted: it is redone whenever the counts change.
struct ClassAdjustment: Codable, Equatable, Sendable {
  /// What the weight of the rows of each class is multiplied by.
  let factors: [Double]
  /// ln P(class).
  let logPriors: [Double]

  init(classes: [Int], weights: [Double], classWeights: ClassWeights, priors: ClassPriors) throws {
    let factors = try classWeights.factors(of: classes, totals: weights)
    self.factors = factors
    logPriors = try priors.logarithms(of: classes, totals: zip(weights, factors).map { $0 * $1 })
  }

  /// Whether this fits `count` classes.
  func isSound(_ count: Int) -> Bool {
    factors.count == count && logPriors.count == count && factors.allSatisfy { $0 > 0 && $0.isFinite }
      && logPriors.allSatisfy(\.isFinite)
  }
}
