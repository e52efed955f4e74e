import LinearAlgebra

/// In which direction predictions may change as a feature rises and all others stay.
public enum MonotoneDirection: String, Codable, Sendable {
  /// Any.
  case none
  /// Predictions never fall.
  case rising
  /// Predictions never rise.
  case falling
}

/// What gradient boosting for classes and for numbers can be told.
public struct BoostingSettings: Equatable, Sendable {
  /// The number of rounds, at least 1; each adds a tree (for more than two classes, one per class).
  public var rounds = 100
  /// The factor by which each tree's values are shrunk, above 0.
  public var learningRate = 0.1
  /// The largest number of leaves of a tree, at least 2.
  public var leaves = 31
  /// The largest number of questions on the way to a leaf, at least 1; nil for no limit.
  public var depth: Int?
  /// The smallest number of rows in a leaf, at least 1.
  public var minimumRowsPerLeaf = 20
  /// The smallest sum of second derivatives in a leaf, at least 0.
  public var minimumHessianPerLeaf = 1e-3
  /// What a split must lower the second-order loss by, at least 0.
  public var minimumGain = 0.0
  /// The penalty on the square of a leaf's value, at least 0.
  public var l2 = 0.0
  /// The share of the rows that each round draws without replacement, above 0 and at most 1.
  public var subsample = 1.0
  /// The share of the features that each tree draws, above 0 and at most 1; at least one is drawn.
  public var columnSample = 1.0
  /// The columns that hold categories: numbers whose order means nothing.
  public var categoricalColumns: [Int] = []
  /// The weight of the overall mean when categories are ordered, and an extra l2 for their splits; at least 0.
  public var categorySmoothing = 10.0
  /// One direction per feature; empty for none.
  public var monotone: [MonotoneDirection] = []
  /// When to stop early; nil for never.
  public var earlyStopping: EarlyStopping?
  /// The seed of bins from a sample, subsample, column sample and validation rows.
  public var seed: UInt64 = 0

  func check(featureCount: Int) throws {
    try requireAtLeastOne(rounds, "rounds")
    try requirePositive(learningRate, "learningRate")
    guard leaves >= 2 else {
      throw ModelError.setting(name: "leaves", value: Double(leaves), requirement: "at least 2")
    }
    if let depth { try requireAtLeastOne(depth, "depth") }
    try requireAtLeastOne(minimumRowsPerLeaf, "minimumRowsPerLeaf")
    try requireNonnegative(minimumHessianPerLeaf, "minimumHessianPerLeaf")
    try requireNonnegative(minimumGain, "minimumGain")
    try requireNonnegative(l2, "l2")
    try requireShare(subsample, "subsample")
    try requireShare(columnSample, "columnSample")
    try requireNonnegative(categorySmoothing, "categorySmoothing")
    try earlyStopping?.check()
    if let bad = categoricalColumns.first(where: { !(0..<featureCount).contains($0) }) {
      throw TreeError.categoricalColumn(column: bad, features: featureCount)
    }
    guard monotone.isEmpty || monotone.count == featureCount else {
      throw TreeError.directionCount(directions: monotone.count, features: featureCount)
    }
    if let bad = categoricalColumns.first(where: { !monotone.isEmpty && monotone[$0] != .none }) {
      throw TreeError.directionOfCategories(column: bad)
    }
  }

  func growth(featureCount: Int) -> GrowthSettings {
    GrowthSettings(
      maximumLeaves: leaves, maximumDepth: depth, minimumRowsPerLeaf: minimumRowsPerLeaf,
      // A leaf without any curvature has no best value.
      minimumHessianPerLeaf: max(minimumHessianPerLeaf, 1e-300), minimumGain: 2 * minimumGain, l2: l2,
      categorySmoothing: categorySmoothing,
      directions: monotone.isEmpty
        ? [Int8](repeating: 0, count: featureCount)
        : monotone.map { $0 == .rising ? 1 : $0 == .falling ? -1 : 0 },
      isConstrained: monotone.contains { $0 != .none })
  }
}

/// Checks that a setting is a share above 0 and at most 1.
func requireShare(_ value: Double, _ name: String) throws {
  guard value > 0, value <= 1 else {
    throw ModelError.setting(name: name, value: value, requirement: "above 0 and at most 1")
  }
}
