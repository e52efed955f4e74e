import DataFrames
import Statistics

/// Rows of independent standard normal features with a label: P(label) = 1/(1 + exp(−(a + Σ b x))), where the first
/// features have the effects b and the others none.
struct LogisticRows {
  /// The values of each feature.
  private(set) var features: [[Double]]
  private(set) var probabilities: [Double] = []
  private(set) var labels: [Bool] = []

  init(
    count: Int, features width: Int, intercept: Double = 0, effects: [Double],
    using rng: inout some RandomNumberGenerator
  ) {
    features = Array(repeating: [], count: width)
    for row in 0..<count {
      for feature in 0..<width { features[feature].append(rng.normal()) }
      var logit = intercept
      for (feature, effect) in effects.enumerated() { logit += effect * features[feature][row] }
      probabilities.append(LogitScale.probability(logit))
      labels.append(rng.bernoulli(probabilities[row]))
    }
  }

  /// Adds a copy of a row, each feature moved by normal noise.
  mutating func appendCopy(of row: Int, noise: Double, using rng: inout some RandomNumberGenerator) {
    for feature in features.indices { features[feature].append(features[feature][row] + noise * rng.normal()) }
    probabilities.append(probabilities[row])
    labels.append(labels[row])
  }

  /// The columns `row` (from 1), `x0`, `x1`, …, `label` of the given rows.
  func frame(of rows: [Int], with others: [Column] = []) -> DataFrame {
    var columns = [Column("row", Array(rows.indices.map { $0 + 1 }))] + others
    for (feature, values) in features.enumerated() { columns.append(Column("x\(feature)", rows.map { values[$0] })) }
    return observedFrame(columns + [Column("label", rows.map { labels[$0] })])
  }

  static func check(rows: Int, features: Int, effects: [Double]) throws(DatasetError) {
    try requireParameter(rows >= 1, "the number of rows", rows, "1 or more")
    try requireParameter(features >= 1, "the number of features", features, "1 or more")
    try requireParameter(
      effects.count <= features, "the number of effects", effects.count, "at most \(features), the number of features")
    try requireParameter(effects.allSatisfy(\.isFinite), "the list of effects", effects, "finite numbers")
  }
}
