/// What can be wrong with the input of a sampler. Each case prints a sentence that says what would be right.
public enum SamplingError: Error, Equatable, Sendable {
  /// There is nothing to draw from; `what` names the argument.
  case empty(what: String)
  /// A number of draws, rows or slots is below its smallest legal value.
  case countTooSmall(what: String, value: Int, minimum: Int)
  /// A draw without replacement asks for more rows than there are.
  case tooManyDraws(requested: Int, available: Int)
  /// A weight is negative, infinite or not a number.
  case invalidWeight(index: Int, value: Double)
  /// Every weight is zero.
  case allWeightsZero
  /// A draw without replacement asks for more rows than have a positive weight.
  case tooFewPositiveWeights(requested: Int, positive: Int)
  /// Two arguments that must go together have different lengths.
  case lengthMismatch(what: String, count: Int, expected: String, expectedCount: Int)
  /// A sampling rate or fraction is outside its range.
  case fractionOutOfRange(what: String, value: Double, range: String)
  /// The parts of a split do not add up to one.
  case fractionsDoNotAddUp(sum: Double)
  /// A rule that gives every stratum a draw got fewer draws than strata.
  case fewerDrawsThanStrata(draws: Int, strata: Int)
  /// A reservoir was given a draw that its rule cannot produce.
  case drawOutOfRange(draw: Int, seen: Int)
  /// A row number is not one of the table's.
  case rowOutOfRange(row: Int, rows: Int)
  /// A list that must be a probability distribution is not one.
  case notADistribution(what: String, sum: Double)
  /// The target gives weight to something that the proposal never draws.
  case noSupport(index: Int, target: Double)
  /// The new policy uses an action that the log does not hold.
  case actionNeverLogged(action: Int, probability: Double)
  /// A category exists in the world but not in the sample, so no weight can bring it back.
  case categoryNotObserved(category: String, truth: Double)
  /// A category of the sample has no share in the stated truth.
  case categoryWithoutTruth(category: String, known: [String])
  /// A number that must be finite, or positive, is not.
  case invalidNumber(what: String, index: Int?, value: Double, expected: String)
  /// An exact sum over all sets of rows was asked for more rows than it can handle.
  case tooManyRows(count: Int, limit: Int)
  /// An exact fraction does not fit in 64 bits.
  case fractionTooLarge
}

extension SamplingError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .empty(let what):
      return "\(what) is empty; it needs at least one element"
    case .countTooSmall(let what, let value, let minimum):
      return "\(what) is \(value); it must be \(minimum) or more"
    case .tooManyDraws(let requested, let available):
      return """
        cannot draw \(requested) rows without replacement from \(available); \
        ask for at most \(available), or draw with replacement
        """
    case .invalidWeight(let index, let value):
      return "weight \(index) is \(value); weights must be finite and not negative"
    case .allWeightsZero:
      return "every weight is zero, so nothing can be drawn; at least one weight must be positive"
    case .tooFewPositiveWeights(let requested, let positive):
      return """
        cannot draw \(requested) different rows: only \(positive) have a positive weight; \
        ask for at most \(positive)
        """
    case .lengthMismatch(let what, let count, let expected, let expectedCount):
      return "\(what) has \(count) elements but \(expected) has \(expectedCount); they must have the same number"
    case .fractionOutOfRange(let what, let value, let range):
      return "\(what) is \(value); it must be in \(range)"
    case .fractionsDoNotAddUp(let sum):
      return "the fractions add up to \(sum); they must add up to 1"
    case .fewerDrawsThanStrata(let draws, let strata):
      return """
        \(draws) draws cannot give each of \(strata) strata at least one; \
        ask for \(strata) or more, or choose another rounding rule
        """
    case .drawOutOfRange(let draw, let seen):
      return "draw \(draw) is outside 1...\(seen); the draw for element n is a whole number from 1 to n"
    case .rowOutOfRange(let row, let rows):
      return "row \(row) is not in the table, whose rows are 0 to \(rows - 1)"
    case .notADistribution(let what, let sum):
      return "\(what) adds up to \(sum); a probability distribution adds up to 1"
    case .noSupport(let index, let target):
      return """
        outcome \(index) has probability \(target) under the target but 0 under the proposal: \
        it would never be drawn and its share would be lost; the proposal must be positive wherever the target is
        """
    case .actionNeverLogged(let action, let probability):
      return """
        the new policy takes action \(action) with probability \(probability) but no row of the log has it: \
        its reward is unknown; log more rows, or give the action probability 0
        """
    case .categoryNotObserved(let category, let truth):
      return """
        category \(category) has a true share of \(truth) but no row in the sample; \
        no weight can bring it back: collect some rows of it first
        """
    case .categoryWithoutTruth(let category, let known):
      return """
        category \(category) of the sample has no true share; \
        give one, 0 if it does not exist (given: \(known.joined(separator: ", ")))
        """
    case .invalidNumber(let what, let index, let value, let expected):
      let place = index.map { " at index \($0)" } ?? ""
      return "\(what)\(place) is \(value); it must be \(expected)"
    case .tooManyRows(let count, let limit):
      return "\(count) rows have too many subsets to sum over; use at most \(limit) rows, or simulate"
    case .fractionTooLarge:
      return "the exact fraction does not fit in 64 bits; enumerate a smaller case"
    }
  }
}
