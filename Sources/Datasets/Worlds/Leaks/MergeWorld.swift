import DataFrames
import Statistics

/// Two sources that are put together as if they were independent, while the second was itself made from the first.
///
/// The second source holds all rows of the first and rows of its own, in random order and numbered anew. Nothing but the
/// values says so. The features are standard normal, and P(label) = 1/(1 + exp(−Σ b x)) with the effects b.
///
/// Source: Designing Machine Learning Systems, ch. 5, data duplication: merged sets of scans that contain each other.
public struct MergeWorld: Hashable, Codable, Sendable {
  /// The number of rows of the first source.
  public var firstRows: Int
  /// The number of rows that only the second source has.
  public var ownRows: Int
  /// The number of features.
  public var features: Int
  /// The effects of the first features on the logit of the label; the others have none.
  public var effects: [Double]

  public init(firstRows: Int = 1_000, ownRows: Int = 1_000, features: Int = 10, effects: [Double] = [1, 0.5]) {
    self.firstRows = firstRows
    self.ownRows = ownRows
    self.features = features
    self.effects = effects
  }

  /// Makes the sources of a seed. O(rows × features).
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if a parameter is out of its range.
  public func generate(seed: UInt64) throws(DatasetError) -> MergedSources {
    try LogisticRows.check(rows: firstRows, features: features, effects: effects)
    try requireParameter(ownRows >= 0, "the number of rows of the second source's own", ownRows, "0 or more")
    var rng = SeededGenerator(seed: seed, stream: "rows")
    let drawn = LogisticRows(count: firstRows + ownRows, features: features, effects: effects, using: &rng)
    let first = Array(0..<firstRows)
    let second = rng.shuffled(0..<firstRows + ownRows)
    let merged = first + second
    return MergedSources(
      frame: drawn.frame(
        of: merged, with: [Column("source", categories: merged.indices.map { $0 < firstRows ? "A" : "B" })]),
      first: drawn.frame(of: first), second: drawn.frame(of: second),
      trueOrigins: [Int?](repeating: nil, count: firstRows) + second.map { $0 < firstRows ? $0 : nil },
      trueProbabilities: merged.map { drawn.probabilities[$0] })
  }
}
