import LinearAlgebra
import Statistics

/// Factorization of a matrix of ratings by stochastic gradient descent (SGD), which can go on with each new rating.
///
///     let learner = MatrixFactorizationSGD(factors: 8, loss: .logistic, learningRate: 0.1)
///     var model = try learner.fit(users: users, items: items, ratings: clicks)
///     try learner.update(&model, users: [7], items: [42], ratings: [1])
///
/// The score is that of ``MatrixFactorization``, and so is the objective, with the loss of ``loss``. For a rating with
/// the error e = w (r - expected rating), one step adds η (e - w l2 b) to each bias b, η (e q - w l2 p) to the user's
/// factors p and η (e p - w l2 q) to the item's factors q. Each epoch visits every rating once, in a new order.
///
/// The weights scale the steps, yet a rating of weight 2 is not the same as the rating twice: copies come at other times.
///
/// Source: Koren, Bell and Volinsky, "Matrix factorization techniques for recommender systems", Computer 42(8), 2009.
public struct MatrixFactorizationSGD: RatingLearner {
  /// The number of factors of each user and item, at least 0; with 0 the biases alone explain the ratings.
  public var factors: Int
  /// What the ratings are: numbers of any size, or probabilities from 0 to 1 such as clicks.
  public var loss: RatingLoss
  /// The strength of the penalty, at least 0. It counts once for each rating.
  public var l2: Double
  /// η, the length of a step, above 0.
  public var learningRate: Double
  /// The number of times that a fit visits every rating, at least 1.
  public var epochs: Int
  /// The seed of the starting factors and of the order of the ratings.
  public var seed: UInt64

  public var sampleWeightUse: SampleWeightUse { .scalesLoss }

  /// Makes a configuration; it is checked when it is fitted.
  public init(
    factors: Int, loss: RatingLoss = .squared, l2: Double = 0.02, learningRate: Double = 0.02, epochs: Int = 20,
    seed: UInt64 = 0
  ) {
    self.factors = factors
    self.loss = loss
    self.l2 = l2
    self.learningRate = learningRate
    self.epochs = epochs
    self.seed = seed
  }

  /// Fits a model to ratings; its report is nil. O(epochs · n · factors).
  /// - Throws: ``ModelError``; beside those of every learner, ``ModelError/diverged(epoch:learningRate:)``, and
  ///   ``ModelError/oneRating(value:)`` for the logistic loss when all ratings are 0 or all are 1.
  public func fit(
    users: [Int], items: [Int], ratings: [Double], sampleWeights: [Double]?
  ) throws -> MatrixFactorizationModel {
    try requireSettings()
    let rows = try RatingRows(users: users, items: items, ratings: ratings, sampleWeights: sampleWeights, loss: loss)
    var model = MatrixFactorizationModel(
      loss: loss, mean: try loss.score(expecting: rows.mean),
      users: RatedSide(ids: rows.userIDs, factors: factors, seed: seed, name: "user"),
      items: RatedSide(ids: rows.itemIDs, factors: factors, seed: seed, name: "item"), convergence: nil)
    var rng = SeededGenerator(seed: seed, stream: "order")
    var order = Array(0..<rows.count)
    for epoch in 1...epochs {
      rng.shuffle(&order)
      try visit(rows, in: order, users: rows.users, items: rows.items, &model, epoch: epoch)
    }
    return model
  }

  /// Lets `model` learn from further ratings, each once, in the order given. O(n · factors + size of the model).
  ///
  /// New users and items join with a bias of 0 and small factors drawn by their id; μ stays as it is. Any model with as
  /// many factors and the same loss can be updated, one of ``MatrixFactorization`` too. Where it throws, `model` is as
  /// it was.
  /// - Throws: ``ModelError``.
  public func update(
    _ model: inout MatrixFactorizationModel, users: [Int], items: [Int], ratings: [Double],
    sampleWeights: [Double]? = nil
  ) throws {
    try requireSettings()
    guard model.factorCount == factors else {
      throw ModelError.factorCount(model: model.factorCount, learner: factors)
    }
    guard model.loss == loss else {
      throw ModelError.ratingLoss(model: model.loss.rawValue, learner: loss.rawValue)
    }
    let rows = try RatingRows(users: users, items: items, ratings: ratings, sampleWeights: sampleWeights, loss: loss)
    var next = MatrixFactorizationModel(
      loss: loss, mean: model.mean, users: model.users, items: model.items, convergence: nil)
    next.users.add(rows.userIDs, seed: seed, name: "user")
    next.items.add(rows.itemIDs, seed: seed, name: "item")
    let userPlaces = rows.userIDs.map { next.users.ids.position(of: $0)! }
    let itemPlaces = rows.itemIDs.map { next.items.ids.position(of: $0)! }
    try visit(
      rows, in: Array(0..<rows.count), users: rows.users.map { userPlaces[$0] },
      items: rows.items.map { itemPlaces[$0] }, &next, epoch: 1)
    model = next
  }

  private func requireSettings() throws {
    try requireNonnegative(Double(factors), "factors")
    try requireNonnegative(l2, "l2")
    try requirePositive(learningRate, "learningRate")
    try requireAtLeastOne(epochs, "epochs")
  }

  /// Takes one step for each rating of `order`.
  private func visit(
    _ rows: RatingRows, in order: [Int], users: [Int], items: [Int], _ model: inout MatrixFactorizationModel,
    epoch: Int
  ) throws {
    let width = factors
    let mean = model.mean
    var (userBiases, itemBiases) = (model.users.biases, model.items.biases)
    var (userFactors, itemFactors) = (model.users.factors, model.items.factors)
    userFactors.withUnsafeMutableValues { p in
      itemFactors.withUnsafeMutableValues { q in
        for row in order {
          let (user, item) = (users[row], items[row])
          var score = mean + userBiases[user] + itemBiases[item]
          for factor in 0..<width { score += p[user * width + factor] * q[item * width + factor] }
          let weight = rows.weight(row)
          let error = weight * (rows.ratings[row] - loss.expectation(score))
          let shrinking = weight * l2
          userBiases[user] += learningRate * (error - shrinking * userBiases[user])
          itemBiases[item] += learningRate * (error - shrinking * itemBiases[item])
          for factor in 0..<width {
            let (pPlace, qPlace) = (user * width + factor, item * width + factor)
            let (old, other) = (p[pPlace], q[qPlace])
            p[pPlace] = old + learningRate * (error * other - shrinking * old)
            q[qPlace] = other + learningRate * (error * old - shrinking * other)
          }
        }
      }
    }
    (model.users.biases, model.items.biases) = (userBiases, itemBiases)
    (model.users.factors, model.items.factors) = (userFactors, itemFactors)
    guard model.users.isFinite, model.items.isFinite else {
      throw ModelError.diverged(epoch: epoch, learningRate: learningRate)
    }
  }
}
