/// How the trees of a boosted ensemble grow.
struct GrowthSettings: Sendable {
  var maximumLeaves: Int
  var maximumDepth: Int?
  var minimumRowsPerLeaf: Int
  var minimumHessianPerLeaf: Double
  var minimumGain: Double
  var l2: Double
  var categorySmoothing: Double
  /// One per feature: +1 where predictions must not fall as it rises, −1 where they must not rise, 0 elsewhere.
  var directions: [Int8]
  /// Whether one of the directions is not 0.
  var isConstrained: Bool
}
