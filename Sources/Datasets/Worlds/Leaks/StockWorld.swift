import DataFrames
import Statistics

/// Prices of stocks that move together: each day one number moves the whole market.
///
/// The return of a stock on a day is its beta times the market's move, which is standard normal, plus a normal move of
/// its own. Before a day nothing says anything about it, so no model that is judged on later days can beat a coin. One
/// that is judged on rows drawn at random has seen what the other stocks did on the same days, and seems to know.
///
/// Source: Designing Machine Learning Systems, ch. 5, on splitting time-correlated data at random.
public struct StockWorld: Hashable, Codable, Sendable {
  /// The number of days.
  public var days: Int
  /// The number of stocks.
  public var stocks: Int
  /// The lowest and the highest beta; every number between them is as likely.
  public var betas: ClosedRange<Double>
  /// The standard deviation of the move of a stock's own, in units of the market's.
  public var ownMove: Double

  public init(days: Int = 60, stocks: Int = 100, betas: ClosedRange<Double> = 0.7...1.3, ownMove: Double = 0.6) {
    self.days = days
    self.stocks = stocks
    self.betas = betas
    self.ownMove = ownMove
  }

  /// Makes the returns of a seed. O(days × stocks).
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if a parameter is out of its range.
  public func generate(seed: UInt64) throws(DatasetError) -> StockReturns {
    try check()
    var rng = SeededGenerator(seed: seed, stream: "stocks")
    let market = (0..<days).map { _ in rng.normal() }
    let betas = (0..<stocks).map { _ in
      self.betas.lowerBound + (self.betas.upperBound - self.betas.lowerBound) * rng.uniform()
    }
    var returns: [Double] = []
    for day in 0..<days {
      for stock in 0..<stocks { returns.append(betas[stock] * market[day] + ownMove * rng.normal()) }
    }
    return StockReturns(
      frame: observedFrame([
        Column("day", returns.indices.map { $0 / stocks + 1 }),
        Column("stock", returns.indices.map { $0 % stocks + 1 }), Column("return", returns),
        Column("up", returns.map { $0 > 0 }),
      ]),
      trueMarketMoves: market, trueBetas: betas)
  }

  private func check() throws(DatasetError) {
    try requireParameter(days >= 1, "the number of days", days, "1 or more")
    try requireParameter(stocks >= 1, "the number of stocks", stocks, "1 or more")
    try requireParameter(
      betas.lowerBound.isFinite && betas.upperBound.isFinite, "the range of the betas", betas, "finite numbers")
    try requireParameter(ownMove >= 0 && ownMove.isFinite, "the move of a stock's own", ownMove, "0 or more")
  }
}
