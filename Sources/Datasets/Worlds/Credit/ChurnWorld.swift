import DataFrames
import Statistics

/// Customers who may leave: one in five pays and counts ten times as much as the others, and what makes a customer
/// leave is not the same in both plans.
///
/// Usage keeps those of the free plan and tickets hardly matter to them; those who pay leave over tickets, and in
/// their first half year. A model that is right on average is right about the free plan.
///
///     free: logit = a − 0.02 tenure − 0.15 usage + 0.1 tickets
///     paid: logit = b + 1.0 [tenure < 6] + 0.02 usage + 0.8 tickets
///
/// with a and b such that the mean probabilities are the rates given here.
///
/// Source: Designing Machine Learning Systems, ch. 6, slice-based evaluation.
public struct ChurnWorld: Hashable, Codable, Sendable {
  /// The two plans.
  public enum Plan: String, CaseIterable, Codable, Sendable {
    case free, paid
  }

  /// The number of customers.
  public var customers: Int
  /// The share of customers who pay.
  public var paidShare: Double
  /// The mean probability of leaving within the month, in the free plan.
  public var freeChurn: Double
  /// The mean probability of leaving within the month, of those who pay.
  public var paidChurn: Double
  /// How much a paying customer counts, where one of the free plan counts 1.
  public var paidWeight: Double

  public init(
    customers: Int = 10_000, paidShare: Double = 0.2, freeChurn: Double = 0.25, paidChurn: Double = 0.05,
    paidWeight: Double = 10
  ) {
    self.customers = customers
    self.paidShare = paidShare
    self.freeChurn = freeChurn
    self.paidChurn = paidChurn
    self.paidWeight = paidWeight
  }

  /// Makes the customers of a seed. O(customers).
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if a parameter is out of its range.
  public func generate(seed: UInt64) throws(DatasetError) -> ChurnCustomers {
    try check()
    var rng = SeededGenerator(seed: seed, stream: "customers")
    var plans: [Plan] = []
    var tenures: [Int] = []
    var usages: [Double] = []
    var tickets: [Int] = []
    var logits: [Double] = []
    let ticketCounts = RareCounts(mean: 0.8)
    for _ in 0..<customers {
      let plan: Plan = rng.bernoulli(paidShare) ? .paid : .free
      let tenure = Int(rng.exponential(rate: 1 / 18.0))
      let usage = (80 * Portable.exp(0.6 * rng.normal())).rounded() / 10
      let count = ticketCounts.draw(using: &rng)
      plans.append(plan)
      tenures.append(tenure)
      usages.append(usage)
      tickets.append(count)
      switch plan {
      case .free: logits.append(-0.02 * Double(tenure) - 0.15 * usage + 0.1 * Double(count))
      case .paid: logits.append((tenure < 6 ? 1 : 0) + 0.02 * usage + 0.8 * Double(count))
      }
    }
    for (plan, rate) in [(Plan.free, freeChurn), (.paid, paidChurn)] {
      let members = plans.indices.filter { plans[$0] == plan }
      let shift = LogitScale.shift(of: members.map { logits[$0] }, toMean: rate)
      for member in members { logits[member] += shift }
    }
    let probabilities = logits.map(LogitScale.probability)
    var outcomes = SeededGenerator(seed: seed, stream: "outcomes")
    let churned = probabilities.map { outcomes.bernoulli($0) }
    return ChurnCustomers(
      frame: observedFrame([
        Column("customer", 1...customers),
        Column("plan", categories: plans.lazy.map(\.rawValue)),
        Column("tenure", tenures),
        Column("usage", usages),
        Column("tickets", tickets),
        Column("churned", churned),
      ]),
      trueProbabilities: probabilities,
      weights: plans.map { $0 == .paid ? paidWeight : 1 },
      slices: plans.indices.map { ChurnCustomers.Slice(plan: plans[$0], isNew: tenures[$0] < 6) })
  }

  private func check() throws(DatasetError) {
    try requireParameter(customers >= 1, "the number of customers", customers, "1 or more")
    try requireParameter(paidShare >= 0 && paidShare <= 1, "the share who pay", paidShare, "in 0...1")
    for (what, rate) in [("free", freeChurn), ("paid", paidChurn)] {
      try requireParameter(rate > 0 && rate < 1, "the churn of the \(what) plan", rate, "between 0 and 1")
    }
    try requireParameter(
      paidWeight > 0 && paidWeight.isFinite, "the weight of a paying customer", paidWeight, "positive and finite")
  }
}
