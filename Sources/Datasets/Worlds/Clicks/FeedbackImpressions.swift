import DataFrames

/// Recommendations and what users did about them: what is logged, at the end or at any minute before, and, apart,
/// what is true.
public struct FeedbackImpressions: ObservedTable {
  /// Truth about one item.
  public struct Item: Hashable, Codable, Sendable {
    /// How much it draws clicks; standard normal.
    public let appeal: Double
    /// How much it is worth buying; standard normal.
    public let value: Double
    /// Dollars.
    public let price: Double
  }

  /// Truth: the probability of a click on each impression.
  public let trueProbabilities: [Double]
  /// Truth: the probability that each impression leads to a purchase.
  public let truePurchaseProbabilities: [Double]
  /// Truth: the items; `item` i of the frame is element i − 1.
  public let trueItems: [Item]

  private let shown: DataFrame
  private let times: [Double]
  private let feedback: [FeedbackWorld.Feedback]

  init(
    shown: DataFrame, times: [Double], feedback: [FeedbackWorld.Feedback], trueProbabilities: [Double],
    truePurchaseProbabilities: [Double], trueItems: [Item]
  ) {
    self.shown = shown
    self.times = times
    self.feedback = feedback
    self.trueProbabilities = trueProbabilities
    self.truePurchaseProbabilities = truePurchaseProbabilities
    self.trueItems = trueItems
  }

  /// One row an impression, oldest first, as it is in the end, when nothing more will happen.
  ///
  /// `impression` (from 1), `user`, `item`, `price` (dollars), `time` (minutes since the start), `relevance`,
  /// `predicted` (probability of a click); then `clicked`, `cart`, `bought`, `returned`, each with its delay in
  /// minutes since the impression (`click_delay`, `cart_delay`, `buy_delay`, `return_delay`; null where it did not
  /// happen), and `rating` (1 to 5 stars, null without one) with `rating_delay`.
  public var frame: DataFrame { frame(atMinute: .infinity) }

  /// The impressions shown before a minute, with the feedback that has come by then. O(impressions).
  ///
  /// What is not clicked may be clicked later.
  public func frame(atMinute now: Double) -> DataFrame {
    var known = 0
    while known < times.count, times[known] < now { known += 1 }
    func delays(_ part: KeyPath<FeedbackWorld.Feedback, Double?>) -> [Double?] {
      (0..<known).map { row in
        guard let delay = feedback[row][keyPath: part], times[row] + delay <= now else { return nil }
        return delay
      }
    }
    let click = delays(\.click)
    let cart = delays(\.cart)
    let purchase = delays(\.purchase)
    let rating = delays(\.rating)
    let returned = delays(\.returned)
    return observedFrame(
      shown.head(known).columns + [
        Column("clicked", click.map { $0 != nil }), Column("click_delay", click),
        Column("cart", cart.map { $0 != nil }), Column("cart_delay", cart),
        Column("bought", purchase.map { $0 != nil }), Column("buy_delay", purchase),
        Column("rating", rating.indices.map { rating[$0] == nil ? nil : feedback[$0].stars }),
        Column("rating_delay", rating),
        Column("returned", returned.map { $0 != nil }), Column("return_delay", returned),
      ])
  }
}
