/// The ratings of a fit that count, with users and items as positions in their lists.
struct RatingRows: Sendable {
  /// The ids of the users, in ascending order.
  let userIDs: [Int]
  /// The ids of the items, in ascending order.
  let itemIDs: [Int]
  /// The user of each rating, as a position in `userIDs`.
  let users: [Int]
  /// The item of each rating, as a position in `itemIDs`.
  let items: [Int]
  let ratings: [Double]
  /// The weight of each rating; nil if all are 1.
  let weights: [Double]?
  let totalWeight: Double

  var count: Int { ratings.count }

  /// Checks the input of a fit or an update and keeps the ratings with a weight above zero.
  init(users: [Int], items: [Int], ratings: [Double], sampleWeights: [Double]?, loss: RatingLoss) throws {
    guard users.count == ratings.count, items.count == ratings.count else {
      throw ModelError.ratingCounts(users: users.count, items: items.count, ratings: ratings.count)
    }
    guard !ratings.isEmpty else { throw ModelError.noRows }
    try loss.requireRatings(ratings)
    var counting = Array(ratings.indices)
    try requireWeights(sampleWeights, count: ratings.count)
    if let sampleWeights { counting = counting.filter { sampleWeights[$0] > 0 } }
    let userIDs = distinct(counting.map { users[$0] })
    let itemIDs = distinct(counting.map { items[$0] })
    self.userIDs = userIDs
    self.itemIDs = itemIDs
    self.users = counting.map { userIDs.position(of: users[$0])! }
    self.items = counting.map { itemIDs.position(of: items[$0])! }
    self.ratings = counting.map { ratings[$0] }
    weights = sampleWeights.map { weights in counting.map { weights[$0] } }
    var total = 0.0
    for row in counting { total += sampleWeights?[row] ?? 1 }
    totalWeight = total
  }

  func weight(_ row: Int) -> Double { weights?[row] ?? 1 }

  /// The weighted mean of the ratings.
  var mean: Double {
    var sum = 0.0
    for row in 0..<count { sum += weight(row) * ratings[row] }
    return sum / totalWeight
  }
}

/// The different numbers among `ids`, in ascending order.
private func distinct(_ ids: [Int]) -> [Int] {
  var result: [Int] = []
  for id in ids.sorted() where result.last != id { result.append(id) }
  return result
}
