internal import Statistics

/// Rows to fit on and rows to judge with, by their numbers, ascending (in the order of time where rows have one).
public struct Fold: Hashable, Codable, Sendable {
  /// The rows to fit on.
  public let train: [Int]
  /// The rows to judge with.
  public let test: [Int]

  /// Takes both lists.
  public init(train: [Int], test: [Int]) {
    self.train = train
    self.test = test
  }
}

extension Fold: CustomStringConvertible {
  /// How many rows are on each side, and the first of them.
  public var description: String {
    "train: \(counted(train.count, "row")) (\(firstValues(train)))\ntest: \(counted(test.count, "row")) (\(firstValues(test)))"
  }
}
