import LinearAlgebra

extension ClassTargets {
  /// Checks labels and weights of rows for a model that knows its classes, of which the rows may lack some.
  ///
  /// Balanced class weights balance the classes among these rows.
  init(
    knownClasses classes: [Int], features: Matrix<Double>, labels: [Int], sampleWeights: [Double]?,
    classWeights: ClassWeights
  ) throws {
    try features.requireLabels(labels)
    if let row = labels.firstIndex(where: { classes.position(of: $0) == nil }) {
      throw ModelError.unknownLabel(row: row, label: labels[row], classes: classes)
    }
    let counting = try CountingRows(features: features, sampleWeights: sampleWeights)
    let numbers = (counting.rows ?? Array(labels.indices)).map { row in Int32(classes.position(of: labels[row])!) }
    rows = counting.rows
    self.classes = classes
    self.numbers = numbers
    guard classWeights != .equal else {
      weights = counting.weights
      return
    }
    var totals = [Double](repeating: 0, count: classes.count)
    for (place, number) in numbers.enumerated() { totals[Int(number)] += counting.weights?[place] ?? 1 }
    let factors = try classWeights.factors(of: classes, totals: totals)
    weights = numbers.enumerated().map { place, number in (counting.weights?[place] ?? 1) * factors[Int(number)] }
  }
}
