public import LinearAlgebra

/// One layer of a fitted network: a = f(x W + b).
///
/// With normalization it is a = f(scale · (x W - mean) / √(variance + ε) + b); see ``BatchNormalization``.
public struct DenseLayer: Equatable, Sendable {
  /// W, inputs × units: column j holds what unit j gives each input.
  public let weights: Matrix<Float>
  /// b, one per unit.
  public let biases: [Float]
  /// f; nil for the output layer, which applies none.
  public let activation: Activation?
  /// What normalizes the sums x W; nil if nothing does.
  public let normalization: BatchNormalization?
}

extension Network<Float> {
  /// The layers, from the first hidden one to the output.
  var layers: [DenseLayer] {
    (0..<shape.layerCount).map { layer in
      let inputs = shape.sizes[layer]
      let units = shape.sizes[layer + 1]
      let weights = shape.weights[layer]
      var normalization: BatchNormalization?
      if shape.isNormalized(layer) {
        normalization = BatchNormalization(
          scales: Array(parameters[shape.scales[layer]]), means: Array(runningMeans[shape.statistics[layer]]),
          variances: Array(runningVariances[shape.statistics[layer]]))
      }
      return DenseLayer(
        weights: Matrix(rowCount: inputs, columnCount: units) { row, column in
          parameters[weights.lowerBound + row * units + column]
        },
        biases: Array(parameters[shape.biases[layer]]), activation: shape.isHidden(layer) ? shape.activation : nil,
        normalization: normalization)
    }
  }
}
