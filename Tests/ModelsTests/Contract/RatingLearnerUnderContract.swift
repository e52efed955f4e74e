import Models
import Statistics
import Testing

/// A learner of ratings under the contract: a new one is added to `all`, and every test runs on it.
struct RatingLearnerUnderContract: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let learner: any RatingLearner
  /// The same learner with another seed, for one that draws.
  var reseeded: (any RatingLearner)?
  /// The learner with settings that cannot be, each with the name of the setting.
  var unusable: [(setting: String, learner: any RatingLearner)] = []
  /// Whether it is given clicks, of 0 and 1, and predicts their probabilities.
  var takesClicks = false
  /// Whether it takes one step after another, so that their order and the sizes of the weights matter.
  var stepsAreDrawn = false

  init(_ name: String, _ learner: any RatingLearner, _ change: (inout Self) -> Void) {
    testDescription = name
    self.learner = learner
    change(&self)
  }

  func ratings(_ count: Int = 400, seed: UInt64 = 11) -> DrawnRatings {
    DrawnRatings(count: count, seed: seed, areClicks: takesClicks)
  }

  func fit(_ ratings: DrawnRatings, weights: [Double]? = nil) throws -> MatrixFactorizationModel {
    try learner.fit(users: ratings.users, items: ratings.items, ratings: ratings.values, sampleWeights: weights)
  }
}

/// Ratings of 16 items by 20 users, from tastes and a little noise that are drawn from a seed.
struct DrawnRatings {
  var users: [Int]
  var items: [Int]
  var values: [Double]

  var count: Int { values.count }

  /// - Parameters:
  ///   - areClicks: whether the ratings are 1 where a taste is met, else 0.
  init(count: Int, seed: UInt64, areClicks: Bool) {
    // The tastes are the same for every seed.
    var tastes = SeededGenerator(seed: 1)
    let wishes = (0..<20).map { _ in (tastes.normal(), tastes.normal()) }
    let traits = (0..<16).map { _ in (tastes.normal(), tastes.normal()) }
    var rng = SeededGenerator(seed: seed)
    (users, items, values) = ([], [], [])
    for row in 0..<count {
      // Every user and every item is rated, also among the first few.
      let user = row < 20 ? row : rng.uniformInt(below: 20)
      let item = row < 20 ? row % 16 : rng.uniformInt(below: 16)
      let liking = wishes[user].0 + traits[item].0 + wishes[user].1 * traits[item].1 + 0.1 * rng.normal()
      users.append(100 + 7 * user)
      items.append(3 * item - 20)
      values.append(areClicks ? (liking > 0 ? 1 : 0) : 3 + liking)
    }
  }

  /// Those at `places`, in their order.
  func at(_ places: some Sequence<Int>) -> DrawnRatings {
    var copy = self
    copy.users = places.map { users[$0] }
    copy.items = places.map { items[$0] }
    copy.values = places.map { values[$0] }
    return copy
  }
}
