import DataFrames

/// The reviews that were written, and, apart, what all customers think.
public struct Reviews: ObservedTable {
  /// One row a review, oldest first: `review` (from 1), `day` (from 0), `customer`, `stars` (1 to 5), `text`.
  public let frame: DataFrame
  /// Truth: the stars of every customer, whether or not a review was written; `customer` i of the frame is element
  /// i − 1.
  public let trueStars: [Int]
  /// Truth: the probability with which each customer writes.
  public let truePostingProbabilities: [Double]
  /// Truth: the probability with which each review of the frame was written, in the frame's order. The reciprocals are
  /// the weights that undo the bias.
  public let trueReviewProbabilities: [Double]

  /// Truth: the mean of the stars over all these customers.
  public var trueMean: Double { Double(trueStars.reduce(0, +)) / Double(trueStars.count) }
}
