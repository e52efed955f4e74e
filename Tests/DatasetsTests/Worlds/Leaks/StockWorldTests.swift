import DataFrames
import Datasets
import Testing

@Suite("Stock world")
struct StockWorldTests {
  @Test("the same seed gives the same returns, another seed others")
  func seeds() throws {
    let world = StockWorld(days: 5, stocks: 8)
    let first = try world.generate(seed: 3)
    #expect(try world.generate(seed: 3).frame == first.frame)
    #expect(try world.generate(seed: 4).frame != first.frame)
    #expect(try first.frame.array("day", of: Int.self) == (0..<40).map { $0 / 8 + 1 })
    #expect(try first.frame.array("stock", of: Int.self) == (0..<40).map { $0 % 8 + 1 })
  }

  @Test("a return is beta times the market's move, plus noise as large as said")
  func truth() throws {
    let returns = try StockWorld(days: 400).generate(seed: 2)
    #expect(returns.trueBetas.count == 100 && returns.trueBetas.allSatisfy { (0.7...1.3).contains($0) })
    let meanBeta = returns.trueBetas.reduce(0, +) / 100
    // The standard error of 100 uniform draws from 0.6: 0.6 / √12 / 10 = 0.0173.
    #expect(abs(meanBeta - 1) < 0.07)
    let values = try returns.frame.array("return", of: Double.self)
    let own: [Double] = values.indices.map { place in
      values[place] - returns.trueBetas[place % 100] * returns.trueMarketMoves[place / 100]
    }
    let mean = own.reduce(0, +) / 40_000
    let squares = own.reduce(0) { $0 + $1 * $1 } / 40_000
    // Standard errors: 0.6 / 200 = 0.003, and 0.36 √(2 / 40,000) = 0.0025.
    #expect(abs(mean) < 0.012)
    #expect(abs(squares - 0.36) < 0.0102)
    #expect(try returns.frame.array("up", of: Bool.self) == values.map { $0 > 0 })
  }

  @Test("the other stocks of a day tell whether one goes up; the day before tells nothing")
  func leak() throws {
    let returns = try StockWorld(days: 2_000, stocks: 20).generate(seed: 5)
    let up = try returns.frame.array("up", of: Bool.self)
    func isMostlyUp(_ day: Int, without stock: Int) -> Bool {
      (0..<20).count { $0 != stock && up[day * 20 + $0] } >= 10
    }
    let sameDay = (0..<2_000).count { isMostlyUp($0, without: 0) == up[$0 * 20] }
    #expect(sameDay > 1_600)
    let dayBefore = (1..<2_000).count { isMostlyUp($0 - 1, without: 0) == up[$0 * 20] }
    // A coin: 1,000 of 1,999, with a standard deviation of 22.
    #expect(abs(dayBefore - 1_000) < 90)
  }

  @Test("a parameter out of its range is refused with a sentence")
  func refusals() {
    expectRefusal("the number of days is 0; it must be 1 or more") { try StockWorld(days: 0).generate(seed: 1) }
    expectRefusal("the move of a stock's own is -1.0; it must be 0 or more") {
      try StockWorld(ownMove: -1).generate(seed: 1)
    }
  }
}
