import DataFrames

/// Payments, oldest first, with what the bank knows of them and, apart, what is true.
public struct FraudTransactions: ObservedTable {
  /// What a payment truly is.
  public enum Kind: String, CaseIterable, Codable, Sendable {
    /// The card holder paid.
    case honest
    /// Somebody else paid, in the way of thieves.
    case stolenCard
    /// A fraud whose values are usual one by one, but not together.
    case anomaly
  }

  /// The parameters of these payments.
  public let world: FraudWorld

  /// One row a payment, oldest first, as at the moment of the payment; without a label, which nobody has then.
  ///
  /// `transaction` (from 1), `time` (days since the start), `card`, `amount` (dollars), `category`, `hour` (0 to 23),
  /// `distance` (kilometers from home), `abroad`, `card_age` (whole days), `usual_amount` (dollars),
  /// `attempts_last_hour` (payments and refused attempts with the card in the hour before).
  public let frame: DataFrame

  /// Truth: P(fraud) of each payment, given its row and the history of its card.
  public let trueProbabilities: [Double]
  /// Truth: what each payment is.
  public let trueKinds: [Kind]
  /// Truth: when each fraud will be disputed, in days since the start; nil for honest payments and for frauds that
  /// nobody disputes.
  public let trueDisputeTimes: [Double?]
  private let times: [Double]

  init(
    world: FraudWorld, frame: DataFrame, trueProbabilities: [Double], trueKinds: [Kind], trueDisputeTimes: [Double?],
    times: [Double]
  ) {
    self.world = world
    self.frame = frame
    self.trueProbabilities = trueProbabilities
    self.trueKinds = trueKinds
    self.trueDisputeTimes = trueDisputeTimes
    self.times = times
  }

  /// Truth: whether each payment is a fraud.
  public var isFraud: [Bool] { trueKinds.map { $0 != .honest } }

  /// The payments made before a day, with the column `disputed`: whether a dispute has come in by then.
  ///
  /// A row that is not disputed may be a fraud whose dispute is still to come, or never will. With a day of
  /// `world.days + 90` or later, only the frauds that nobody ever disputes are missed.
  ///
  /// - Parameter day: Days since the start; negative gives no rows.
  public func frame(onDay day: Double) -> DataFrame {
    var known = 0
    while known < times.count, times[known] < day { known += 1 }
    let columns = frame.head(known).columns
    return observedFrame(
      columns + [Column("disputed", trueDisputeTimes[..<known].map { $0.map { $0 <= day } ?? false })])
  }
}
