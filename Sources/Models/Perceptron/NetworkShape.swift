import Kernels

/// The layers of a network and the places of their numbers in one long list of parameters.
///
/// The list holds the weights of all layers (each inputs × outputs, row-major), then all biases, then, where batches
/// are normalized, the scales of the hidden layers. The bias of a normalized layer is the shift after normalization.
package struct NetworkShape: Equatable, Sendable {
  /// The number of features, the units of each hidden layer, and the number of outputs.
  package let sizes: [Int]
  package let activation: Activation
  /// Whether the hidden layers normalize their batches.
  package let normalizes: Bool

  package let weights: [Range<Int>]
  package let biases: [Range<Int>]
  /// One range for each hidden layer that is normalized.
  package let scales: [Range<Int>]
  /// The place of each normalized layer in the lists of running means and variances.
  package let statistics: [Range<Int>]

  package init(sizes: [Int], activation: Activation, normalizes: Bool) {
    self.sizes = sizes
    self.activation = activation
    self.normalizes = normalizes
    var end = 0
    func take(_ count: Int) -> Range<Int> {
      defer { end += count }
      return end..<end + count
    }
    let hidden = normalizes ? sizes.dropFirst().dropLast() : []
    weights = zip(sizes, sizes.dropFirst()).map { take($0 * $1) }
    biases = sizes.dropFirst().map { take($0) }
    scales = hidden.map { take($0) }
    end = 0
    statistics = hidden.map { take($0) }
  }

  package var layerCount: Int { sizes.count - 1 }
  package var weightCount: Int { weights.last!.upperBound }
  package var parameterCount: Int { (scales.last ?? biases.last!).upperBound }
  package var statisticCount: Int { statistics.last?.upperBound ?? 0 }
  package var inputs: Int { sizes[0] }
  package var outputs: Int { sizes[layerCount] }
  var widest: Int { sizes.max()! }

  func isHidden(_ layer: Int) -> Bool { layer < layerCount - 1 }
  func isNormalized(_ layer: Int) -> Bool { normalizes && isHidden(layer) }
  func function(of layer: Int) -> LayerFunction { isHidden(layer) ? activation.function : .identity }
}
