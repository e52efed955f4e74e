import DataFrames

/// Houses and their prices, and apart from that what each house is really worth.
///
/// Made by ``HousePriceWorld``.
public struct HousePrices: ObservedTable {
  /// The features of a house, in the order of the columns.
  public static let featureNames = ["sqft", "lot", "age", "beds", "dist"]

  /// What made the prices.
  public let world: HousePriceWorld
  /// What is observed: `sqft` (floor) and `lot` in square feet, `age` in years, `beds`, `dist` to the center in miles,
  /// and `price` in dollars.
  public let frame: DataFrame
  /// The price of each house without noise. No prediction has a lower expected squared error.
  public let truePrices: [Double]

  /// The rows to learn from.
  public var train: DataFrame { frame.head(world.trainCount) }
  /// The rows to test on.
  public var test: DataFrame { frame.tail(world.testCount) }
}
