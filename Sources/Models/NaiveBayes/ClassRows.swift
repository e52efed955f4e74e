import LinearAlgebra

/// The rows that count, with the numbers of their classes and their sample weights.
struct ClassRows {
  let classes: [Int]
  /// The total sample weight of each class.
  let totals: [Double]
  private let counting: CountingRows
  private let numbers: [Int]

  /// Checks labels, weights and features; there may be a single class.
  init(features: Matrix<Double>, labels: [Int], sampleWeights: [Double]?) throws {
    try features.requireLabels(labels)
    counting = try CountingRows(features: features, sampleWeights: sampleWeights)
    try features.requireUsableFeatures()
    let numbering = ClassNumbering(counting.rows.map { rows in rows.map { labels[$0] } } ?? labels)
    classes = numbering.classes
    numbers = numbering.numbers
    totals = numbering.totals(counting.weights)
  }

  /// Checks that a fit has something to tell apart.
  func requireTwoClasses() throws {
    guard classes.count > 1 else { throw ModelError.oneClass(label: classes[0]) }
  }

  /// Calls `body` with each row's number, the number of its class and its weight.
  @inline(__always)
  func forEach(_ body: (_ row: Int, _ number: Int, _ weight: Double) -> Void) {
    for (place, number) in numbers.enumerated() {
      body(counting.rows?[place] ?? place, number, counting.weights?[place] ?? 1)
    }
  }
}
