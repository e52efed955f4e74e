import DataFrames
import Statistics

/// Taxi rides through a city whose traffic depends on the hour and on the day.
///
///     let rides = try TaxiRideWorld().generate(seed: 7)
///     let sundays = try rides.frame.filter("day", as: Int.self) { $0 == 6 }
///
/// The same number of rides starts on each day, at any hour alike. A ride takes
/// ``startMinutes`` + ``minutesPerKilometer`` × km × ``hourMultiplier(_:)`` × the day's factor × exp(``noise`` × ε)
/// minutes, with ε standard normal.
///
/// Source: Designing Machine Learning Systems, ch. 5 (values of a feature that the training rows do not have; a flag
/// for the rush hour in the place of the hour).
public struct TaxiRideWorld: Hashable, Codable, Sendable {
  /// The number of rides that start on each of the seven days.
  public var ridesPerDay: Int
  /// The shape of the gamma distribution of the distance beyond ``shortestRide``.
  public var distanceShape: Double
  /// The scale of the gamma distribution of the distance beyond ``shortestRide``, in kilometers.
  public var distanceScale: Double
  /// The shortest ride, in kilometers.
  public var shortestRide: Double
  /// The minutes that a ride takes however short it is.
  public var startMinutes: Double
  /// The minutes for each kilometer on empty streets.
  public var minutesPerKilometer: Double
  /// How much longer a kilometer takes in the rush hours 7, 8, 16 and 17: 0.6 for 60%.
  public var rushDelay: Double
  /// How much longer a kilometer takes in the hours beside them, 6, 9, 15 and 18.
  public var shoulderDelay: Double
  /// How much shorter a kilometer takes in the hours 0 to 4.
  public var nightGain: Double
  /// How many times as long a kilometer takes on each day, Monday first.
  public var dayFactors: [Double]
  /// The standard deviation of the logarithm of the minutes beyond ``startMinutes``.
  public var noise: Double

  public init(
    ridesPerDay: Int = 1500, distanceShape: Double = 2, distanceScale: Double = 2, shortestRide: Double = 0.5,
    startMinutes: Double = 3, minutesPerKilometer: Double = 2.2, rushDelay: Double = 0.6,
    shoulderDelay: Double = 0.25, nightGain: Double = 0.15,
    dayFactors: [Double] = [1.06, 1.04, 1.05, 1.08, 1.15, 0.85, 0.80], noise: Double = 0.1
  ) {
    self.ridesPerDay = ridesPerDay
    self.distanceShape = distanceShape
    self.distanceScale = distanceScale
    self.shortestRide = shortestRide
    self.startMinutes = startMinutes
    self.minutesPerKilometer = minutesPerKilometer
    self.rushDelay = rushDelay
    self.shoulderDelay = shoulderDelay
    self.nightGain = nightGain
    self.dayFactors = dayFactors
    self.noise = noise
  }

  /// How many times as long a kilometer takes as on empty streets, at an hour in 0...23.
  public func hourMultiplier(_ hour: Int) -> Double {
    switch hour {
    case 7, 8, 16, 17: 1 + rushDelay
    case 6, 9, 15, 18: 1 + shoulderDelay
    case 0...4: 1 - nightGain
    default: 1
    }
  }

  /// The mean minutes of rides like this one; `day` is 0 for Monday to 6 for Sunday.
  public func meanMinutes(km: Double, hour: Int, day: Int) -> Double {
    startMinutes + typicalMinutes(km: km, hour: hour, day: day) * Portable.exp(noise * noise / 2)
  }

  /// The standard deviation of the minutes of rides like this one; `day` is 0 for Monday to 6 for Sunday.
  public func minutesDeviation(km: Double, hour: Int, day: Int) -> Double {
    let variance = noise * noise
    return typicalMinutes(km: km, hour: hour, day: day)
      * (Portable.exp(variance) * Portable.expm1(variance)).squareRoot()
  }

  /// The median minutes beyond ``startMinutes``.
  private func typicalMinutes(km: Double, hour: Int, day: Int) -> Double {
    minutesPerKilometer * km * hourMultiplier(hour) * dayFactors[day]
  }

  /// Makes the rides of a seed, Monday's first, in no order within a day. O(rides).
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if a parameter is out of its range.
  public func generate(seed: UInt64) throws(DatasetError) -> TaxiRides {
    let distances = try check()
    var rng = SeededGenerator(seed: seed)
    let days = dayFactors.indices.flatMap { Array(repeating: $0, count: ridesPerDay) }
    var hours: [Int] = []
    var kilometers: [Double] = []
    var minutes: [Double] = []
    var means: [Double] = []
    var deviations: [Double] = []
    for day in days {
      let km = distances.draw(using: &rng) + shortestRide
      let hour = rng.uniformInt(below: 24)
      kilometers.append(km)
      hours.append(hour)
      minutes.append(
        startMinutes + typicalMinutes(km: km, hour: hour, day: day) * Portable.exp(noise * rng.normal()))
      means.append(meanMinutes(km: km, hour: hour, day: day))
      deviations.append(minutesDeviation(km: km, hour: hour, day: day))
    }
    let frame = observedFrame([
      Column("day", days), Column("hour", hours), Column("km", kilometers), Column("minutes", minutes),
    ])
    return TaxiRides(world: self, frame: frame, trueMinutes: means, trueDeviations: deviations)
  }

  private func check() throws(DatasetError) -> Gamma {
    try requireParameter(ridesPerDay >= 1, "the number of rides a day", ridesPerDay, "1 or more")
    for (number, what) in [
      (shortestRide, "the shortest ride"), (startMinutes, "the minutes at the start"), (rushDelay, "the rush delay"),
      (shoulderDelay, "the delay beside the rush hours"),
    ] {
      try requireParameter(number >= 0 && number <= 1000, what, number, "in 0...1000")
    }
    try requireParameter(
      minutesPerKilometer > 0 && minutesPerKilometer <= 1000, "the minutes per kilometer", minutesPerKilometer,
      "above 0 and at most 1000")
    try requireParameter(nightGain >= 0 && nightGain < 1, "the gain at night", nightGain, "in 0..<1")
    try requireParameter(
      dayFactors.count == 7 && dayFactors.allSatisfy { $0 > 0 && $0 <= 100 }, "the list of day factors", dayFactors,
      "seven numbers above 0 and at most 100, Monday first")
    try requireParameter(noise >= 0 && noise <= 2, "the noise", noise, "in 0...2")
    do {
      return try Gamma(shape: distanceShape, scale: distanceScale)
    } catch {
      throw .invalidParameter(
        what: "the distribution of the distance",
        value: "a gamma distribution of shape \(distanceShape) and scale \(distanceScale)",
        expected: "one of positive shape and scale")
    }
  }
}
