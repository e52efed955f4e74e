import LinearAlgebra

/// The classes of a fit that is made up of other fits, and what each of all its rows counts there.
struct ManyClasses {
  /// The labels with a weight above zero, in ascending order.
  let classes: [Int]
  /// The weight of each row, those of weight 0 too, class weights included; nil if all are 1.
  let weights: [Double]?

  init(features: Matrix<Double>, labels: [Int], sampleWeights: [Double]?, classWeights: ClassWeights) throws {
    let targets = try ClassTargets(
      features: features, labels: labels, sampleWeights: sampleWeights, classWeights: classWeights)
    try features.requireUsableFeatures()
    classes = targets.classes
    if let rows = targets.rows, let counting = targets.weights {
      var all = [Double](repeating: 0, count: labels.count)
      for (row, weight) in zip(rows, counting) { all[row] = weight }
      weights = all
    } else {
      weights = targets.weights
    }
  }
}
