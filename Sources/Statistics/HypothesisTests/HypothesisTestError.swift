/// What keeps a hypothesis from being tested.
public enum HypothesisTestError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There are fewer than two categories to compare.
  case tooFewCategories(Int)
  /// The observed and expected lists differ in length.
  case lengthsDiffer(observed: Int, expected: Int)
  /// A count is negative.
  case negativeCount(Int, category: Int)
  /// Nothing was observed.
  case nothingObserved
  /// An expected count or probability is zero, negative or not finite.
  case badExpectation(Double, category: Int)
  /// The probabilities do not sum to 1.
  case probabilitiesDoNotSumToOne(Double)
  /// The expected counts do not sum to the number observed.
  case expectedTotalDiffers(expected: Double, observed: Int)
  /// So many parameters were estimated that no degree of freedom is left.
  case noDegreesOfFreedom(categories: Int, estimatedParameters: Int)
  /// The number of estimated parameters is negative.
  case negativeParameters(Int)
  /// A table has fewer than two rows or columns.
  case tableTooSmall(rows: Int, columns: Int)
  /// A table that must have two rows and two columns has not.
  case tableNotTwoByTwo(rows: Int, columns: Int)
  /// The rows of a table differ in length.
  case raggedTable(row: Int, length: Int, expected: Int)
  /// A cell of a table is negative.
  case negativeCell(Int, row: Int, column: Int)
  /// A row or a column of a table is empty.
  case emptyLine(String, index: Int)
  /// A sample holds no values.
  case emptySample
  /// A sample holds a value that is not a number.
  case notANumber(position: Int)
  /// A sample has fewer values than the test needs.
  case tooFewValues(test: String, sample: String, count: Int, needed: Int)
  /// A sample holds a value that is not finite.
  case notFinite(test: String, sample: String, value: Double, position: Int)
  /// Two samples that go together differ in length.
  case pairsDiffer(test: String, first: Int, second: Int)
  /// All values are the same, so there is no spread to measure a difference by.
  case noSpread(test: String)
  /// A parameter of the hypothesis is not a finite number.
  case badHypothesis(test: String, value: Double)
  /// The hypothesis says a probability that is not in 0…1, or one that leaves nothing to chance.
  case badProbability(test: String, value: Double)
  /// Equal values leave no exact p-value.
  case tiesForbidExact(test: String)
  /// Samples are too large for an exact p-value.
  case tooLargeForExact(test: String, first: Int, second: Int)
  /// A count of a test of proportions is out of range.
  case badCounts(EstimateError)

  public var description: String {
    switch self {
    case .tooFewCategories(let count):
      "a chi-square test compares at least 2 categories, not \(count)"
    case .lengthsDiffer(let observed, let expected):
      "a chi-square test needs one expectation for each category, but there are \(expected) for "
        + counted(observed, "observed count")
    case .negativeCount(let count, let category):
      "the observed counts must not be negative, but category \(category) (counted from 0) has \(count)"
    case .nothingObserved:
      "the observed counts are all zero: there is nothing to test"
    case .badExpectation(let value, let category):
      "category \(category) (counted from 0) is expected with \(value), which must be positive and finite: "
        + "leave out a category that cannot occur, or merge it with another"
    case .probabilitiesDoNotSumToOne(let sum):
      "the expected probabilities must sum to 1, not \(sum)"
    case .expectedTotalDiffers(let expected, let observed):
      "the expected counts sum to \(expected), but \(observed) were observed: the totals must agree"
    case .noDegreesOfFreedom(let categories, let parameters):
      "\(categories) categories less 1 and less \(counted(parameters, "estimated parameter")) leave no degree of freedom"
    case .negativeParameters(let count):
      "the number of estimated parameters must not be negative, and is \(count)"
    case .tableTooSmall(let rows, let columns):
      "a test of independence needs a table of at least 2 rows and 2 columns, not \(rows) by \(columns)"
    case .tableNotTwoByTwo(let rows, let columns):
      "Fisher's exact test needs a table of 2 rows and 2 columns, not \(rows) by \(columns)"
    case .raggedTable(let row, let length, let expected):
      "row \(row) (counted from 0) of the table has \(counted(length, "cell")), but the first has \(expected)"
    case .negativeCell(let count, let row, let column):
      "the cells of the table must not be negative, but row \(row), column \(column) (counted from 0) has \(count)"
    case .emptyLine(let line, let index):
      "\(line) \(index) (counted from 0) of the table has no observations: leave it out"
    case .emptySample:
      "a Kolmogorov-Smirnov test needs at least one value"
    case .notANumber(let position):
      "the sample must hold numbers, but value \(position) (counted from 0) is not a number"
    case .tooFewValues(let test, let sample, let count, let needed):
      "a \(test) needs at least \(counted(needed, "value")) in \(sample), not \(count)"
    case .notFinite(let test, let sample, let value, let position):
      "a \(test) needs finite numbers, but value \(position) (counted from 0) of \(sample) is \(value)"
    case .pairsDiffer(let test, let first, let second):
      "a \(test) needs two lists of equal length, but one has \(counted(first, "value")) and the other \(second)"
    case .noSpread(let test):
      "a \(test) needs values that vary: all are the same, so there is no spread to measure a difference by"
    case .badHypothesis(let test, let value):
      "a \(test) tests against a finite number, not \(value)"
    case .badProbability(let test, let value):
      "a \(test) tests against a probability between 0 and 1, not \(value)"
    case .tiesForbidExact(let test):
      "a \(test) has an exact p-value only where no two values are equal: ask for the asymptotic one"
    case .tooLargeForExact(let test, let first, let second):
      "a \(test) of \(first) and \(counted(second, "value")) is too large for an exact p-value: ask for the asymptotic one"
    case .badCounts(let error): error.description
    }
  }
}
