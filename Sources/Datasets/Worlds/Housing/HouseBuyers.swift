import DataFrames

/// People who buy a house or do not, as they are observed, with gaps, and apart from that how it really is.
///
/// Made by ``HouseBuyerWorld`` and ``DividedHouseBuyerWorld``.
public struct HouseBuyers: ObservedTable {
  /// What is observed: one row for each person, with nulls for what is missing; `buys` is the label.
  public let frame: DataFrame
  /// The same rows without gaps. No model may learn from it.
  public let completeFrame: DataFrame
  /// The number of people to learn from: the first rows of every frame and list.
  public let trainCount: Int
  /// The probability that each person buys, given the complete row. No classifier can have a lower expected log loss.
  public let trueProbabilities: [Double]
  /// The probability that the masked value of each row is missing.
  public let missingProbabilities: [Double]
  /// Whether the masked value of each row is missing.
  public let isMissing: [Bool]

  /// The rows to learn from, as they are observed.
  public var train: DataFrame { frame.head(trainCount) }
  /// The rows to test on, as they are observed.
  public var test: DataFrame { frame.tail(frame.rowCount - trainCount) }
}
