import Kernels
public import LinearAlgebra

/// Biases and factors of users and items, from which a rating is predicted.
///
/// score(u, i) = μ + bᵤ + bᵢ + pᵤ · qᵢ. A user or an item that the model has not seen has no bias and no factors: its
/// parts of the sum are left out, so a new user gets what the item's bias says, and a new user with a new item the mean.
public struct MatrixFactorizationModel: Codable, Sendable, Equatable {
  private var format = ModelFormat<1>()
  /// What the scores stand for.
  public let loss: RatingLoss
  /// μ: the mean of the ratings; for the logistic loss, its log-odds.
  public let mean: Double
  /// How alternating least squares ended; nil for a stochastic fit or after an update.
  public private(set) var convergence: ConvergenceReport?
  var users: RatedSide
  var items: RatedSide

  init(loss: RatingLoss, mean: Double, users: RatedSide, items: RatedSide, convergence: ConvergenceReport?) {
    self.loss = loss
    self.mean = mean
    self.users = users
    self.items = items
    self.convergence = convergence
  }

  /// The ids of the users that the model knows, in ascending order.
  public var userIDs: [Int] { users.ids }
  /// The ids of the items that the model knows, in ascending order.
  public var itemIDs: [Int] { items.ids }
  /// bᵤ of each user, in the order of ``userIDs``.
  public var userBiases: [Double] { users.biases }
  /// bᵢ of each item, in the order of ``itemIDs``.
  public var itemBiases: [Double] { items.biases }
  /// pᵤ of each user: users × factors, in the order of ``userIDs``.
  public var userFactors: Matrix<Double> { users.factors }
  /// qᵢ of each item: items × factors, in the order of ``itemIDs``.
  public var itemFactors: Matrix<Double> { items.factors }
  /// The number of factors.
  public var factorCount: Int { users.factors.columnCount }

  /// The rating to expect from `user` for `item`; for the logistic loss, the probability of a 1. O(factors).
  public func predict(user: Int, item: Int) -> Double {
    loss.expectation(score(users.ids.position(of: user), items.ids.position(of: item)))
  }

  /// The rating to expect for each pair of a user and an item.
  /// - Throws: ``ModelError/ratingCounts(users:items:ratings:)`` when there are not as many users as items.
  public func predict(users: [Int], items: [Int]) throws -> [Double] {
    guard users.count == items.count else {
      throw ModelError.ratingCounts(users: users.count, items: items.count, ratings: users.count)
    }
    return zip(users, items).map { predict(user: $0, item: $1) }
  }

  /// The items with the highest expected ratings for `user`, the best first, equal ones by their ids.
  ///
  ///     let shelf = model.recommend(user: 7, count: 10, excluding: alreadySeen)
  ///
  /// An unknown user gets the items of the highest biases. O(items · (factors + log items)).
  /// - Parameters:
  ///   - count: the largest number of items to give.
  ///   - seen: items to leave out.
  public func recommend(user: Int, count: Int, excluding seen: Set<Int> = []) -> [Recommendation] {
    let place = users.ids.position(of: user)
    let scored = items.ids.indices.lazy.filter { !seen.contains(items.ids[$0]) }
      .map { (score: score(place, $0), item: items.ids[$0]) }
    return scored.sorted { ($1.score, $0.item) < ($0.score, $1.item) }.prefix(max(0, count))
      .map { Recommendation(item: $0.item, rating: loss.expectation($0.score)) }
  }

  /// μ plus the parts of a user and an item, given by their positions; nil for one that is not known.
  func score(_ user: Int?, _ item: Int?) -> Double {
    var sum = mean
    if let user { sum += users.biases[user] }
    if let item { sum += items.biases[item] }
    if let user, let item, factorCount > 0 {
      users.factors.withUnsafeValues { p in
        items.factors.withUnsafeValues { q in
          sum += DoubleKernels.dot(
            factorCount, p.baseAddress! + user * factorCount, q.baseAddress! + item * factorCount)
        }
      }
    }
    return sum
  }
}

/// An item for a user, and the rating to expect.
public struct Recommendation: Equatable, Sendable {
  /// The id of the item.
  public let item: Int
  /// The rating to expect; for the logistic loss, the probability of a 1.
  public let rating: Double
}

extension MatrixFactorizationModel {
  private enum CodingKeys: String, CodingKey {
    case format, loss, mean, convergence, users, items
  }

  /// Reads a model, and refuses one of another format or whose parts do not fit together.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    format = try container.decode(ModelFormat<1>.self, forKey: .format)
    loss = try container.decode(RatingLoss.self, forKey: .loss)
    mean = try container.decode(Double.self, forKey: .mean)
    convergence = try container.decodeIfPresent(ConvergenceReport.self, forKey: .convergence)
    users = try container.decode(RatedSide.self, forKey: .users)
    items = try container.decode(RatedSide.self, forKey: .items)
    let width = users.factors.columnCount
    guard users.count > 0, items.count > 0, mean.isFinite, users.isSound(factors: width), items.isSound(factors: width)
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .users, in: container,
        debugDescription: "\(users.count) users and \(items.count) items, with their biases and factors, do not make a "
          + "factorization")
    }
  }
}
