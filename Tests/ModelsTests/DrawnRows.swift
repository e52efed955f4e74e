import LinearAlgebra
import Statistics

/// Rows drawn from a seed: overlapping normal classes, and a number that depends on the features.
struct DrawnRows {
  var features: Matrix<Double>
  /// The class of each row, from 0.
  let labels: [Int]
  /// 2 x₀ - x₁ + a little noise.
  let targets: [Double]

  var count: Int { labels.count }

  /// - Parameters:
  ///   - separation: how far the mean of class k > 0 is from that of class 0, in standard deviations, along column k - 1.
  ///   - prepare: what makes of a normal number one that the learner takes.
  init(
    count: Int, columns: Int = 3, classes: Int = 2, seed: UInt64, separation: Double = 1.5,
    prepare: (Double) -> Double = { $0 }
  ) {
    var rng = SeededGenerator(seed: seed)
    var features = Matrix(rowCount: count, columnCount: columns)
    var labels: [Int] = []
    var targets: [Double] = []
    for row in 0..<count {
      // Every class has rows, also among the first few.
      let label = row < classes ? row : rng.uniformInt(below: classes)
      labels.append(label)
      for column in 0..<columns {
        var value = rng.normal()
        if column + 1 == label { value += separation }
        features[row, column] = prepare(value)
      }
      targets.append(2 * features[row, 0] - (columns > 1 ? features[row, 1] : 0) + 0.1 * rng.normal())
    }
    self.features = features
    self.labels = labels
    self.targets = targets
  }
}
