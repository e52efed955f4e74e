/// What is wrong with a distribution's parameters or with the probability asked of its quantile.
public enum DistributionError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A parameter that must be a positive finite number is not.
  case notPositive(parameter: String, of: String, value: Double)
  /// A parameter that must be a finite number is not.
  case notFinite(parameter: String, of: String, value: Double)
  /// A parameter that must be a probability is not in 0…1.
  case notProbability(parameter: String, of: String, value: Double)
  /// A parameter that may be zero but not negative is negative or not finite.
  case negative(parameter: String, of: String, value: Double)
  /// A parameter that must be above 1 is not.
  case notAboveOne(parameter: String, of: String, value: Double)
  /// A count lies outside the range that the other parameters leave it.
  case countOutOfRange(parameter: String, of: String, value: Int, lowest: Int, highest: Int?)
  /// The bounds of an interval are not in increasing order.
  case emptyInterval(of: String, lower: Double, upper: Double)
  /// The probability given to a quantile is not in 0…1.
  case quantileOfNonProbability(Double, of: String)
  /// The quantile asked for is infinite, and the distribution's values are whole numbers.
  case infiniteQuantile(of: String)
  /// There is not one share for each class.
  case wrongNumberOfShares(of: String, count: Int, expected: Int)
  /// Shares that must sum to 1 do not.
  case sharesDoNotSumToOne(of: String, sum: Double)

  public var description: String {
    switch self {
    case .notPositive(let parameter, let name, let value):
      "\(name) needs its \(parameter) to be positive and finite, not \(value)"
    case .notFinite(let parameter, let name, let value):
      "\(name) needs its \(parameter) to be finite, not \(value)"
    case .notProbability(let parameter, let name, let value):
      "\(name) needs its \(parameter) to be between 0 and 1, not \(value)"
    case .negative(let parameter, let name, let value):
      "\(name) needs its \(parameter) to be finite and not negative, not \(value)"
    case .notAboveOne(let parameter, let name, let value):
      "\(name) needs its \(parameter) to be finite and above 1, not \(value)"
    case .countOutOfRange(let parameter, let name, let value, let lowest, let highest?):
      "\(name) needs its \(parameter) to be between \(lowest) and \(highest), not \(value)"
    case .countOutOfRange(let parameter, let name, let value, let lowest, nil):
      "\(name) needs its \(parameter) to be \(lowest) or more, not \(value)"
    case .emptyInterval(let name, let lower, let upper):
      "\(name) needs its upper bound to be above its lower bound, but \(upper) is not above \(lower)"
    case .quantileOfNonProbability(let value, let name):
      "a quantile of \(name) is asked for by a probability between 0 and 1, not \(value)"
    case .infiniteQuantile(let name):
      "\(name) has no largest value, so its quantile at the far end is infinite; ask closer to it"
    case .wrongNumberOfShares(let name, let count, let expected):
      "\(name) has \(expected) classes, so its density is asked for by \(counted(expected, "share")), not \(count)"
    case .sharesDoNotSumToOne(let name, let sum):
      "\(name) is a distribution of shares that sum to 1, but these sum to \(sum)"
    }
  }
}

func requirePositive(_ value: Double, _ parameter: String, of name: String) throws(DistributionError) {
  guard value > 0, value < .infinity else {
    throw .notPositive(parameter: parameter, of: name, value: value)
  }
}

func requireFinite(_ value: Double, _ parameter: String, of name: String) throws(DistributionError) {
  guard value.isFinite else { throw .notFinite(parameter: parameter, of: name, value: value) }
}

func requireCount(
  _ value: Int, _ parameter: String, of name: String, from lowest: Int, to highest: Int? = nil
) throws(DistributionError) {
  guard value >= lowest, value <= highest ?? .max else {
    throw .countOutOfRange(
      parameter: parameter, of: name, value: value, lowest: lowest, highest: highest)
  }
}

func requireQuantileProbability(_ value: Double, of name: String) throws(DistributionError) {
  guard value >= 0, value <= 1 else { throw .quantileOfNonProbability(value, of: name) }
}
