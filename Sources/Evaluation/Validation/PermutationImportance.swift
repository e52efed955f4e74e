public import Plotting
internal import Statistics

/// How much worse a fitted model does when the values of one feature are shuffled over the rows.
///
/// What the model makes of a feature, not what the feature is worth: of two features that say the same, either may seem
/// unimportant.
///
/// Source: Breiman, "Random Forests", Machine Learning 45(1), 2001; for any model: Fisher, Rudin and Dominici, JMLR 20,
/// 2019.
public struct PermutationImportance: Hashable, Codable, Sendable {
  /// The names of the features.
  public let features: [String]
  /// The score with all features as they are.
  public let baseline: Double
  /// By how much the score falls: `drops[feature][repeat]`.
  public let drops: [[Double]]

  /// The mean fall of each feature.
  public var means: [Double] { drops.map { $0.mean() } }
  /// The standard deviation of each feature's falls over repeats; 0 for one repeat.
  public var standardDeviations: [Double] { drops.map { $0.count > 1 ? $0.standardDeviation() : 0 } }
  /// The places of the features, the most important first.
  public var order: [Int] {
    let means = means
    return means.indices.sorted { (means[$0], $1) > (means[$1], $0) }
  }

  /// The features from the most important down.
  public func plot() -> Plot {
    let (means, spreads) = (means, standardDeviations)
    return Plot("Permutation importance")
      .horizontalBars(order.map { features[$0] }, order.map { means[$0] }, error: order.map { spreads[$0] })
      .xLabel("fall of the score").note("score of all features \(rounded(baseline))")
  }
}

extension PermutationImportance: Displayable, CustomStringConvertible {
  /// The features from the most important down, as bars.
  public func display(in context: DisplayContext) -> DisplayBundle { plot().display(in: context) }

  /// The features from the most important down, as a table of text.
  public var description: String {
    let (means, spreads) = (means, standardDeviations)
    return Table("Permutation importance, score of all features \(rounded(baseline))")
      .column("feature", order.map { features[$0] }).column("fall", order.map { means[$0] })
      .column("± over repeats", order.map { spreads[$0] }).display(in: DisplayContext()).plain
  }
}

/// A feature whose values were shuffled.
public struct ShuffledFeature: Hashable, Sendable {
  /// The place of the feature.
  public let feature: Int
  /// Row i takes the feature's value from row `sources[i]`.
  public let sources: [Int]
}

extension ShuffledFeature: CustomStringConvertible {
  /// The place of the feature and the first of the rows.
  public var description: String { "feature \(feature) from rows \(firstValues(sources))" }
}

/// Scores a fitted model with each feature shuffled in turn, however it keeps its features.
///
/// - Parameters:
///   - features: the names of the features.
///   - rows: the number of rows.
///   - repeats: how many shuffles of each feature.
///   - score: the score, higher for better, with the given feature's values taken from other rows; nil for all features
///     as they are.
/// - Throws: ``EvaluationError`` when there are no features, fewer than two rows, no repeats, or a score is not finite;
///   whatever `score` throws.
public func permutationImportance(
  features: [String], rows: Int, repeats: Int = 10, seed: UInt64, threads: Int? = nil,
  score: @escaping @Sendable (ShuffledFeature?) throws -> Double
) throws -> PermutationImportance {
  guard !features.isEmpty else {
    throw EvaluationError.tooFew(what: "features", count: 0, needed: 1, purpose: "permutation importance")
  }
  guard rows >= 2 else {
    throw EvaluationError.tooFew(what: "rows", count: rows, needed: 2, purpose: "permutation importance")
  }
  try requireSetting("the number of repeats", repeats, atLeast: 1)
  let baseline = try finite(score(nil), "all features as they are")
  let scores = try concurrentMap(features.count * repeats, threads: threads, failure: { $1 }) { index in
    var rng = SeededGenerator(seed: seed, stream: "permutation", index: index)
    let feature = index / repeats
    return try finite(
      score(ShuffledFeature(feature: feature, sources: rng.shuffled(0..<rows))), "feature \(features[feature])")
  }
  return PermutationImportance(
    features: features, baseline: baseline,
    drops: features.indices.map { feature in (0..<repeats).map { baseline - scores[feature * repeats + $0] } })
}

/// Scores a fitted model on rows of features with each column shuffled in turn.
///
/// - Parameters:
///   - rows: the features of each row.
///   - names: one per column; nil for their numbers.
///   - score: the score, higher for better, of the model on such rows.
/// - Throws: ``EvaluationError`` when rows or names differ in length, when there are no columns, fewer than two rows,
///   no repeats, or a score is not finite; whatever `score` throws.
public func permutationImportance(
  of rows: [[Double]], names: [String]? = nil, repeats: Int = 10, seed: UInt64, threads: Int? = nil,
  score: @escaping @Sendable ([[Double]]) throws -> Double
) throws -> PermutationImportance {
  let width = rows.first?.count ?? 0
  if let row = rows.firstIndex(where: { $0.count != width }) {
    throw EvaluationError.lengths(
      first: "values in row \(row)", count: rows[row].count, second: "in row 0", secondCount: width)
  }
  let names = names ?? (0..<width).map { "feature \($0)" }
  guard names.count == width else {
    throw EvaluationError.lengths(first: "names", count: names.count, second: "columns", secondCount: width)
  }
  return try permutationImportance(
    features: names, rows: rows.count, repeats: repeats, seed: seed, threads: threads
  ) { shuffled in
    guard let shuffled else { return try score(rows) }
    var changed = rows
    for (row, source) in shuffled.sources.enumerated() {
      changed[row][shuffled.feature] = rows[source][shuffled.feature]
    }
    return try score(changed)
  }
}
