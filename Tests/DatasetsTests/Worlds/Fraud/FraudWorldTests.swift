import DataFrames
import Datasets
import Evaluation
import Statistics
import Testing

@Suite("Fraud world")
struct FraudWorldTests {
  @Test("the same seed gives the same payments, another seed others")
  func seeds() throws {
    let world = FraudWorld(transactions: 2_000)
    let first = try world.generate(seed: 3)
    let second = try world.generate(seed: 3)
    #expect(first.frame == second.frame)
    #expect(first.trueProbabilities == second.trueProbabilities && first.trueDisputeTimes == second.trueDisputeTimes)
    #expect(try world.generate(seed: 4).frame != first.frame)
  }

  @Test("the frame holds what the bank sees at the payment, oldest first, and no label")
  func frame() throws {
    let payments = try FraudWorld(transactions: 3_000).generate(seed: 1)
    #expect(
      payments.frame.columnNames == [
        "transaction", "time", "card", "amount", "category", "hour", "distance", "abroad", "card_age",
        "usual_amount", "attempts_last_hour",
      ])
    let times = try payments.frame.array("time", of: Double.self)
    #expect(zip(times, times.dropFirst()).allSatisfy { $0 <= $1 } && times[0] >= 0 && times[2_999] < 180)
    let hours = try payments.frame.array("hour", of: Int.self)
    #expect(zip(times, hours).allSatisfy { Int(($0 - $0.rounded(.down)) * 24) == $1 })
  }

  @Test(
    "the share of frauds and of anomalies is the one that was asked for",
    arguments: [FraudWorld.natural, .screening, .onBudget])
  func shares(world: FraudWorld) throws {
    let payments = try world.generate(seed: 11)
    let frauds = payments.isFraud.count { $0 }
    expectCount(frauds, of: world.transactions, probability: world.fraudShare, "frauds")
    expectCount(
      payments.trueKinds.count { $0 == .anomaly }, of: frauds, probability: world.anomalyShare, "anomalies")
  }

  @Test("frauds are draws with the true probabilities, also after rare attempts, abroad and on new cards")
  func truth() throws {
    let payments = try FraudWorld(transactions: 200_000, fraudShare: 0.05).generate(seed: 5)
    let isFraud = payments.isFraud
    let p = payments.trueProbabilities
    expectDraws(isFraud, of: p, "all payments")
    func expectDrawsWhere(_ what: Comment, _ isIn: [Bool]) {
      let rows = isIn.indices.filter { isIn[$0] }
      #expect(rows.count > 500, what)
      expectDraws(rows.map { isFraud[$0] }, of: rows.map { p[$0] }, what)
    }
    expectDrawsWhere("attempts", try payments.frame.array("attempts_last_hour", of: Int.self).map { $0 > 0 })
    expectDrawsWhere("abroad", try payments.frame.array("abroad", of: Bool.self))
    expectDrawsWhere("new cards", try payments.frame.array("card_age", of: Int.self).map { $0 < 30 })
    expectDrawsWhere("nights", try payments.frame.array("hour", of: Int.self).map { $0 < 5 })
    expectDrawsWhere("little money", try payments.frame.array("amount", of: Double.self).map { $0 < 10 })
    // A model that knows the truth separates very well, and not perfectly.
    let area = try rocAUC(scores: p, actual: isFraud)
    #expect(area > 0.93 && area < 0.999)
  }

  @Test("anomalies look honest in every single column, and not together")
  func anomalies() throws {
    let payments = try FraudWorld(transactions: 200_000, cards: 50_000, fraudShare: 0.1, anomalyShare: 1)
      .generate(seed: 6)
    let isAnomaly = payments.isFraud
    for name in ["amount", "distance", "hour", "attempts_last_hour"] {
      let values = try payments.frame.array(name, of: Double.self)
      let area = try rocAUC(scores: values, actual: isAnomaly)
      // The standard error of an area of one half: √(1/(12 positives) + 1/(12 negatives)), here for some 20,000.
      let positives = Double(isAnomaly.count { $0 })
      let error = (1 / (12 * positives) + 1 / (12 * (200_000 - positives))).squareRoot()
      #expect(abs(area - 0.5) < 4 * error, "\(name)")
    }
    #expect(try rocAUC(scores: payments.trueProbabilities, actual: isAnomaly) > 0.9)
  }

  @Test("hours, categories and amounts of honest payments and of stolen cards are those of the patterns")
  func marginals() throws {
    let payments = try FraudWorld(transactions: 100_000, fraudShare: 0.2, anomalyShare: 0).generate(seed: 7)
    let categories = try payments.frame.array("category", of: String.self)
    let amounts = try payments.frame.array("amount", of: Double.self)
    let usual = try payments.frame.array("usual_amount", of: Double.self)
    for isStolen in [false, true] {
      let rows = payments.trueKinds.indices.filter { (payments.trueKinds[$0] == .stolenCard) == isStolen }
      for category in MerchantCategory.allCases {
        expectCount(
          rows.count { categories[$0] == category.rawValue }, of: rows.count,
          probability: isStolen ? category.stolenCardShare : category.honestShare, "\(category)")
      }
    }
    // log amount − log median of the category − log(usual amount ÷ usual amount of all cards): 0, or 0.9 for thieves.
    let allCards = MerchantCategory.allCases.reduce(0) { $0 + $1.honestShare * Portable.log($1.medianAmount) }
    for (kind, shift) in [(FraudTransactions.Kind.honest, 0.0), (.stolenCard, 0.9)] {
      let rows = payments.trueKinds.indices.filter { payments.trueKinds[$0] == kind }
      let excess = try rows.map { row in
        let category = try #require(MerchantCategory(rawValue: categories[row]))
        return Portable.log(amounts[row]) - Portable.log(category.medianAmount)
          - (Portable.log(usual[row]) - allCards)
      }
      expectMean(excess, shift, "\(kind)")
    }
  }

  @Test("a card's attempts are at least its payments in the hour before")
  func history() throws {
    let payments = try FraudWorld(transactions: 5_000, cards: 5, days: 10).generate(seed: 8)
    let cards = try payments.frame.array("card", of: Int.self)
    let times = try payments.frame.array("time", of: Double.self)
    let attempts = try payments.frame.array("attempts_last_hour", of: Int.self)
    var refused = 0
    for row in cards.indices {
      let earlier = (max(0, row - 400)..<row).count { cards[$0] == cards[row] && times[$0] > times[row] - 1.0 / 24 }
      #expect(attempts[row] >= earlier)
      refused += attempts[row] - earlier
    }
    #expect(Double(refused) / 5_000 > 0.08 && Double(refused) / 5_000 < 0.12)
  }

  @Test("disputes come 5 to 90 days later, evenly; one fraud in ten is never disputed; no honest payment is")
  func disputes() throws {
    let world = FraudWorld(transactions: 50_000, fraudShare: 0.2)
    let payments = try world.generate(seed: 9)
    let times = try payments.frame.array("time", of: Double.self)
    var delays: [Double] = []
    for row in times.indices {
      if let dispute = payments.trueDisputeTimes[row] {
        #expect(payments.isFraud[row])
        delays.append(dispute - times[row])
      }
    }
    let frauds = payments.isFraud.count { $0 }
    expectCount(delays.count, of: frauds, probability: 0.9, "disputed")
    #expect(delays.allSatisfy { $0 >= 5 && $0 <= 90 })
    for age in [10.0, 30, 60] {
      expectCount(
        delays.count { $0 <= age }, of: frauds, probability: world.disputes.disputedShare(within: age), "\(age) days")
    }
    #expect(abs(world.disputes.disputedShare(within: 30) - 0.9 * 25 / 85) < 1e-12)
    #expect(world.disputes.disputedShare(within: 5) == 0 && world.disputes.disputedShare(within: 1_000) == 0.9)
  }

  @Test("on a day the bank knows the payments before it and the disputes that have come in")
  func onDay() throws {
    let payments = try FraudWorld(transactions: 20_000, fraudShare: 0.2).generate(seed: 10)
    let early = payments.frame(onDay: 60)
    let times = try early.array("time", of: Double.self)
    let disputed = try early.array("disputed", of: Bool.self)
    #expect(times.allSatisfy { $0 < 60 } && early.rowCount < 20_000 && early.rowCount > 5_000)
    for row in times.indices {
      #expect(disputed[row] == (payments.trueDisputeTimes[row].map { $0 <= 60 } ?? false))
    }
    // All of the last 5 days' frauds are still hidden.
    #expect(times.indices.allSatisfy { times[$0] < 55 || !disputed[$0] })
    let late = payments.frame(onDay: 180 + 90)
    #expect(
      try late.array("disputed", of: Bool.self).count { $0 } == payments.trueDisputeTimes.count { $0 != nil })
    #expect(payments.frame(onDay: 0).rowCount == 0)
  }

  @Test("a parameter out of its range is refused with a sentence")
  func refusals() {
    expectRefusal("the number of transactions is 0; it must be 1 or more") {
      try FraudWorld(transactions: 0).generate(seed: 1)
    }
    expectRefusal("the share of frauds is 0.3; it must be in 0...0.2") {
      try FraudWorld(fraudShare: 0.3).generate(seed: 1)
    }
    expectRefusal("the share of frauds is nan; it must be in 0...0.2") {
      try FraudWorld(fraudShare: .nan).generate(seed: 1)
    }
    expectRefusal("the delay of a dispute is -5.0...90.0; it must be a range of days from 0 up") {
      try FraudWorld(disputes: DisputeDelay(days: -5...90)).generate(seed: 1)
    }
  }
}
