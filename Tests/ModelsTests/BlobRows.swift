import LinearAlgebra
import Statistics

/// Rows of two overlapping classes of normal features, drawn from `seed`.
struct BlobRows {
  let features: Matrix<Double>
  let labels: [Int]

  init(count: Int, columns: Int, seed: UInt64, separation: Double = 1.5) {
    var rng = SeededGenerator(seed: seed)
    var features = Matrix(rowCount: count, columnCount: columns)
    var labels: [Int] = []
    for row in 0..<count {
      let label = rng.uniformInt(below: 2)
      labels.append(label)
      for column in 0..<columns {
        features[row, column] = rng.normal() + (column == 0 ? separation * Double(label) : 0)
      }
    }
    self.features = features
    self.labels = labels
  }
}
