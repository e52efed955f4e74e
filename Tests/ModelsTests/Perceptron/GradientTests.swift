import Kernels
import Models
import Statistics
import Testing

@Suite("The gradient of a network")
struct GradientTests {
  struct Subject: CustomTestStringConvertible, Sendable {
    let activation: Activation
    let normalizes: Bool
    let classes: Bool
    let dropout: Double
    let rows: Int

    var testDescription: String {
      "\(activation)\(normalizes ? ", normalized" : "")\(dropout > 0 ? ", dropout" : ""), "
        + "\(classes ? "classes" : "numbers"), \(rows) rows"
    }
  }

  static let subjects = Activation.allCases.flatMap { activation in
    [false, true].flatMap { normalizes in
      [false, true].flatMap { classes in
        [(0.0, 9), (0.4, 9), (0, 1)].map { dropout, rows in
          Subject(activation: activation, normalizes: normalizes, classes: classes, dropout: dropout, rows: rows)
        }
      }
    }
  }

  @Test("back-propagation gives the central differences of the loss along every parameter", arguments: subjects)
  func centralDifferences(_ subject: Subject) {
    let shape = NetworkShape(
      sizes: [4, 6, 5, subject.classes ? 3 : 1], activation: subject.activation, normalizes: subject.normalizes)
    var rng = SeededGenerator(seed: 3)
    let rows = NetworkRows<Double>(
      count: subject.rows, features: (0..<subject.rows * 4).map { _ in rng.normal() },
      targets: subject.classes
        ? .classes((0..<subject.rows).map { _ in Int32(rng.uniformInt(below: 3)) })
        : .numbers((0..<subject.rows).map { _ in rng.normal() }),
      weights: (0..<subject.rows).map { _ in rng.uniform(0.5, 2) })
    var network = Network<Double>(shape: shape, seed: 5)
    for place in shape.weightCount..<shape.parameterCount { network.parameters[place] += 0.3 * rng.normal() }
    let batch = Array(0..<subject.rows)

    func lossAndGradient(_ network: Network<Double>) -> (loss: Double, gradient: [Double]) {
      let trainer = NetworkTrainer(
        network: network, state: Optimizer.adam().start(parameters: shape.parameterCount), batchSize: subject.rows,
        dropout: subject.dropout)
      // The same units are left out each time.
      var draws = SeededGenerator(seed: 11)
      return trainer.lossAndGradient(rows, batch: batch, using: &draws)
    }
    let gradient = lossAndGradient(network).gradient
    // The difference has an error of h² from the third derivative and of 1e-16 / h from rounding: 1e-10 at h = 1e-5.
    let step = 1e-5
    for place in 0..<shape.parameterCount {
      var up = network
      var down = network
      up.parameters[place] += step
      down.parameters[place] -= step
      let difference = (lossAndGradient(up).loss - lossAndGradient(down).loss) / (2 * step)
      #expect(abs(difference - gradient[place]) < 1e-7 * max(1, abs(difference)), "parameter \(place)")
    }
    #expect(gradient.contains { abs($0) > 1e-3 })
  }
}
