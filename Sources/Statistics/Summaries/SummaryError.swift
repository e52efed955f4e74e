/// What keeps data from being summarized.
public enum SummaryError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There are too few values for the summary.
  case tooFewValues(of: String, count: Int, needed: Int)
  /// A value is not a number, or infinite where it must be finite.
  case badValue(of: String, value: Double, position: Int)
  /// Two lists that go together differ in length.
  case lengthsDiffer(of: String, first: Int, second: Int)
  /// A probability is not in 0…1.
  case notProbability(of: String, value: Double)
  /// A weight is negative or not finite.
  case badWeight(value: Double, position: Int)
  /// The weights add up to too little to divide by.
  case weightsSumTooLow(of: String, sum: Double)
  /// All values are the same, so they vary with nothing.
  case constantValues(of: String, value: Double)
  /// The edges of a histogram do not rise, or there are fewer than two.
  case badEdges([Double])
  /// The number of bins is not positive.
  case noBins(Int)
  /// The values lie so far apart that a rule asks for a histogram too large to hold.
  case tooManyBins(rule: String, bins: Double)
  /// The range of a histogram is not finite.
  case badRange(Double, Double)

  public var description: String {
    switch self {
    case .tooFewValues(let name, let count, let needed):
      "a \(name) needs at least \(counted(needed, "value")), not \(count)"
    case .badValue(let name, let value, let position):
      "a \(name) needs finite numbers, but value \(position) (counted from 0) is \(value)"
    case .lengthsDiffer(let name, let first, let second):
      "a \(name) needs two lists of equal length, but one has \(counted(first, "value")) and the other \(second)"
    case .notProbability(let name, let value):
      "a \(name) is asked for by a probability between 0 and 1, not \(value)"
    case .badWeight(let value, let position):
      "weights must be finite and not negative, but weight \(position) (counted from 0) is \(value)"
    case .weightsSumTooLow(let name, let sum):
      "the weights sum to \(sum), which is too little for a \(name)"
    case .constantValues(let name, let value):
      "a \(name) needs values that vary, but all are \(value)"
    case .badEdges(let edges):
      "a histogram needs two or more finite edges in increasing order, not \(edges)"
    case .noBins(let bins):
      "a histogram needs at least one bin, not \(bins)"
    case .tooManyBins(let rule, let bins):
      "the rule \(rule) asks for \(bins) bins, because a few values lie far from the others: "
        + "give a number of bins or a range"
    case .badRange(let lower, let upper):
      "a histogram needs a finite range, not \(lower) to \(upper)"
    }
  }
}
