import Kernels

/// The outputs of a network for rows as it predicts: running statistics, no dropout, and no row knows of another.
struct PredictionPass<Scalar: NetworkScalar>: @unchecked Sendable {
  let shape: NetworkShape
  let parameters: UnsafePointer<Scalar>
  let runningMeans: UnsafePointer<Scalar>
  let runningVariances: UnsafePointer<Scalar>

  /// Rows that go through the layers together.
  private static var pieceLength: Int { 256 }

  /// Calls `use` with pieces of the rows and their scores (rows × outputs), on several threads.
  /// - Parameter fill: writes the features of the rows (rows × inputs).
  func forEachPiece(
    rowCount: Int, fill: @Sendable (Range<Int>, UnsafeMutablePointer<Scalar>) -> Void,
    use: @Sendable (Range<Int>, UnsafeMutablePointer<Scalar>) -> Void
  ) {
    let length = Self.pieceLength
    parallelFor(0..<(rowCount + length - 1) / length) { piece in
      let rows = piece * length..<min(rowCount, (piece + 1) * length)
      var input = UnsafeStore<Scalar>(repeating: 0, count: rows.count * shape.widest)
      var output = UnsafeStore<Scalar>(repeating: 0, count: rows.count * shape.widest)
      fill(rows, input.base)
      for layer in 0..<shape.layerCount {
        forward(layer, rows: rows.count, from: input.base, to: output.base)
        swap(&input, &output)
      }
      use(rows, input.base)
    }
  }

  /// The scores of rows that are given one after the other: rows × outputs.
  func scores(_ features: [Scalar], rowCount: Int) -> [Scalar] {
    [Scalar](unsafeUninitializedCapacity: rowCount * shape.outputs) { result, initialized in
      nonisolated(unsafe) let result = result.baseAddress!
      features.withUnsafeBufferPointer { features in
        nonisolated(unsafe) let features = features.baseAddress!
        forEachPiece(rowCount: rowCount) { piece, inputs in
          inputs.update(from: features + piece.lowerBound * shape.inputs, count: piece.count * shape.inputs)
        } use: { piece, scores in
          (result + piece.lowerBound * shape.outputs).initialize(from: scores, count: piece.count * shape.outputs)
        }
      }
      initialized = rowCount * shape.outputs
    }
  }

  private func forward(
    _ layer: Int, rows: Int, from input: UnsafePointer<Scalar>, to output: UnsafeMutablePointer<Scalar>
  ) {
    let inputs = shape.sizes[layer]
    let units = shape.sizes[layer + 1]
    multiplyMatrices(
      rows: rows, columns: units, depth: inputs, MatrixSource(input, rowStride: inputs),
      MatrixSource(parameters + shape.weights[layer].lowerBound, rowStride: units), into: output, stride: units)
    if shape.isNormalized(layer) {
      let place = shape.statistics[layer].lowerBound
      let factors = UnsafeStore<Scalar>(repeating: 0, count: units)
      for unit in 0..<units {
        let deviation = (runningVariances[place + unit] + Scalar(BatchNormalization.epsilon)).squareRoot()
        factors.base[unit] = parameters[shape.scales[layer].lowerBound + unit] / deviation
      }
      for row in 0..<rows {
        let sums = output + row * units
        Scalar.Kernels.subtract(units, sums, runningMeans + place, sums)
        Scalar.Kernels.multiply(units, sums, factors.base, sums)
      }
    }
    Scalar.activate(
      shape.function(of: layer), rows: rows, columns: units, biases: parameters + shape.biases[layer].lowerBound, output
    )
  }
}

extension Network {
  /// Calls `body` with the pass that predicts by this network.
  func withPredictionPass<Result>(_ body: (PredictionPass<Scalar>) throws -> Result) rethrows -> Result {
    try parameters.withUnsafeBufferPointer { parameters in
      try runningMeans.withUnsafeBufferPointer { means in
        try runningVariances.withUnsafeBufferPointer { variances in
          // Without normalization the two lists are empty, and nothing reads them.
          let base = parameters.baseAddress!
          return try body(
            PredictionPass(
              shape: shape, parameters: base, runningMeans: means.baseAddress ?? base,
              runningVariances: variances.baseAddress ?? base))
        }
      }
    }
  }
  /// The scores of rows, as the network predicts: rows × outputs.
  package func scores(_ rows: NetworkRows<Scalar>) -> [Scalar] {
    withPredictionPass { $0.scores(rows.features, rowCount: rows.count) }
  }
}
