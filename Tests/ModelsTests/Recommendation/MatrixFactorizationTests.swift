import Foundation
import LinearAlgebra
import Models
import Statistics
import Testing

@Suite("MatrixFactorization")
struct MatrixFactorizationTests {
  struct Fixture: Decodable, Sendable {
    struct Problem: Decodable {
      let users: [Int]
      let items: [Int]
      let ratings: [Double]
      let weights: [Double]?
      let factors: Int
      let l2: Double
      let objective: Double
      let biases: [Double]?
    }

    let problems: [Problem]

    static let shared: Fixture = readFixture("recommendation")
  }

  @Test("it ends at the best factorization that a general minimizer finds")
  func reference() throws {
    for problem in Fixture.shared.problems {
      var best = Double.infinity
      for seed in 0..<(problem.factors == 0 ? 1 : 20) {
        let model = try MatrixFactorization(
          factors: problem.factors, l2: problem.l2, tolerance: 0, maximumIterations: 2000, seed: UInt64(seed)
        ).fit(users: problem.users, items: problem.items, ratings: problem.ratings, sampleWeights: problem.weights)
        let objective = try #require(model.convergence).objective
        #expect(objective > problem.objective - 1e-9)
        best = min(best, objective)
        if let biases = problem.biases {
          #expect(distance(model.userBiases + model.itemBiases, biases) < 1e-7)
        }
      }
      #expect(abs(best - problem.objective) < 1e-8)
    }
  }

  /// Ratings of 60 users for 40 items of which a share was seen, from three planted factors and biases.
  private func planted(share: Double, noise: Double, seed: UInt64) -> (
    users: [Int], items: [Int], ratings: [Double], truth: Matrix<Double>
  ) {
    var rng = SeededGenerator(seed: seed)
    let p = (0..<60).map { _ in (0..<3).map { _ in rng.normal() } }
    let q = (0..<40).map { _ in (0..<3).map { _ in rng.normal() } }
    let userBiases = (0..<60).map { _ in rng.normal() }
    let itemBiases = (0..<40).map { _ in rng.normal() }
    let truth = Matrix(rowCount: 60, columnCount: 40) { user, item in
      var score = 3 + userBiases[user] + itemBiases[item]
      for factor in 0..<3 { score += p[user][factor] * q[item][factor] }
      return score
    }
    var (users, items, ratings): ([Int], [Int], [Double]) = ([], [], [])
    for user in 0..<60 {
      for item in 0..<40 where rng.uniform() < share {
        users.append(user)
        items.append(item)
        ratings.append(truth[user, item] + noise * rng.normal())
      }
    }
    return (users, items, ratings, truth)
  }

  private func error(_ model: MatrixFactorizationModel, _ truth: Matrix<Double>) throws -> Double {
    var sum = 0.0
    for user in 0..<60 {
      for item in 0..<40 {
        let difference = model.predict(user: user, item: item) - truth[user, item]
        sum += difference * difference / 2400
      }
    }
    return sum.squareRoot()
  }

  @Test("planted factors are recovered, unseen pairs included, by both methods")
  func recovery() throws {
    let data = planted(share: 0.6, noise: 0.05, seed: 101)
    let squares = try MatrixFactorization(factors: 3, l2: 1e-4, tolerance: 1e-7, maximumIterations: 500)
      .fit(users: data.users, items: data.items, ratings: data.ratings)
    #expect(try error(squares, data.truth) < 0.08)
    let steps = try MatrixFactorizationSGD(factors: 3, l2: 1e-4, learningRate: 0.03, epochs: 200)
      .fit(users: data.users, items: data.items, ratings: data.ratings)
    #expect(try error(steps, data.truth) < 0.15)
    let biases = try MatrixFactorization(factors: 0, l2: 1e-4)
      .fit(users: data.users, items: data.items, ratings: data.ratings)
    #expect(try error(biases, data.truth) > 1)
  }

  @Test("no sweep raises the objective")
  func monotone() throws {
    let data = planted(share: 0.3, noise: 0.5, seed: 102)
    var last = Double.infinity
    for sweeps in 1...30 {
      let model = try MatrixFactorization(factors: 4, l2: 0.05, tolerance: 0, maximumIterations: sweeps, seed: 3)
        .fit(users: data.users, items: data.items, ratings: data.ratings)
      let objective = try #require(model.convergence).objective
      #expect(objective <= last * (1 + 1e-14))
      last = objective
    }
  }

  @Test("a weight counts as that many copies, and the order of the ratings does not matter")
  func weights() throws {
    let data = planted(share: 0.3, noise: 0.5, seed: 103)
    let weights = data.ratings.indices.map { Double($0 % 3) }
    let copies = weights.indices.flatMap { [Int](repeating: $0, count: Int(weights[$0])) }.reversed()
    let learner = MatrixFactorization(factors: 2, seed: 1)
    let weighted = try learner.fit(
      users: data.users, items: data.items, ratings: data.ratings, sampleWeights: weights)
    let copied = try learner.fit(
      users: copies.map { data.users[$0] }, items: copies.map { data.items[$0] },
      ratings: copies.map { data.ratings[$0] })
    #expect(weighted.userIDs == copied.userIDs)
    #expect(
      distance(
        try weighted.predict(users: data.users, items: data.items),
        try copied.predict(users: data.users, items: data.items)) < 1e-9)
  }

  @Test("unknown users and items fall back to what is known")
  func unknown() throws {
    let data = planted(share: 0.5, noise: 0, seed: 104)
    let model = try MatrixFactorization(factors: 2).fit(users: data.users, items: data.items, ratings: data.ratings)
    let mean = data.ratings.reduce(0, +) / Double(data.ratings.count)
    #expect(abs(model.predict(user: 1000, item: 1000) - mean) < 1e-12)
    #expect(model.predict(user: 1000, item: 7) == model.mean + model.itemBiases[7])
    #expect(model.predict(user: 7, item: -1) == model.mean + model.userBiases[7])
  }

  @Test("recommendations are the best of what was not seen, in order")
  func recommendations() throws {
    let data = planted(share: 0.5, noise: 0, seed: 105)
    let model = try MatrixFactorization(factors: 3).fit(users: data.users, items: data.items, ratings: data.ratings)
    let seen: Set<Int> = [0, 5, 6, 7, 39]
    let best = model.recommend(user: 3, count: 10, excluding: seen)
    let all = (0..<40).filter { !seen.contains($0) }.map { ($0, model.predict(user: 3, item: $0)) }
      .sorted { $0.1 > $1.1 }
    #expect(best.map(\.item) == all.prefix(10).map(\.0))
    #expect(best.map(\.rating) == all.prefix(10).map(\.1))
    #expect(model.recommend(user: 3, count: 100).count == 40)
    #expect(model.recommend(user: 3, count: -1).isEmpty)
    let popular = model.itemIDs.max { model.itemBiases[$0] < model.itemBiases[$1] }
    #expect(model.recommend(user: 1000, count: 1).first?.item == popular)
  }

  @Test("the logistic loss finds the probabilities of clicks, and updates follow a change of taste")
  func clicks() throws {
    var rng = SeededGenerator(seed: 106)
    let p = (0..<50).map { _ in (rng.normal(), rng.normal()) }
    let q = (0..<30).map { _ in (rng.normal(), rng.normal()) }
    func probability(_ user: Int, _ item: Int, turned: Bool) -> Double {
      let score = 1.5 * (p[user].0 * q[item].0 + p[user].1 * q[item].1)
      return 1 / (1 + exp(turned ? score : -score))
    }
    func draw(_ count: Int, turned: Bool) -> (users: [Int], items: [Int], clicks: [Double]) {
      var result: (users: [Int], items: [Int], clicks: [Double]) = ([], [], [])
      for _ in 0..<count {
        let (user, item) = (rng.uniformInt(below: 50), rng.uniformInt(below: 30))
        result.users.append(user)
        result.items.append(item)
        result.clicks.append(rng.uniform() < probability(user, item, turned: turned) ? 1 : 0)
      }
      return result
    }
    func loss(_ model: MatrixFactorizationModel, turned: Bool) -> Double {
      var sum = 0.0
      for user in 0..<50 {
        for item in 0..<30 {
          let (truth, expected) = (probability(user, item, turned: turned), model.predict(user: user, item: item))
          sum -= (truth * log(expected) + (1 - truth) * log(1 - expected)) / 1500
        }
      }
      return sum
    }
    let history = draw(12_000, turned: false)
    let learner = MatrixFactorizationSGD(factors: 2, loss: .logistic, l2: 0.01, learningRate: 0.1, epochs: 30, seed: 1)
    var model = try learner.fit(users: history.users, items: history.items, ratings: history.clicks)
    let frozen = model
    #expect(model.predict(user: 0, item: 0) > 0 && model.predict(user: 0, item: 0) < 1)
    #expect(loss(model, turned: false) < 0.58)
    for _ in 0..<10 {
      let day = draw(2000, turned: true)
      try learner.update(&model, users: day.users, items: day.items, ratings: day.clicks)
    }
    #expect(loss(model, turned: true) < 0.6)
    #expect(loss(frozen, turned: true) > 0.9)
  }

  @Test("one step is the gradient step of the documentation, and new ids join by their own draws")
  func step() throws {
    let learner = MatrixFactorizationSGD(factors: 1, l2: 0.5, learningRate: 0.1, epochs: 1, seed: 9)
    var model = try MatrixFactorization(factors: 1)
      .fit(users: [1, 1, 2, 2], items: [1, 2, 1, 2], ratings: [5, 1, 2, 4])
    let before = model
    try learner.update(&model, users: [2], items: [1], ratings: [3], sampleWeights: [2])
    let error = 3 - before.predict(user: 2, item: 1)
    let (p, q) = (before.userFactors[1, 0], before.itemFactors[0, 0])
    let bias = before.userBiases[1]
    let expected: [Double] = [
      p + 0.2 * (error * q - 0.5 * p), q + 0.2 * (error * p - 0.5 * q), bias + 0.2 * (error - 0.5 * bias),
    ]
    #expect(distance([model.userFactors[1, 0], model.itemFactors[0, 0], model.userBiases[1]], expected) < 1e-14)
    #expect(model.userFactors[0, 0] == before.userFactors[0, 0])
    #expect(model.convergence == nil)

    var other = model
    try learner.update(&model, users: [-4, 9], items: [1, 7], ratings: [1, 2])
    #expect(model.userIDs == [-4, 1, 2, 9])
    #expect(model.itemIDs == [1, 2, 7])
    try learner.update(&other, users: [9], items: [7], ratings: [2])
    #expect(other.userFactors[2, 0] == model.userFactors[3, 0])
    #expect(model.mean == before.mean)
  }

  @Test("ratings and models that the loss and the learner are not for are refused, and an update then changes nothing")
  func refusals() throws {
    let learner = MatrixFactorizationSGD(factors: 2, loss: .logistic)
    let error = #expect(throws: ModelError.ratingCounts(users: 1, items: 2, ratings: 2)) {
      try learner.fit(users: [1], items: [1, 2], ratings: [0, 1])
    }
    #expect(error?.description == "got 1 user, 2 items and 2 ratings; give one user and one item per rating")
    #expect(throws: ModelError.oneRating(value: 1)) {
      try learner.fit(users: [1, 2], items: [1, 2], ratings: [1, 1])
    }
    let wild = MatrixFactorizationSGD(factors: 2, learningRate: 50, epochs: 50)
    #expect(throws: ModelError.self) {
      try wild.fit(users: [1, 1, 2, 2], items: [1, 2, 1, 2], ratings: [5, 1, 2, 4])
    }
    var model = try MatrixFactorizationSGD(factors: 2).fit(users: [1, 2], items: [1, 2], ratings: [3, 5])
    let before = model
    #expect(throws: ModelError.ratingLoss(model: "squared", learner: "logistic")) {
      try learner.update(&model, users: [1], items: [1], ratings: [1])
    }
    #expect(throws: ModelError.factorCount(model: 2, learner: 3)) {
      try MatrixFactorizationSGD(factors: 3).update(&model, users: [1], items: [1], ratings: [1])
    }
    #expect(throws: ModelError.diverged(epoch: 1, learningRate: 1e9)) {
      try MatrixFactorizationSGD(factors: 2, learningRate: 1e9).update(
        &model, users: [Int](repeating: 1, count: 60), items: [Int](repeating: 1, count: 60),
        ratings: [Double](repeating: 1, count: 60))
    }
    #expect(model == before)
  }
}
