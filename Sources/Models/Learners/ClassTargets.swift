import LinearAlgebra

/// The rows of a classification that count, with their classes as numbers from 0.
struct ClassTargets {
  /// The rows with a weight above zero; nil if that is all of them.
  let rows: [Int]?
  /// The labels in ascending order.
  let classes: [Int]
  /// The class of each row that counts, as a position in `classes`.
  let numbers: [Int32]
  /// The weight of each row that counts, class weights included; nil if all are 1.
  let weights: [Double]?

  var count: Int { numbers.count }

  /// Checks labels and weights; the features are for the learner to check.
  init(
    features: Matrix<Double>, labels: [Int], sampleWeights: [Double]?, classWeights: ClassWeights
  ) throws {
    try features.requireLabels(labels)
    let counting = try CountingRows(features: features, sampleWeights: sampleWeights)
    rows = counting.rows
    var labels = labels
    if let rows { labels = rows.map { labels[$0] } }
    let numbering = ClassNumbering(labels)
    guard numbering.classes.count > 1 else { throw ModelError.oneClass(label: numbering.classes[0]) }
    classes = numbering.classes
    numbers = numbering.numbers.map(Int32.init)
    guard classWeights != .equal else {
      weights = counting.weights
      return
    }
    let factors = try classWeights.factors(of: classes, totals: numbering.totals(counting.weights))
    weights = numbering.numbers.enumerated().map { row, number in (counting.weights?[row] ?? 1) * factors[number] }
  }
}
