import Statistics

/// When a fit that goes in rounds (trees of a boosting, epochs of a perceptron) stops before all of them.
///
/// A share of the rows is kept out of the fit, and the loss on them decides; the model is that of the best round.
public struct EarlyStopping: Equatable, Sendable {
  /// The number of rounds without a lower validation loss after which the fit stops, at least 1.
  public var patience: Int
  /// The share of the rows that is kept for validation, between 0 and 1; drawn from the learner's seed.
  public var validationShare: Double

  /// Makes a rule; it is checked when a learner that has it is fitted.
  public init(patience: Int = 10, validationShare: Double = 0.1) {
    self.patience = patience
    self.validationShare = validationShare
  }

  func check() throws {
    try requireAtLeastOne(patience, "patience")
    guard validationShare > 0, validationShare < 1 else {
      throw ModelError.setting(name: "validationShare", value: validationShare, requirement: "between 0 and 1")
    }
  }

  /// The positions among `count` rows that are kept for validation, and those that are left to learn from; ascending.
  func split(_ count: Int, seed: UInt64) -> (validation: [Int], training: [Int]) {
    var rng = SeededGenerator(seed: seed, stream: "validation")
    let order = rng.shuffled(0..<count)
    let kept = max(1, Int((validationShare * Double(count)).rounded()))
    return (order.prefix(kept).sorted(), order.dropFirst(kept).sorted())
  }
}
