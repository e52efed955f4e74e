import Statistics

/// Rows of which about four in a hundred are positive: whoever draws the positives several times before the split
/// tests on rows that were learned by heart.
///
/// The features are standard normal, and P(positive) = 1/(1 + exp(−(a + Σ b x))), with the defaults
/// logit = −3.6 + 0.8 x₀ + 0.5 x₁. So the logit is normal, with mean a and variance Σ b², which gives
/// ``positiveRate()`` and ``bayesAUC()``.
///
/// Source: Designing Machine Learning Systems, ch. 5, data duplication: oversampling before splitting.
public struct RarePositiveWorld: Hashable, Codable, Sendable {
  /// The number of rows.
  public var rows: Int
  /// The number of features.
  public var features: Int
  /// The logit where all features are 0.
  public var intercept: Double
  /// The effects of the first features on the logit; the others have none.
  public var effects: [Double]

  public init(rows: Int = 4_000, features: Int = 8, intercept: Double = -3.6, effects: [Double] = [0.8, 0.5]) {
    self.rows = rows
    self.features = features
    self.intercept = intercept
    self.effects = effects
  }

  /// Makes the rows of a seed. O(rows × features).
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if a parameter is out of its range.
  public func generate(seed: UInt64) throws(DatasetError) -> RarePositives {
    try check()
    var rng = SeededGenerator(seed: seed, stream: "rows")
    let drawn = LogisticRows(count: rows, features: features, intercept: intercept, effects: effects, using: &rng)
    return RarePositives(frame: drawn.frame(of: Array(0..<rows)), trueProbabilities: drawn.probabilities)
  }

  /// The expected share of positives: E 1/(1 + exp(−L)) for the normal logit L, to nine decimals with the defaults.
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if a parameter is out of its range.
  public func positiveRate() throws(DatasetError) -> Double {
    try check()
    return logitMasses().positive.reduce(0, +)
  }

  /// The probability that a positive has a higher logit than a negative: the area under the ROC curve of whoever
  /// knows the probabilities, and the highest that any model can expect. To six decimals with the defaults.
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if a parameter is out of its range.
  public func bayesAUC() throws(DatasetError) -> Double {
    try check()
    guard effects.contains(where: { $0 != 0 }) else { return 0.5 }
    let (positive, negative) = logitMasses()
    var below = 0.0
    var area = 0.0
    for (p, n) in zip(positive, negative) {
      area += p * (below + n / 2)
      below += n
    }
    return area / (positive.reduce(0, +) * below)
  }

  /// The probabilities of a positive and of a negative with a logit near each point of a grid, from the lowest logit.
  private func logitMasses() -> (positive: [Double], negative: [Double]) {
    let deviation = effects.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let step = 0.005
    let points = stride(from: -1_800, through: 1_800, by: 1).map { Double($0) * step }
    let masses = points.map { step * Portable.exp(Normal.standard.logDensity($0)) }
    return (
      zip(masses, points).map { $0 * LogitScale.probability(intercept + deviation * $1) },
      zip(masses, points).map { $0 * LogitScale.probability(-intercept - deviation * $1) }
    )
  }

  private func check() throws(DatasetError) {
    try LogisticRows.check(rows: rows, features: features, effects: effects)
    try requireParameter(intercept.isFinite, "the intercept", intercept, "finite")
  }
}
