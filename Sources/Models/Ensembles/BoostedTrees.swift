import LinearAlgebra

/// The part that boosted models for classes and for numbers share: starting scores and the trees that add to them.
struct BoostedTrees: Sendable, Equatable {
  let featureCount: Int
  let startingScores: [Double]
  let trees: [Tree]
  private let flat: FlatTrees

  init(featureCount: Int, startingScores: [Double], trees: [Tree]) {
    self.featureCount = featureCount
    self.startingScores = startingScores
    self.trees = trees
    flat = FlatTrees(trees, leafWidth: 1, outputs: startingScores.count)
  }

  static func == (left: BoostedTrees, right: BoostedTrees) -> Bool {
    left.featureCount == right.featureCount && left.startingScores == right.startingScores
      && left.trees == right.trees
  }

  /// The scores of all rows: rows × outputs.
  func scores(_ features: Matrix<Double>) throws -> [Double] {
    try features.requireFeaturesOrMissing(featureCount)
    let outputs = startingScores.count
    var result = [Double](repeating: startingScores[0], count: features.rowCount * outputs)
    if outputs > 1 { for index in result.indices { result[index] = startingScores[index % outputs] } }
    flat.add(features, to: &result)
    return result
  }

  /// The scores of one row.
  func scores(row: [Double]) throws -> [Double] {
    guard row.count == featureCount else {
      throw ModelError.featureCount(expected: featureCount, actual: row.count)
    }
    // An infinity less itself is not a number, and neither is a missing value: then it is worth looking.
    var differences = 0.0
    for value in row { differences += value - value }
    if differences.isNaN, let column = row.firstIndex(where: \.isInfinite) {
      throw ModelError.featureNotFinite(row: 0, column: column, value: row[column])
    }
    var result = startingScores
    row.withUnsafeBufferPointer { row in
      result.withUnsafeMutableBufferPointer {
        flat.add(row: row.baseAddress!, width: featureCount, to: $0.baseAddress!)
      }
    }
    return result
  }

  /// The first `rounds` rounds alone.
  func truncated(rounds: Int) -> BoostedTrees {
    let kept = min(max(0, rounds), trees.count / startingScores.count) * startingScores.count
    return BoostedTrees(featureCount: featureCount, startingScores: startingScores, trees: Array(trees.prefix(kept)))
  }
}

extension BoostedTrees: Codable {
  private enum CodingKeys: String, CodingKey {
    case format, featureCount, startingScores, trees
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    _ = try container.decode(ModelFormat<1>.self, forKey: .format)
    let featureCount = try container.decode(Int.self, forKey: .featureCount)
    let startingScores = try container.decode([Double].self, forKey: .startingScores)
    let trees = try container.decode([Tree].self, forKey: .trees)
    guard (1...Tree.mostFeatures).contains(featureCount), !startingScores.isEmpty,
      startingScores.allSatisfy(\.isFinite),
      trees.count % startingScores.count == 0,
      trees.allSatisfy({ $0.isSound(featureCount: featureCount, valuesPerNode: 1) })
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .trees, in: container, debugDescription: "these are not the trees of one boosted model")
    }
    self.init(featureCount: featureCount, startingScores: startingScores, trees: trees)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(ModelFormat<1>(), forKey: .format)
    try container.encode(featureCount, forKey: .featureCount)
    try container.encode(startingScores, forKey: .startingScores)
    try container.encode(trees, forKey: .trees)
  }
}
