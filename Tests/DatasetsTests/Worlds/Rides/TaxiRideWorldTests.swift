import DataFrames
import Datasets
import Foundation
import LinearAlgebra
import Statistics
import Testing

@Suite("Taxi rides")
struct TaxiRideWorldTests {
  let rides: TaxiRides
  let days: [Int]
  let hours: [Int]
  let kilometers: [Double]
  let minutes: [Double]

  init() throws {
    rides = try TaxiRideWorld().generate(seed: 1)
    days = try rides.frame.array("day", of: Int.self)
    hours = try rides.frame.array("hour", of: Int.self)
    kilometers = try rides.frame.array("km", of: Double.self)
    minutes = try rides.frame.array("minutes", of: Double.self)
  }

  @Test("the same seed gives the same rides, another seed others")
  func seeds() throws {
    #expect(try TaxiRideWorld().generate(seed: 1).frame == rides.frame)
    #expect(try TaxiRideWorld().generate(seed: 2).frame != rides.frame)
    #expect(rides.frame.columnNames == ["day", "hour", "km", "minutes"])
  }

  @Test("1,500 rides a day start at any hour alike, over distances of a gamma distribution")
  func marginals() throws {
    for day in 0..<7 { #expect(days.count { $0 == day } == 1500) }
    var counts = [Int](repeating: 0, count: 24)
    for hour in hours { counts[hour] += 1 }
    #expect(try ChiSquareTest(uniformityOf: counts).pValue > 0.001)
    let size = Double(kilometers.count)
    #expect(kilometers.min()! >= 0.5)
    // Gamma(2, 2): mean 4, variance 8, fourth central moment 3 · 8² + 6 · 2 · 2⁴.
    #expect(abs(kilometers.mean() - 4.5) < 4 * (8 / size).squareRoot())
    #expect(abs(kilometers.variance() - 8) < 4 * ((384.0 - 64) / size).squareRoot())
  }

  @Test("the multipliers of hours and the factors of days can be read from the rides")
  func effects() {
    let logarithms = kilometers.indices.map { log((minutes[$0] - 3) / (2.2 * kilometers[$0])) }
    for hour in 0..<24 {
      let rows = hours.indices.filter { hours[$0] == hour }
      let own = rows.map { logarithms[$0] - log(rides.world.dayFactors[days[$0]]) }
      #expect(abs(own.mean() - log(rides.world.hourMultiplier(hour))) < 4 * 0.1 / Double(own.count).squareRoot())
    }
    for day in 0..<7 {
      let rows = days.indices.filter { days[$0] == day }
      let own = rows.map { logarithms[$0] - log(rides.world.hourMultiplier(hours[$0])) }
      #expect(abs(own.mean() - log(rides.world.dayFactors[day])) < 4 * 0.1 / Double(own.count).squareRoot())
      #expect(abs(own.standardDeviation() - 0.1) < 4 * 0.1 / (2 * Double(own.count)).squareRoot())
    }
    let world = rides.world
    #expect([7, 8, 16, 17].allSatisfy { world.hourMultiplier($0) == 1.6 })
    #expect([6, 9, 15, 18].allSatisfy { world.hourMultiplier($0) == 1.25 })
    #expect((0...4).allSatisfy { world.hourMultiplier($0) == 0.85 })
    #expect([5, 10, 14, 19, 23].allSatisfy { world.hourMultiplier($0) == 1 })
  }

  @Test("the true minutes are unbiased, and their error is the noise floor")
  func noise() {
    let standardized = minutes.indices.map { (minutes[$0] - rides.trueMinutes[$0]) / rides.trueDeviations[$0] }
    let size = Double(minutes.count)
    #expect(abs(standardized.mean()) < 4 / size.squareRoot())
    let squares = zip(minutes, rides.trueMinutes).map { ($0 - $1) * ($0 - $1) }
    let floor = rides.noiseFloor
    #expect(abs(squares.mean() - floor * floor) < 4 * squares.standardDeviation() / size.squareRoot())
    #expect(rides.noiseFloor(ofRows: days.indices.filter { days[$0] == 6 }) < floor)
    #expect(rides.noiseFloor(ofRows: []) == 0)
    #expect(abs(rides.world.meanMinutes(km: 2, hour: 7, day: 4) - (3 + 2.2 * 2 * 1.6 * 1.15 * exp(0.005))) < 1e-12)
  }

  @Test("without a Sunday to learn from, the hour alone misses Sunday and a weekend flag saves it")
  func unseenDay() throws {
    func sundayError(_ isFlagged: (Int) -> Bool) throws -> Double {
      func design(_ rows: [Int]) -> Matrix<Double> {
        Matrix(rowCount: rows.count, columnCount: 26) { place, column in
          let row = rows[place]
          if column == 0 { return 1 }
          if column <= 24 { return hours[row] == column - 1 ? kilometers[row] : 0 }
          return isFlagged(days[row]) ? kilometers[row] : 0
        }
      }
      let train = days.indices.filter { days[$0] < 6 }
      let test = days.indices.filter { days[$0] == 6 }
      var x = design(train)
      // Without a flagged day the last column is empty, and least squares needs one of full rank.
      let hasFlag = train.contains { isFlagged(days[$0]) }
      if !hasFlag { x = Matrix(x.columns(0..<25)) }
      let coefficients = try x.leastSquares(train.map { minutes[$0] }) + (hasFlag ? [] : [0])
      let found = try design(test).multiplied(by: coefficients)
      return zip(found, test).map { ($0 - minutes[$1]) * ($0 - minutes[$1]) }.mean().squareRoot()
    }
    let hourAlone = try sundayError { _ in false }
    let weekend = try sundayError { $0 >= 5 }
    #expect(hourAlone > 3 && hourAlone < 3.6)
    #expect(weekend > 1.1 && weekend < 1.7)
    #expect(weekend > rides.noiseFloor(ofRows: days.indices.filter { days[$0] == 6 }))
  }

  @Test("parameters out of range are refused with a sentence")
  func parameters() {
    func refusal(_ world: TaxiRideWorld) -> String? {
      #expect(throws: DatasetError.self) { try world.generate(seed: 1) }?.description
    }
    #expect(refusal(TaxiRideWorld(ridesPerDay: 0)) == "the number of rides a day is 0; it must be 1 or more")
    #expect(
      refusal(TaxiRideWorld(dayFactors: [1, 1]))
        == "the list of day factors is [1.0, 1.0]; it must be seven numbers above 0 and at most 100, Monday first")
    #expect(refusal(TaxiRideWorld(nightGain: 1)) == "the gain at night is 1.0; it must be in 0..<1")
    #expect(
      refusal(TaxiRideWorld(distanceShape: 0))
        == "the distribution of the distance is a gamma distribution of shape 0.0 and scale 2.0; "
        + "it must be one of positive shape and scale")
    #expect(refusal(TaxiRideWorld(noise: .nan)) == "the noise is nan; it must be in 0...2")
  }
}
