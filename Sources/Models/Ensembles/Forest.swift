import LinearAlgebra

/// The part that forests for classes and for numbers share: trees whose answers are averaged.
struct Forest: Sendable, Equatable {
  let featureCount: Int
  let valuesPerNode: Int
  let trees: [Tree]
  private let flat: FlatTrees

  init(featureCount: Int, valuesPerNode: Int, trees: [Tree]) {
    self.featureCount = featureCount
    self.valuesPerNode = valuesPerNode
    self.trees = trees
    flat = FlatTrees(trees, leafWidth: valuesPerNode, outputs: valuesPerNode)
  }

  static func == (left: Forest, right: Forest) -> Bool {
    left.featureCount == right.featureCount && left.trees == right.trees
  }

  /// The mean answer for each row: rows × values per node.
  func means(_ features: Matrix<Double>) throws -> [Double] {
    try features.requireFeatures(featureCount)
    var result = [Double](repeating: 0, count: features.rowCount * valuesPerNode)
    flat.add(features, to: &result)
    for index in result.indices { result[index] /= Double(trees.count) }
    return result
  }
}

extension Forest: Codable {
  private enum CodingKeys: String, CodingKey {
    case format, featureCount, valuesPerNode, trees
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    _ = try container.decode(ModelFormat<1>.self, forKey: .format)
    let featureCount = try container.decode(Int.self, forKey: .featureCount)
    let valuesPerNode = try container.decode(Int.self, forKey: .valuesPerNode)
    let trees = try container.decode([Tree].self, forKey: .trees)
    guard valuesPerNode > 0, !trees.isEmpty,
      trees.allSatisfy({ $0.isSound(featureCount: featureCount, valuesPerNode: valuesPerNode) })
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .trees, in: container, debugDescription: "these are not the trees of one forest")
    }
    self.init(featureCount: featureCount, valuesPerNode: valuesPerNode, trees: trees)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(ModelFormat<1>(), forKey: .format)
    try container.encode(featureCount, forKey: .featureCount)
    try container.encode(valuesPerNode, forKey: .valuesPerNode)
    try container.encode(trees, forKey: .trees)
  }
}
