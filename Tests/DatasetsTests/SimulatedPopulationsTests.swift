import Datasets
import Statistics
import Testing

@Suite("Simulated populations and tables")
struct SimulatedPopulationsTests {
  @Test("the rare class has its exact share, at random places")
  func rareClass() throws {
    for (count, share, rare) in [
      (10_000, 0.0001, 1), (100_000, 0.0001, 10), (1_000_000, 0.0001, 100), (10, 1, 10), (10, 0, 0),
    ] {
      let population = try RareClassPopulation(count: count, rareShare: share, seed: 1)
      #expect(population.rareCount == rare)
      #expect(population.labels.count { $0 == .rare } == rare)
      #expect(population.rows.count == count && population.rows.last?.id == count - 1)
    }
    var quarters = [0, 0, 0, 0]
    for row in try RareClassPopulation(count: 100_000, rareShare: 0.01, seed: 2).rows where row.label == .rare {
      quarters[row.id / 25_000] += 1
    }
    #expect(try ChiSquareTest(uniformityOf: quarters).pValue > 0.001)
  }

  @Test("the truth of the stratified population is that of its rows")
  func stratifiedTruth() throws {
    let population = try StratifiedPopulation(seed: 1)
    let all = population.rows.map(\.y)
    #expect(abs(population.mean - all.mean()) < 1e-9)
    #expect(abs(population.variance / all.variance() - 1) < 1e-9)
    for (name, (size, mean)) in zip(population.strata, zip(population.sizes, population.means)) {
      let own = population.rows.filter { $0.stratum == name }.map(\.y)
      #expect(own.count == size)
      #expect(abs(own.mean() - mean) < 1e-9)
    }
    // 7000 · 30 + 2500 · 60 + 500 · 120 over 10,000 is 42.
    #expect(abs(population.mean - 42) < 1)
  }

  @Test(
    "strata by share cut the variance of the mean by more than half, the best allocation by more than three quarters")
  func stratifiedVariance() throws {
    let population = try StratifiedPopulation(seed: 1)
    let simple = try population.simpleRandomVariance(draws: 100)
    #expect(try population.stratifiedVariance(counts: [70, 25, 5]) < simple / 2)
    #expect(try population.stratifiedVariance(counts: [45, 30, 25]) < simple / 4)
  }

  @Test("the stated variance of the sample mean is the one that is seen")
  func simulatedVariance() throws {
    let population = try StratifiedPopulation(seed: 3)
    let stated = try population.simpleRandomVariance(draws: 200)
    var rng = SeededGenerator(seed: 4)
    var means = RunningMoments()
    var order = population.rows.map(\.y)
    for _ in 0..<1000 {
      rng.shuffle(&order)
      means.add(order.prefix(200).reduce(0, +) / 200)
    }
    #expect(abs(means.variance() / stated - 1) < 0.15)
    #expect(abs(means.mean - population.mean) < 3.3 * (stated / 1000).squareRoot())
  }

  @Test("tags come with their stated probabilities, with rare ones, singletons and photos without any")
  func tags() throws {
    let photos = try TaggedPhotos(count: 20_000, seed: 1)
    for (tag, probability) in zip(TaggedPhotos.tags, TaggedPhotos.tagProbabilities) {
      let seen = Double(photos.rows.count { $0.tags.contains(tag) })
      let error = (20_000 * probability * (1 - probability)).squareRoot()
      #expect(abs(seen - 20_000 * probability) < 4 * error, "\(tag)")
    }
    let small = try TaggedPhotos(count: 1000, seed: 1)
    #expect(small.labelSets == photos.rows.prefix(1000).map(\.tags))
    let sets = Dictionary(grouping: small.labelSets) { $0 }
    #expect(sets.count > 80 && sets.values.count { $0.count == 1 } > 30)
    #expect(small.rows.contains { $0.tags.isEmpty })
  }

  @Test("the red share is exact, and weighting red three to one brings the mean back to the truth")
  func redBlue() throws {
    let sample = try RedBlueSample(count: 40_000, seed: 1)
    #expect(sample.rows.count { $0.color == .red } == 10_000)
    #expect(sample.trueMean == 15 && sample.observedMean == 17.5)
    let plain = sample.rows.reduce(0) { $0 + $1.y } / 40_000
    #expect(abs(plain - 17.5) < 0.1)
    var weighted = 0.0
    var weights = 0.0
    for row in sample.rows {
      weighted += (row.color == .red ? 3 : 1) * row.y
      weights += row.color == .red ? 3 : 1
    }
    #expect(abs(weighted / weights - 15) < 0.1)
    #expect(abs(sample.rows.map(\.x).mean()) < 0.03)
  }

  @Test("the log has the policy's proportions and the arms' rewards")
  func bandit() throws {
    let log = try BanditLogs(count: 50_000, seed: 1)
    let counts = (0..<3).map { arm in log.actions.count { $0 == arm } }
    #expect(try ChiSquareTest(observed: counts, probabilities: log.policy).pValue > 0.001)
    for arm in 0..<3 {
      let paid = log.rows.count { $0.action == arm && $0.reward == 1 }
      let p = log.meanRewards[arm]
      let error = (Double(counts[arm]) * p * (1 - p)).squareRoot()
      #expect(abs(Double(paid) - Double(counts[arm]) * p) < 3.3 * error)
    }
    #expect(log.rows.allSatisfy { $0.propensity == log.policy[$0.action] && ($0.reward == 0 || $0.reward == 1) })
    #expect(abs(try log.value(of: [0.6, 0.3, 0.1]) - 0.30) < 1e-12)
    #expect(abs(try log.value(of: [0.5, 0.3, 0.2]) - 0.38) < 1e-12)
    #expect(abs(try log.value(of: [0, 0.02, 0.98]) - 0.892) < 1e-12)
    #expect(throws: DatasetError.self) { try log.value(of: [0.5, 0.5]) }
  }

  @Test("the twenty points are those of the original example")
  func twentyPoints() throws {
    struct Reference: Decodable {
      let features: [[Double]]
      let labels: [Int]
      let weights: [Double]
    }
    let reference = try datasetFixture("twenty-weighted-points", as: Reference.self)
    #expect(TwentyWeightedPoints.labels == reference.labels)
    for (point, (features, weight)) in zip(TwentyWeightedPoints.rows, zip(reference.features, reference.weights)) {
      #expect(abs(point.x1 - features[0]) < 1e-15 && abs(point.x2 - features[1]) < 1e-15)
      #expect(abs(point.weight - weight) < 1e-15)
    }
    #expect(abs(TwentyWeightedPoints.weights[9] - 3.1911) < 5e-5)
    #expect(TwentyWeightedPoints.features[14].map { ($0 * 10_000).rounded() } == [15_328, 14_694])
  }

  @Test("the same seed gives the same rows, another seed others")
  func seeds() throws {
    #expect(try TaggedPhotos(seed: 5).rows == TaggedPhotos(seed: 5).rows)
    #expect(try TaggedPhotos(seed: 5).rows != TaggedPhotos(seed: 6).rows)
    #expect(try RedBlueSample(seed: 5).rows == RedBlueSample(seed: 5).rows)
    #expect(try BanditLogs(seed: 5).rows == BanditLogs(seed: 5).rows)
    #expect(try StratifiedPopulation(seed: 5).rows == StratifiedPopulation(seed: 5).rows)
    #expect(
      try RareClassPopulation(count: 1000, rareShare: 0.1, seed: 5).rows
        == RareClassPopulation(count: 1000, rareShare: 0.1, seed: 5).rows)
    #expect(try DriftingStream(seed: 5).train == DriftingStream(seed: 5).train)
  }

  @Test("parameters out of range are refused with a sentence")
  func refusals() {
    let error = #expect(throws: DatasetError.self) { try RareClassPopulation(count: 10, rareShare: 2, seed: 1) }
    #expect(error?.description == "the share of the rare class is 2.0; it must be in 0...1")
    #expect(throws: DatasetError.self) { try RareClassPopulation(count: 0, seed: 1) }
    #expect(throws: DatasetError.self) { try RareClassPopulation(count: 5, rareShare: .nan, seed: 1) }
    #expect(throws: DatasetError.self) { try StratifiedPopulation(strata: [], seed: 1) }
    #expect(throws: DatasetError.self) {
      try StratifiedPopulation(
        strata: [
          .init(name: "a", count: 3, mean: 0, standardDeviation: 1),
          .init(name: "a", count: 3, mean: 0, standardDeviation: 1),
        ], seed: 1)
    }
    #expect(throws: DatasetError.self) { try StratifiedPopulation(seed: 1).stratifiedVariance(counts: [1, 0, 1]) }
    #expect(throws: DatasetError.self) { try StratifiedPopulation(seed: 1).simpleRandomVariance(draws: 0) }
    #expect(throws: DatasetError.self) { try TaggedPhotos(count: 0, seed: 1) }
    #expect(throws: DatasetError.self) { try RedBlueSample(observedRed: -0.1, seed: 1) }
    #expect(throws: DatasetError.self) { try BanditLogs(policy: [0.5, 0.4, 0.2], seed: 1) }
    #expect(throws: DatasetError.self) { try BanditLogs(policy: [0.5, 0.5], seed: 1) }
    #expect(throws: DatasetError.self) { try DriftingStream(days: 0, seed: 1) }
    #expect(throws: DatasetError.self) { try TweetStream(users: 0, seed: 1) }
  }
}
