import DataFrames

/// What stocks gained and lost, day by day.
public struct StockReturns: ObservedTable {
  /// One row for each stock on each day, the days in order: `day` (from 1), `stock` (from 1), `return` (in standard
  /// deviations of the market's daily move), `up`, whether it gained, the label.
  public let frame: DataFrame
  /// Truth: the move of the market on each day.
  public let trueMarketMoves: [Double]
  /// Truth: how much of the market's move each stock makes.
  public let trueBetas: [Double]
}
