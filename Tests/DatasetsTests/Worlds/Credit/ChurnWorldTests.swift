import DataFrames
import Datasets
import Testing

@Suite("Churn world")
struct ChurnWorldTests {
  @Test("the same seed gives the same customers, another seed others")
  func seeds() throws {
    let first = try ChurnWorld(customers: 500).generate(seed: 3)
    #expect(try ChurnWorld(customers: 500).generate(seed: 3).frame == first.frame)
    #expect(try ChurnWorld(customers: 500).generate(seed: 4).frame != first.frame)
  }

  @Test("each plan has its share, its churn and its weight")
  func plans() throws {
    let customers = try ChurnWorld(customers: 50_000).generate(seed: 1)
    let plans = try customers.frame.array("plan", of: String.self)
    let churned = try customers.frame.array("churned", of: Bool.self)
    expectCount(plans.count { $0 == "paid" }, of: 50_000, probability: 0.2, "paid")
    for (plan, rate, weight) in [("free", 0.25, 1.0), ("paid", 0.05, 10)] {
      let rows = plans.indices.filter { plans[$0] == plan }
      let mean = rows.reduce(0) { $0 + customers.trueProbabilities[$1] } / Double(rows.count)
      #expect(abs(mean - rate) < 1e-9)
      expectDraws(rows.map { churned[$0] }, of: rows.map { customers.trueProbabilities[$0] }, "\(plan)")
      #expect(rows.allSatisfy { customers.weights[$0] == weight })
    }
  }

  @Test("among those who pay the new ones leave more, and so do those with tickets; in the free plan hardly")
  func slices() throws {
    let customers = try ChurnWorld(customers: 50_000).generate(seed: 2)
    func churn(_ plan: ChurnWorld.Plan, isNew: Bool) throws -> Double {
      try #require(customers.trueChurn(in: ChurnCustomers.Slice(plan: plan, isNew: isNew)))
    }
    #expect(try churn(.paid, isNew: true) > 1.8 * churn(.paid, isNew: false))
    let tickets = try customers.frame.array("tickets", of: Int.self)
    func meanChurn(_ plan: ChurnWorld.Plan, manyTickets: Bool) -> Double {
      let rows = tickets.indices.filter { customers.slices[$0].plan == plan && (tickets[$0] >= 2) == manyTickets }
      let sum = rows.reduce(0.0) { $0 + customers.trueProbabilities[$1] }
      return sum / Double(rows.count)
    }
    #expect(meanChurn(.paid, manyTickets: true) > 2 * meanChurn(.paid, manyTickets: false))
    #expect(meanChurn(.free, manyTickets: true) < 1.3 * meanChurn(.free, manyTickets: false))
  }

  @Test("a parameter out of its range is refused with a sentence")
  func refusals() {
    expectRefusal("the churn of the paid plan is 1.0; it must be between 0 and 1") {
      try ChurnWorld(paidChurn: 1).generate(seed: 1)
    }
  }
}
