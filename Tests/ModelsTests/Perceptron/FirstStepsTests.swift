import Kernels
import Models
import Statistics
import Testing

@Suite("The first steps of a network")
struct FirstStepsTests {
  @Test("scores, losses and parameters are PyTorch's, for every optimizer, activation, loss and normalization")
  func reference() throws {
    for reference in try StepFixture.load().cases {
      compare(reference, Double.self, tolerance: 1e-11)
      compare(reference, Float.self, tolerance: 2e-4)
    }
  }

  private func compare<Scalar: NetworkScalar>(
    _ reference: StepFixture.Case, _ type: Scalar.Type, tolerance: Double
  ) {
    func agree(_ ours: [Scalar], _ theirs: [Double], _ what: String) {
      #expect(ours.count == theirs.count, "\(reference.name): \(what)")
      for (place, pair) in zip(ours, theirs).enumerated() {
        let difference = abs(Double(pair.0) - pair.1)
        #expect(difference <= tolerance * max(1, abs(pair.1)), "\(reference.name), \(type): \(what), entry \(place)")
      }
    }
    let rows = reference.rows(type)
    let start = reference.network(type)
    agree(start.scores(rows), reference.scores, "the first scores")
    let trainer = NetworkTrainer(
      network: start, state: reference.optimizer.start(parameters: start.shape.parameterCount),
      batchSize: reference.batch, dropout: 0)
    var rng = SeededGenerator(seed: 0)
    for (step, loss) in reference.losses.enumerated() {
      let batch = Array(step * reference.batch..<(step + 1) * reference.batch)
      let found = trainer.epoch(rows, order: batch, optimizer: reference.optimizer, l2: reference.l2, using: &rng)
      #expect(abs(found - loss) <= tolerance * max(1, loss), "\(reference.name), \(type): loss \(step)")
      agree(trainer.network.parameters, reference.parameters[step], "parameters after step \(step + 1)")
    }
    let network = trainer.network
    agree(network.runningMeans, reference.runningMeans, "running means")
    agree(network.runningVariances, reference.runningVariances, "running variances")
    agree(network.scores(rows), reference.laterScores, "the later scores")
  }
}
