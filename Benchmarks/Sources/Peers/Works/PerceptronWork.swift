import Foundation
import LinearAlgebra
import Models

/// A multilayer perceptron, one pass through the rows.
enum PerceptronWork {
  static func epoch(_ values: WorkValues) throws -> WorkReport {
    let rows = try values.number("rows")
    let features = try matrix(values, "features", rows: rows)
    let labels = try values.array("labels", of: Int.self, count: rows)
    let learner = MultilayerPerceptron(
      hiddenLayers: [128], optimizer: .adam(learningRate: 1e-3), batchSize: 128, epochs: 1, standardizes: false,
      seed: UInt64(try values.number("seed")))
    _ = try learner.fit(features: matrix(values, "features", rows: 256), labels: Array(labels.prefix(256)))
    let measured = try WorkMeasurement { try learner.fit(features: features, labels: labels) }
    let testLabels = try values.array("test-labels", of: Int.self)
    let probabilities = try measured.result.classProbabilities(
      matrix(values, "test-features", rows: testLabels.count))
    var loss = 0.0
    for (row, label) in testLabels.enumerated() { loss -= log(probabilities[row, label]) }
    return measured.report(numbers: ["test loss": loss / Double(testLabels.count)])
  }

  /// The file holds what PyTorch takes by default, and the library takes doubles.
  private static func matrix(_ values: WorkValues, _ file: String, rows: Int) throws -> Matrix<Double> {
    Matrix<Double>(try values.matrix(file, of: Float.self, rows: rows, columns: 64))
  }
}
