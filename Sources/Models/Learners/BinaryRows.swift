import LinearAlgebra

/// The rows of a problem of two classes that count in its loss: those with a weight above zero.
struct BinaryRows {
  /// The positions of these rows in the features.
  let indices: [Int]
  /// +1 for a row of the positive class, -1 for one of the negative class.
  let signs: [Double]
  let weights: [Double]
  /// The lower of the two labels.
  let negativeClass: Int
  /// The higher of the two labels.
  let positiveClass: Int

  /// What each row pays at a price of `c` for a row of weight 1.
  func costs(_ c: Double) throws -> [Double] {
    try requirePositive(c, "c")
    return try weights.enumerated().map { position, weight in
      guard c * weight > 0, c * weight < .infinity else {
        throw ModelError.setting(
          name: "c times the weight of row \(indices[position])", value: c * weight,
          requirement: "a finite number above 0")
      }
      return c * weight
    }
  }

  /// Checks the input of a fit and keeps the rows that count, each with its weight times that of its class.
  init(
    features: Matrix<Double>, labels: [Int], sampleWeights: [Double]?, classWeights: ClassWeights = .equal
  ) throws {
    let targets = try ClassTargets(
      features: features, labels: labels, sampleWeights: sampleWeights, classWeights: classWeights)
    try features.requireUsableFeatures()
    guard targets.classes.count == 2 else { throw ModelError.notTwoClasses(labels: targets.classes) }
    indices = targets.rows ?? Array(labels.indices)
    signs = targets.numbers.map { $0 == 1 ? 1 : -1 }
    weights = targets.weights ?? [Double](repeating: 1, count: labels.count)
    negativeClass = targets.classes[0]
    positiveClass = targets.classes[1]
  }
}
