import Datasets
import LinearAlgebra
import Models
import Statistics
import Testing

@Suite("Drifting stream")
struct DriftingStreamTests {
  @Test("rows come in order of days, and the test week follows the training days")
  func days() throws {
    let stream = try DriftingStream(days: 10, rowsPerDay: 3, testRowsPerDay: 4, seed: 1)
    #expect(stream.train.map(\.day) == (0..<10).flatMap { [$0, $0, $0] })
    #expect(stream.nextWeek.map(\.day) == (10..<17).flatMap { [Int](repeating: $0, count: 4) })
    #expect(stream.ages.first == 9 && stream.ages.last == 0)
    #expect(stream.train.allSatisfy { $0.x.count == 3 })
  }

  @Test("without noise the day's normal vector separates the classes, and it turns a right angle in 90 days")
  func truth() throws {
    let stream = try DriftingStream(noise: 0, testRowsPerDay: 100, seed: 2)
    for row in stream.train + stream.nextWeek {
      let score = zip(stream.normal(onDay: row.day), row.x).reduce(0) { $0 + $1.0 * $1.1 }
      #expect((score > 0 ? 1 : 0) == row.y)
    }
    #expect(stream.normal(onDay: 0) == [1, 0, 1])
    #expect(abs(stream.normal(onDay: 90)[0]) < 1e-15 && stream.normal(onDay: 90)[1] == 1)
  }

  @Test("the best time constant for next week is in between: on 19 of 20 seeds neither 1 day nor 32 nor infinity")
  func interiorOptimum() throws {
    let constants: [Double] = [1, 2, 4, 8, 16, 32, .infinity]
    var means = [Double](repeating: 0, count: constants.count)
    var interior = 0
    for seed in 1...20 as ClosedRange<UInt64> {
      let stream = try DriftingStream(seed: seed)
      let features = try Matrix(rows: stream.train.map(\.x))
      let testFeatures = try Matrix(rows: stream.nextWeek.map(\.x))
      let accuracies = try constants.map { constant in
        let model = try LogisticRegression().fit(
          features: features, labels: stream.train.map(\.y),
          sampleWeights: stream.ages.map { Portable.exp(-$0 / constant) })
        let predictions = try model.predict(testFeatures)
        return Double(zip(predictions, stream.nextWeek).count { $0 == $1.y }) / Double(predictions.count)
      }
      let best = accuracies.indices.max { accuracies[$0] < accuracies[$1] }!
      if (1...4).contains(best) { interior += 1 }
      for place in constants.indices { means[place] += accuracies[place] / 20 }
    }
    #expect(interior >= 18)
    for (mean, expected) in zip(means, [0.719, 0.802, 0.860, 0.882, 0.878, 0.855, 0.798]) {
      #expect(abs(mean - expected) < 0.01)
    }
  }
}
