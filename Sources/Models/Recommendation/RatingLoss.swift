import Statistics

/// What a factorization's score stands for, and how far it is from a rating.
public enum RatingLoss: String, Codable, CaseIterable, Sendable {
  /// The score is the rating; the loss is half their squared difference.
  case squared
  /// The score is the log-odds of a rating of 1 (a click, a like); the loss is the negative log-likelihood of ratings
  /// from 0 to 1.
  case logistic

  /// The rating that is expected at a score.
  func expectation(_ score: Double) -> Double {
    switch self {
    case .squared: score
    case .logistic: 1 / (1 + Portable.exp(-score))
    }
  }

  /// The score at which `mean` is expected.
  /// - Throws: ``ModelError/oneRating(value:)`` where no finite score expects it.
  func score(expecting mean: Double) throws -> Double {
    switch self {
    case .squared: return mean
    case .logistic:
      guard mean > 0, mean < 1 else { throw ModelError.oneRating(value: mean) }
      return Portable.log(mean / (1 - mean))
    }
  }

  /// Checks that `ratings` are such that the loss can be computed.
  func requireRatings(_ ratings: [Double]) throws {
    switch self {
    case .squared:
      guard let bad = ratings.firstIndex(where: { !(abs($0) <= largestMagnitude) }) else { return }
      throw ModelError.rating(
        position: bad, value: ratings[bad], requirement: "a finite number of at most 1e100 in magnitude")
    case .logistic:
      guard let bad = ratings.firstIndex(where: { !($0 >= 0 && $0 <= 1) }) else { return }
      throw ModelError.rating(position: bad, value: ratings[bad], requirement: "from 0 to 1 for the logistic loss")
    }
  }
}
