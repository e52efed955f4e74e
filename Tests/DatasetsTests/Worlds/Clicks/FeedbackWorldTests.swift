import DataFrames
import Datasets
import Evaluation
import Testing

@Suite("Feedback world")
struct FeedbackWorldTests {
  @Test("the captured share of clicks by window is that of the mixture")
  func capturedShare() {
    // 0.8 (1 − e^(−w/2)) + 0.2 Φ(ln w/120), computed to four digits.
    let delay = ClickDelay()
    for (minutes, share) in [
      (1.0, 0.3148), (5, 0.7345), (10, 0.7959), (30, 0.8166), (60, 0.8488), (240, 0.9512), (1440, 0.9987),
    ] {
      #expect(abs(delay.capturedShare(within: minutes) - share) < 5e-5)
    }
    #expect(delay.capturedShare(within: 0) == 0)
  }

  @Test("the funnel has its rates, and clicks and purchases are draws with the true probabilities")
  func funnel() throws {
    let world = FeedbackWorld(impressions: 300_000)
    let impressions = try world.generate(seed: 2)
    let frame = impressions.frame
    let clicked = try frame.array("clicked", of: Bool.self)
    let carts = try frame.array("cart", of: Bool.self).count { $0 }
    let bought = try frame.array("bought", of: Bool.self)
    let clicks = clicked.count { $0 }
    let purchases = bought.count { $0 }
    expectDraws(clicked, of: impressions.trueProbabilities, "clicks")
    expectDraws(bought, of: impressions.truePurchaseProbabilities, "purchases")
    let clickRate = impressions.trueProbabilities.reduce(0, +) / 300_000
    #expect(abs(clickRate - 0.03) < 1e-9)
    let purchaseRate = impressions.truePurchaseProbabilities.reduce(0, +) / 300_000
    #expect(abs(purchaseRate - 0.0024) < 1e-9)
    expectCount(clicks, of: 300_000, probability: 0.03, "clicks")
    expectCount(carts, of: clicks, probability: 0.2, "carts")
    expectCount(purchases, of: carts, probability: 0.4, "purchases")
    expectCount(frame.rowCount - (try frame["rating"].nullCount), of: purchases, probability: 0.15, "ratings")
    expectCount(try frame.array("returned", of: Bool.self).count { $0 }, of: purchases, probability: 0.08, "returns")
    expectCount(
      try frame["click_delay", as: Double.self].count { ($0 ?? .infinity) <= 10 }, of: clicks, probability: 0.7959,
      "clicks within ten minutes")
  }

  @Test("steps come one after the other, and what is not reached is null")
  func order() throws {
    let frame = try FeedbackWorld(impressions: 100_000, clickRate: 0.3).generate(seed: 3).frame
    let click = try frame["click_delay", as: Double.self]
    let cart = try frame["cart_delay", as: Double.self]
    let buy = try frame["buy_delay", as: Double.self]
    let back = try frame["return_delay", as: Double.self]
    let bought = try frame["bought", as: Bool.self]
    for row in 0..<frame.rowCount {
      #expect((cart[row] ?? .infinity) > (click[row] ?? 1e300))
      #expect((buy[row] ?? .infinity) > (cart[row] ?? 1e300))
      #expect((bought[row] == true) == (buy[row] != nil))
      if let returned = back[row], let purchase = buy[row] { #expect(returned >= purchase + 3 * 1440) }
    }
  }

  @Test("at a minute the log has the impressions before it and the feedback that has come by then")
  func atMinute() throws {
    let impressions = try FeedbackWorld.delayedClicks.generate(seed: 4)
    let now = 3.0 * 1440
    let early = impressions.frame(atMinute: now)
    let times = try early.array("time", of: Double.self)
    let delays = try early["click_delay", as: Double.self]
    let final = try impressions.frame["click_delay", as: Double.self]
    #expect(times.allSatisfy { $0 < now } && early.rowCount > 80_000 && early.rowCount < 90_000)
    var late = 0
    for row in times.indices {
      let isKnown = final[row].map { times[row] + $0 <= now } ?? false
      #expect(delays[row] == (isKnown ? final[row] : nil))
      if final[row] != nil && !isKnown { late += 1 }
    }
    #expect(late > 10)
  }

  @Test("a window of ten minutes sees 79.6% of the click rate, and dividing by the captured share restores it")
  func window() throws {
    let impressions = try FeedbackWorld.delayedClicks.generate(seed: 5)
    let inWindow = try impressions.frame["click_delay", as: Double.self].count { ($0 ?? .infinity) <= 10 }
    let observed = Double(inWindow) / 200_000
    #expect(abs(observed - 0.0307) < 4 * (0.0307 / 200_000).squareRoot())
    #expect(abs(observed / ClickDelay().capturedShare(within: 10) / 0.0387 - 1) < 0.05)
  }

  @Test("what is clicked most is not what is bought most")
  func clicksAreNotPurchases() throws {
    let impressions = try FeedbackWorld(appealValueCorrelation: 0).generate(seed: 6)
    let items = impressions.trueItems
    let median = items.map(\.value).sorted()[items.count / 2]
    let area = try rocAUC(scores: items.map(\.appeal), actual: items.map { $0.value > median })
    // √(1/(12 × 100) + 1/(12 × 100)) is the standard error with 100 items in each half.
    let error = (1.0 / 600).squareRoot()
    #expect(items.count == 200 && abs(area - 0.5) < 4 * error)
  }

  @Test("a parameter out of its range is refused with a sentence")
  func refusals() {
    expectRefusal("the rate of clicks is 0.0; it must be between 0 and 1") {
      try FeedbackWorld(clickRate: 0).generate(seed: 1)
    }
    expectRefusal("the rate of returns is 1.5; it must be in 0...1") {
      try FeedbackWorld(returnRate: 1.5).generate(seed: 1)
    }
    expectRefusal("the mean delay of quick clicks is 0.0; it must be positive and finite") {
      try FeedbackWorld(clickDelay: ClickDelay(quickMean: 0)).generate(seed: 1)
    }
  }
}
