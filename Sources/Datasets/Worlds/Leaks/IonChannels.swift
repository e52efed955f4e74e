import DataFrames

/// The current through ion channels, with a test whose answers can be looked up in the training data.
public struct IonChannels: ObservedTable {
  /// The training data, one row a point in time: `point` (from 1), `signal`, `open_channels` (0 to 5), the label.
  public let frame: DataFrame
  /// The test: `point` (from 1) and `signal`.
  public let test: DataFrame
  /// Truth: the number of open channels at each point of the test.
  public let trueTestChannels: [Int]
  /// Truth: the rows of the training data, from 0, that the test was made from.
  public let trueCopiedPoints: Range<Int>
}
