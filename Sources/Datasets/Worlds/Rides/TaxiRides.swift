import DataFrames

/// Taxi rides and how long they took, and apart from that how long rides like them take on average.
///
/// Made by ``TaxiRideWorld``.
public struct TaxiRides: ObservedTable {
  /// What made the rides: the effects of distance, hour and day.
  public let world: TaxiRideWorld
  /// What is observed: `day`, 0 for Monday to 6 for Sunday, `hour` of the start, `km`, and `minutes`.
  public let frame: DataFrame
  /// The mean minutes of rides like each. No prediction has a lower expected squared error.
  public let trueMinutes: [Double]
  /// The standard deviation of the minutes of rides like each: what no model can explain.
  public let trueDeviations: [Double]

  /// The root mean squared error, in minutes, that the best prediction is expected to have on these rides.
  public var noiseFloor: Double { noiseFloor(ofRows: trueDeviations.indices) }

  /// The root mean squared error, in minutes, that the best prediction is expected to have on some of these rides; 0 if
  /// there are none. O(rows given).
  public func noiseFloor(ofRows rows: some Sequence<Int>) -> Double {
    var sum = 0.0
    var count = 0
    for row in rows {
      sum += trueDeviations[row] * trueDeviations[row]
      count += 1
    }
    return count == 0 ? 0 : (sum / Double(count)).squareRoot()
  }
}
