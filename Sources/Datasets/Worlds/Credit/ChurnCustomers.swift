import DataFrames

/// Customers, with what is known of them and, apart, what is true.
public struct ChurnCustomers: ObservedTable {
  /// A slice of the customers, by the two columns in which their behavior differs.
  public struct Slice: Hashable, Codable, Sendable {
    /// What the customer is on.
    public let plan: ChurnWorld.Plan
    /// Whether the customer came in the last half year.
    public let isNew: Bool

    public init(plan: ChurnWorld.Plan, isNew: Bool) {
      self.plan = plan
      self.isNew = isNew
    }
  }

  /// One row a customer: `customer` (from 1), `plan` ("free" or "paid"), `tenure` (whole months), `usage` (hours a
  /// week), `tickets` (to support, in the last month), `churned`, the label.
  public let frame: DataFrame
  /// Truth: the probability that each customer leaves.
  public let trueProbabilities: [Double]
  /// How much each customer counts.
  public let weights: [Double]
  /// The slice of each customer.
  public let slices: [Slice]

  /// Truth: the mean probability of leaving in a slice; nil if nobody is in it.
  public func trueChurn(in slice: Slice) -> Double? {
    let members = slices.indices.filter { slices[$0] == slice }
    guard !members.isEmpty else { return nil }
    return members.reduce(0) { $0 + trueProbabilities[$1] } / Double(members.count)
  }
}
