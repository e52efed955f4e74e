import Kernels
import Statistics

/// The numbers of a network, computed in `Scalar`.
package struct Network<Scalar: NetworkScalar>: Equatable, Sendable {
  package let shape: NetworkShape
  package var parameters: [Scalar]
  package var runningMeans: [Scalar]
  package var runningVariances: [Scalar]

  package init(
    shape: NetworkShape, parameters: [Scalar], runningMeans: [Scalar] = [], runningVariances: [Scalar] = []
  ) {
    self.shape = shape
    self.parameters = parameters
    self.runningMeans = runningMeans
    self.runningVariances = runningVariances
  }

  /// A network before its first step, with weights drawn from `seed`, biases 0 and scales 1.
  ///
  /// The weights keep the size of signals from layer to layer: normal with variance 2 / inputs before ``Activation``
  /// `relu` (He, Zhang, Ren and Sun, "Delving Deep into Rectifiers", ICCV 2015), else uniform within
  /// ±√(6 / (inputs + outputs)) (Glorot and Bengio, "Understanding the Difficulty of Training Deep Feedforward Neural
  /// Networks", AISTATS 2010).
  ///
  /// Where outputs start at zero, the weights of the last layer are 0.
  package init(shape: NetworkShape, seed: UInt64, outputsStartAtZero: Bool = false) {
    var rng = SeededGenerator(seed: seed, stream: "weights")
    var parameters = [Scalar](repeating: 0, count: shape.parameterCount)
    for layer in 0..<shape.layerCount {
      if outputsStartAtZero, !shape.isHidden(layer) { break }
      let inputs = Double(shape.sizes[layer])
      let outputs = Double(shape.sizes[layer + 1])
      if shape.isHidden(layer), shape.activation == .relu {
        let deviation = (2 / inputs).squareRoot()
        for place in shape.weights[layer] { parameters[place] = Scalar(deviation * rng.normal()) }
      } else {
        let limit = (6 / (inputs + outputs)).squareRoot()
        for place in shape.weights[layer] { parameters[place] = Scalar(rng.uniform(-limit, limit)) }
      }
    }
    for place in shape.scales.joined() { parameters[place] = 1 }
    self.init(
      shape: shape, parameters: parameters,
      runningMeans: [Scalar](repeating: 0, count: shape.statisticCount),
      runningVariances: [Scalar](repeating: 1, count: shape.statisticCount))
  }
}
