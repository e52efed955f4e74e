import Kernels
import Statistics

/// A network while it learns: its numbers, their slopes, what the optimizer remembers, and room for one batch.
package final class NetworkTrainer<Scalar: NetworkScalar> {
  private let shape: NetworkShape
  private let batchSize: Int
  private let dropout: Dropout?
  private let parameters: UnsafeStore<Scalar>
  private let runningMeans: UnsafeStore<Scalar>
  private let runningVariances: UnsafeStore<Scalar>
  private let gradient: UnsafeStore<Scalar>
  private let first: UnsafeStore<Scalar>
  private let second: UnsafeStore<Scalar>
  private var steps: Int

  private let inputs: UnsafeStore<Scalar>
  /// The activations of each layer, before dropout.
  private let outputs: [UnsafeStore<Scalar>]
  /// The mask of each hidden layer and what it leaves, with dropout.
  private let masks: [UnsafeStore<Scalar>]
  private let thinned: [UnsafeStore<Scalar>]
  private let normalizations: [NormalizedBatch<Scalar>]
  private let slopes: UnsafeStore<Scalar>
  private let slopesBefore: UnsafeStore<Scalar>
  private let scratch: UnsafeStore<Scalar>
  private let ones: UnsafeStore<Scalar>

  /// Goes on from `network` and, if it was trained before, from the state of its optimizer.
  package init(
    network: Network<Scalar>, state: OptimizerState<Scalar>, batchSize: Int, dropout rate: Double
  ) {
    shape = network.shape
    self.batchSize = batchSize
    dropout = rate > 0 ? Dropout(rate: rate) : nil
    func store(_ values: [Scalar]) -> UnsafeStore<Scalar> {
      let store = UnsafeStore<Scalar>(repeating: 0, count: values.count)
      store.base.update(from: values, count: values.count)
      return store
    }
    func room(_ columns: Int) -> UnsafeStore<Scalar> { UnsafeStore(repeating: 0, count: batchSize * columns) }
    parameters = store(network.parameters)
    runningMeans = store(network.runningMeans)
    runningVariances = store(network.runningVariances)
    gradient = UnsafeStore(repeating: 0, count: shape.parameterCount)
    first = store(state.first)
    second = store(state.second)
    steps = state.steps
    inputs = room(shape.inputs)
    outputs = shape.sizes.dropFirst().map(room)
    let hidden = Array(shape.sizes.dropFirst().dropLast())
    masks = rate > 0 ? hidden.map(room) : []
    thinned = rate > 0 ? hidden.map(room) : []
    normalizations = shape.normalizes ? hidden.map { NormalizedBatch(rows: batchSize, columns: $0) } : []
    slopes = room(shape.widest)
    slopesBefore = room(shape.widest)
    scratch = room(3)
    ones = UnsafeStore(repeating: 1, count: batchSize)
  }

  /// The network as it is now.
  package var network: Network<Scalar> {
    Network(
      shape: shape, parameters: parameters.values, runningMeans: runningMeans.values,
      runningVariances: runningVariances.values)
  }

  /// Whether no parameter has grown out of all bounds.
  package var isFinite: Bool {
    Scalar.Kernels.absoluteMaximum(parameters.count, parameters.base).isFinite
  }

  package var optimizerState: OptimizerState<Scalar> {
    OptimizerState(steps: steps, first: first.values, second: second.values)
  }

  /// Takes one step for each batch of the rows, in the given order; the last batch may be smaller.
  /// - Returns: the mean of the losses, each as it was when its batch came.
  package func epoch(
    _ rows: NetworkRows<Scalar>, order: [Int], optimizer: Optimizer, rateFactor: Double = 1, l2: Double = 0,
    using rng: inout SeededGenerator
  ) -> Double {
    order.withUnsafeBufferPointer { order in
      var total = 0.0
      var start = 0
      while start < order.count {
        let end = min(start + batchSize, order.count)
        let batch = UnsafeBufferPointer(rebasing: order[start..<end])
        total += findGradient(rows, batch: batch, using: &rng)
        step(optimizer, rateFactor: rateFactor, l2: l2)
        start = end
      }
      return total / Double(order.count)
    }
  }

  /// The mean loss of one batch and its slope along each parameter; only the running statistics change.
  package func lossAndGradient(
    _ rows: NetworkRows<Scalar>, batch: [Int], using rng: inout SeededGenerator
  ) -> (loss: Double, gradient: [Scalar]) {
    let total = batch.withUnsafeBufferPointer { findGradient(rows, batch: $0, using: &rng) }
    return (total / Double(batch.count), gradient.values)
  }

  /// The mean loss of rows as the network predicts now.
  package func predictionLoss(_ rows: NetworkRows<Scalar>) -> Double {
    let pass = PredictionPass(
      shape: shape, parameters: parameters.base, runningMeans: runningMeans.base,
      runningVariances: runningVariances.base)
    var scores = pass.scores(rows.features, rowCount: rows.count)
    let scratch = UnsafeStore<Scalar>(repeating: 0, count: 3 * rows.count)
    let total = Array(0..<rows.count).withUnsafeBufferPointer { all in
      rows.targets.loss(
        scores: &scores, columns: shape.outputs, rows: all, weights: rows.weights, scratch: scratch.base)
    }
    guard let weights = rows.weights else { return total / Double(rows.count) }
    var totalWeight = 0.0
    for weight in weights { totalWeight += Double(weight) }
    return total / totalWeight
  }

  /// Fills the gradient with the slopes of Σ wᵢ ℓᵢ / rows, and returns Σ wᵢ ℓᵢ.
  private func findGradient(
    _ rows: NetworkRows<Scalar>, batch: UnsafeBufferPointer<Int>, using rng: inout SeededGenerator
  ) -> Double {
    let width = shape.inputs
    rows.features.withUnsafeBufferPointer { features in
      for (place, row) in batch.enumerated() {
        (inputs.base + place * width).update(from: features.baseAddress! + row * width, count: width)
      }
    }
    forward(rows: batch.count, using: &rng)
    let last = shape.layerCount - 1
    slopes.base.update(from: outputs[last].base, count: batch.count * shape.outputs)
    let loss = rows.targets.loss(
      scores: slopes.base, columns: shape.outputs, rows: batch, weights: rows.weights, scratch: scratch.base)
    backward(rows: batch.count)
    return loss
  }

  /// What `layer` receives.
  private func input(of layer: Int) -> UnsafeMutablePointer<Scalar> {
    layer == 0 ? inputs.base : dropout == nil ? outputs[layer - 1].base : thinned[layer - 1].base
  }

  /// From the inputs to the scores: sums z = x W, normalization, a = f(z + b), dropout; layer by layer.
  private func forward(rows: Int, using rng: inout SeededGenerator) {
    for layer in 0..<shape.layerCount {
      let width = shape.sizes[layer]
      let units = shape.sizes[layer + 1]
      let output = outputs[layer].base
      multiplyMatrices(
        rows: rows, columns: units, depth: width, MatrixSource(input(of: layer), rowStride: width),
        MatrixSource(parameters.base + shape.weights[layer].lowerBound, rowStride: units), into: output, stride: units)
      if shape.isNormalized(layer) {
        let place = shape.statistics[layer].lowerBound
        normalizations[layer].forward(
          rows: rows, sums: output, scales: parameters.base + shape.scales[layer].lowerBound,
          runningMeans: runningMeans.base + place, runningVariances: runningVariances.base + place)
      }
      Scalar.activate(
        shape.function(of: layer), rows: rows, columns: units,
        biases: parameters.base + shape.biases[layer].lowerBound, output)
      if let dropout, shape.isHidden(layer) {
        dropout.draw(count: rows * units, into: masks[layer].base, using: &rng)
        Scalar.Kernels.multiply(rows * units, output, masks[layer].base, thinned[layer].base)
      }
    }
  }

  /// From the slopes along the scores to those along all parameters, by the chain rule, layer by layer.
  ///
  /// With δ the slopes along z: ∂/∂W = xᵀ δ, ∂/∂b = Σ δ over the rows, and ∂/∂x = δ Wᵀ goes on to the layer before.
  private func backward(rows: Int) {
    var current = slopes.base
    var before = slopesBefore.base
    for layer in (0..<shape.layerCount).reversed() {
      let width = shape.sizes[layer]
      let units = shape.sizes[layer + 1]
      if shape.isHidden(layer) {
        if dropout != nil { Scalar.Kernels.multiply(rows * units, current, masks[layer].base, current) }
        Scalar.multiplyBySlope(
          shape.function(of: layer), count: rows * units, values: outputs[layer].base, current)
      }
      let biasSlopes = gradient.base + shape.biases[layer].lowerBound
      if shape.isNormalized(layer) {
        normalizations[layer].backward(
          rows: rows, slopes: current, scales: parameters.base + shape.scales[layer].lowerBound,
          scaleSlopes: gradient.base + shape.scales[layer].lowerBound, shiftSlopes: biasSlopes)
      } else {
        biasSlopes.update(repeating: 0, count: units)
        Scalar.Kernels.addVectorTimes(rows, units, current, units, ones.base, biasSlopes)
      }
      multiplyMatrices(
        rows: width, columns: units, depth: rows, MatrixSource(input(of: layer), rowStride: 1, columnStride: width),
        MatrixSource(current, rowStride: units), into: gradient.base + shape.weights[layer].lowerBound, stride: units)
      if layer > 0 {
        multiplyMatrices(
          rows: rows, columns: width, depth: units, MatrixSource(current, rowStride: units),
          MatrixSource(parameters.base + shape.weights[layer].lowerBound, rowStride: 1, columnStride: units),
          into: before, stride: width)
        swap(&current, &before)
      }
    }
  }

  /// Lets the parameters follow the gradient; only weights decay.
  private func step(_ optimizer: Optimizer, rateFactor: Double, l2: Double) {
    steps += 1
    let decaying = shape.weightCount
    optimizer.step(
      steps, count: decaying, rateFactor: rateFactor, decay: l2, gradient: gradient.base, first: first.base,
      second: second.base, parameters: parameters.base)
    // The optimizer without a second list never touches it.
    let secondRest = second.count == 0 ? second.base : second.base + decaying
    optimizer.step(
      steps, count: shape.parameterCount - decaying, rateFactor: rateFactor, decay: 0,
      gradient: gradient.base + decaying, first: first.base + decaying, second: secondRest,
      parameters: parameters.base + decaying)
  }
}

extension UnsafeStore {
  /// A copy of what is stored.
  fileprivate var values: [Element] { Array(UnsafeBufferPointer(start: base, count: count)) }
}
