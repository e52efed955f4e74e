import Statistics

/// A table in which some rows stand twice, nearly the same: a split by rows puts one on each side, and a model that
/// knows rows by heart looks better than it is.
///
/// The features are standard normal, and P(label) = 1/(1 + exp(−Σ b x)) with the effects b. A copy has the features of
/// its original plus normal noise, and the same label. No row is copied twice, and the rows stand in random order.
///
/// Source: Designing Machine Learning Systems, ch. 5, poor handling of data duplication before splitting.
public struct DuplicateWorld: Hashable, Codable, Sendable {
  /// The number of different rows.
  public var rows: Int
  /// The number of features.
  public var features: Int
  /// The effects of the first features on the logit of the label; the others have none.
  public var effects: [Double]
  /// The number of copies as a share of ``rows``, in 0...1.
  public var copyShare: Double
  /// The standard deviation of the noise of each feature of a copy, in standard deviations of the feature.
  public var noise: Double

  public init(
    rows: Int = 2_000, features: Int = 10, effects: [Double] = [1, 0.5], copyShare: Double = 0.1, noise: Double = 0.02
  ) {
    self.rows = rows
    self.features = features
    self.effects = effects
    self.copyShare = copyShare
    self.noise = noise
  }

  private var copies: Int { Int((copyShare * Double(rows)).rounded()) }

  /// The expected share of the test rows whose twin is in the training set, when `testRows` of all rows are drawn at
  /// random for the test.
  ///
  /// With N rows, of which 2c are one of a pair: 2c/N × (N − testRows)/(N − 1).
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if a parameter is out of its range.
  public func expectedTwinShare(testRows: Int) throws(DatasetError) -> Double {
    try check()
    let all = rows + copies
    try requireParameter(testRows >= 1 && testRows <= all, "the number of test rows", testRows, "in 1...\(all)")
    guard copies > 0 else { return 0 }
    return Double(2 * copies) / Double(all) * Double(all - testRows) / Double(all - 1)
  }

  /// Makes the rows of a seed. O(rows × features).
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if a parameter is out of its range.
  public func generate(seed: UInt64) throws(DatasetError) -> Duplicates {
    try check()
    var rng = SeededGenerator(seed: seed, stream: "rows")
    var drawn = LogisticRows(count: rows, features: features, effects: effects, using: &rng)
    var copyRandom = SeededGenerator(seed: seed, stream: "copies")
    let copied = copyRandom.shuffled(0..<rows).prefix(copies)
    for row in copied { drawn.appendCopy(of: row, noise: noise, using: &copyRandom) }
    let order = copyRandom.shuffled(0..<rows + copies)
    var placeOf = [Int](repeating: 0, count: order.count)
    for (place, row) in order.enumerated() { placeOf[row] = place }
    return Duplicates(
      frame: drawn.frame(of: order),
      trueOrigins: order.map { $0 < rows ? nil : placeOf[copied[$0 - rows]] },
      trueProbabilities: order.map { drawn.probabilities[$0] })
  }

  private func check() throws(DatasetError) {
    try LogisticRows.check(rows: rows, features: features, effects: effects)
    try requireParameter(copyShare >= 0 && copyShare <= 1, "the share of copies", copyShare, "in 0...1")
    try requireParameter(noise >= 0 && noise.isFinite, "the noise of a copy", noise, "finite and not negative")
  }
}
