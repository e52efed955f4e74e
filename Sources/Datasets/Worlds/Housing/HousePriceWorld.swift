import DataFrames
import Statistics

/// Houses whose prices are a sum of known effects and noise, so that the direction of every effect is known: more land
/// never makes a house cheaper.
///
///     let houses = try HousePriceWorld().generate(seed: 7)
///     houses.train
///
/// The floor and the lot are log-normal, the age is uniform over whole years, the number of bedrooms is 1 plus a
/// Poisson number of mean 2, at most 6, and the distance to the center is uniform; all are independent. The noise is
/// normal: about one price in ten thousand is below zero, and stays so, for the truth to stay a plain sum.
///
/// Source: Designing Machine Learning Systems, ch. 6 (directional expectation tests).
public struct HousePriceWorld: Hashable, Codable, Sendable {
  /// What each feature adds to the price, in dollars.
  public struct Effects: Hashable, Codable, Sendable {
    /// The price before all other effects.
    public var intercept: Double
    /// For each square foot of floor.
    public var sqft: Double
    /// For each square foot of land.
    public var lot: Double
    /// For each year of age.
    public var age: Double
    /// For each bedroom.
    public var beds: Double
    /// For each mile to the center.
    public var dist: Double

    public init(
      intercept: Double = 60_000, sqft: Double = 150, lot: Double = 8, age: Double = -900, beds: Double = 5000,
      dist: Double = -4000
    ) {
      self.intercept = intercept
      self.sqft = sqft
      self.lot = lot
      self.age = age
      self.beds = beds
      self.dist = dist
    }

    /// The effects in the order of ``HousePrices/featureNames``, without the intercept.
    public var coefficients: [Double] { [sqft, lot, age, beds, dist] }
  }

  /// The number of houses to learn from: the first rows.
  public var trainCount: Int
  /// The number of houses to test on: the last rows.
  public var testCount: Int
  /// What makes a price.
  public var effects: Effects
  /// The standard deviation of the noise of a price, in dollars.
  public var noise: Double
  /// The mean of the logarithm of the floor, in square feet.
  public var logFloor: Double
  /// The standard deviation of the logarithm of the floor.
  public var logFloorDeviation: Double
  /// The mean of the logarithm of the lot, in square feet.
  public var logLot: Double
  /// The standard deviation of the logarithm of the lot.
  public var logLotDeviation: Double
  /// The age of the oldest houses, in years.
  public var oldestAge: Int
  /// The distance of the farthest houses, in miles.
  public var farthest: Double

  public init(
    trainCount: Int = 400, testCount: Int = 1000, effects: Effects = Effects(), noise: Double = 45_000,
    logFloor: Double = 7.4, logFloorDeviation: Double = 0.35, logLot: Double = 8.7, logLotDeviation: Double = 0.5,
    oldestAge: Int = 60, farthest: Double = 20
  ) {
    self.trainCount = trainCount
    self.testCount = testCount
    self.effects = effects
    self.noise = noise
    self.logFloor = logFloor
    self.logFloorDeviation = logFloorDeviation
    self.logLot = logLot
    self.logLotDeviation = logLotDeviation
    self.oldestAge = oldestAge
    self.farthest = farthest
  }

  /// The mean price of houses like this one, in dollars: the price without noise.
  public func meanPrice(sqft: Double, lot: Double, age: Double, beds: Double, dist: Double) -> Double {
    zip(effects.coefficients, [sqft, lot, age, beds, dist]).reduce(effects.intercept) { $0 + $1.0 * $1.1 }
  }

  /// Makes the houses of a seed. O(houses).
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if a parameter is out of its range.
  public func generate(seed: UInt64) throws(DatasetError) -> HousePrices {
    let furtherBeds = try check()
    var rng = SeededGenerator(seed: seed)
    var houses: [[Double]] = []
    var means: [Double] = []
    var prices: [Int] = []
    for _ in 0..<(trainCount + testCount) {
      let sqft = Portable.exp(rng.normal(mean: logFloor, standardDeviation: logFloorDeviation)).rounded()
      let lot = Portable.exp(rng.normal(mean: logLot, standardDeviation: logLotDeviation)).rounded()
      let age = Double(rng.uniformInt(below: oldestAge + 1))
      let beds = Double(min(1 + furtherBeds.draw(using: &rng), 6))
      let dist = (rng.uniform(0, farthest) * 10).rounded() / 10
      let mean = meanPrice(sqft: sqft, lot: lot, age: age, beds: beds, dist: dist)
      houses.append([sqft, lot, age, beds, dist])
      means.append(mean)
      prices.append(Int((mean + noise * rng.normal()).rounded()))
    }
    func whole(_ place: Int) -> [Int] { houses.map { Int($0[place]) } }
    let frame = observedFrame([
      Column("sqft", whole(0)), Column("lot", whole(1)), Column("age", whole(2)), Column("beds", whole(3)),
      Column("dist", houses.map { $0[4] }), Column("price", prices),
    ])
    return HousePrices(world: self, frame: frame, truePrices: means)
  }

  private func check() throws(DatasetError) -> Poisson {
    try requireParameter(trainCount >= 1, "the number of houses to learn from", trainCount, "1 or more")
    try requireParameter(testCount >= 0, "the number of houses to test on", testCount, "0 or more")
    try requireParameter(effects.intercept.magnitude <= 1e9, "the intercept", effects.intercept, "in -1e9...1e9")
    for (name, effect) in zip(HousePrices.featureNames, effects.coefficients) {
      try requireParameter(effect.magnitude <= 1e9, "the effect of \(name)", effect, "in -1e9...1e9")
    }
    try requireParameter(noise >= 0 && noise <= 1e9, "the noise", noise, "in 0...1e9")
    for (mean, what) in [(logFloor, "floor"), (logLot, "lot")] {
      try requireParameter(mean >= 1 && mean <= 15, "the mean of the log \(what)", mean, "in 1...15")
    }
    for (deviation, what) in [(logFloorDeviation, "floor"), (logLotDeviation, "lot")] {
      try requireParameter(
        deviation >= 0 && deviation <= 1.5, "the standard deviation of the log \(what)", deviation, "in 0...1.5")
    }
    try requireParameter(oldestAge >= 0 && oldestAge <= 1000, "the age of the oldest houses", oldestAge, "in 0...1000")
    try requireParameter(
      farthest > 0 && farthest <= 1000, "the distance of the farthest houses", farthest, "above 0 and at most 1000")
    do {
      return try Poisson(mean: 2)
    } catch {
      preconditionFailure("\(error)")
    }
  }
}
