import LinearAlgebra

extension ClassTargets {
  /// Checks labels and weights of rows for a model that knows its classes, of which the rows may lack some.
  ///
  /// `balanced` makes the classes that occur count the same in total.
  init(
    knownClasses classes: [Int], features: Matrix<Double>, labels: [Int], sampleWeights: [Double]?,
    classWeights: ClassWeights
  ) throws {
    try features.requireLabels(labels)
    if let row = labels.firstIndex(where: { !classes.contains($0) }) {
      throw ModelError.unknownLabel(row: row, label: labels[row], classes: classes)
    }
    let counting = try CountingRows(features: features, sampleWeights: sampleWeights)
    let numbers = (counting.rows ?? Array(labels.indices)).map { row in Int32(classes.firstIndex(of: labels[row])!) }

    var factors: [Double]?
    switch classWeights {
    case .equal: break
    case .balanced:
      var totals = [Double](repeating: 0, count: classes.count)
      for (place, number) in numbers.enumerated() { totals[Int(number)] += counting.weights?[place] ?? 1 }
      var total = 0.0
      for value in totals { total += value }
      let occurring = Double(totals.count { $0 > 0 })
      factors = totals.map { $0 > 0 ? total / (occurring * $0) : 1 }
    case .factors(let given):
      for (label, factor) in given.sorted(by: { $0.key < $1.key }) {
        try requirePositive(factor, "the class weight of label \(label)")
        guard classes.contains(label) else { throw ModelError.classWeightLabel(label: label, classes: classes) }
      }
      factors = classes.map { given[$0] ?? 1 }
    }
    rows = counting.rows
    self.classes = classes
    self.numbers = numbers
    weights =
      factors.map { factors in
        numbers.enumerated().map { place, number in (counting.weights?[place] ?? 1) * factors[Int(number)] }
      } ?? counting.weights
  }
}
