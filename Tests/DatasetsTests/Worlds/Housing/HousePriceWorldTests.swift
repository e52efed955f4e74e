import DataFrames
import Datasets
import Foundation
import LinearAlgebra
import Statistics
import Testing

@Suite("House prices")
struct HousePriceWorldTests {
  private func design(_ frame: DataFrame) throws -> (x: Matrix<Double>, prices: [Double]) {
    let features = try frame.matrix(HousePrices.featureNames)
    let x = Matrix(rowCount: frame.rowCount, columnCount: 6) { $1 == 0 ? 1 : features[$0, $1 - 1] }
    return (x, try frame.array("price", of: Double.self))
  }

  private func rootMeanSquare(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).map { ($0 - $1) * ($0 - $1) }.mean().squareRoot()
  }

  @Test("the same seed gives the same houses, another seed others, more houses the same first ones")
  func seeds() throws {
    let first = try HousePriceWorld().generate(seed: 1)
    #expect(try HousePriceWorld().generate(seed: 1).frame == first.frame)
    #expect(try HousePriceWorld().generate(seed: 2).frame != first.frame)
    #expect(first.train.rowCount == 400 && first.test.rowCount == 1000)
    #expect(try HousePriceWorld(testCount: 2000).generate(seed: 1).frame.head(1400) == first.frame)
    #expect(first.frame.columnNames == HousePrices.featureNames + ["price"])
  }

  @Test("the features have the stated distributions")
  func marginals() throws {
    let frame = try HousePriceWorld(trainCount: 20_000, testCount: 0).generate(seed: 2).frame
    let size = 20_000.0
    for (name, mean, deviation) in [("sqft", 7.4, 0.35), ("lot", 8.7, 0.5)] {
      let logarithms = try frame.array(name, of: Double.self).map { log($0) }
      #expect(abs(logarithms.mean() - mean) < 4 * deviation / size.squareRoot())
      #expect(abs(logarithms.standardDeviation() - deviation) < 4 * deviation / (2 * size).squareRoot())
    }
    var ages = [Int](repeating: 0, count: 61)
    for age in try frame.array("age", of: Int.self) { ages[age] += 1 }
    #expect(try ChiSquareTest(uniformityOf: ages).pValue > 0.001)
    let beds = try frame.array("beds", of: Int.self)
    #expect(beds.min() == 1 && beds.max() == 6)
    let one = Double(beds.count { $0 == 1 }) / size
    #expect(abs(one - exp(-2)) < 4 * (exp(-2) * (1 - exp(-2)) / size).squareRoot())
    let distances = try frame.array("dist", of: Double.self)
    #expect(distances.min()! >= 0 && distances.max()! <= 20)
    #expect(abs(distances.mean() - 10) < 4 * (400 / 12 / size).squareRoot())
  }

  @Test("least squares finds the true effects and the noise")
  func effects() throws {
    let houses = try HousePriceWorld(trainCount: 20_000, testCount: 0).generate(seed: 3)
    let (x, prices) = try design(houses.frame)
    let coefficients = try x.leastSquares(prices)
    let errors = try Cholesky(x.gram()).inverse().diagonal.map { 45_000 * $0.squareRoot() }
    let truth = [houses.world.effects.intercept] + houses.world.effects.coefficients
    #expect(truth == [60_000, 150, 8, -900, 5000, -4000])
    for place in truth.indices { #expect(abs(coefficients[place] - truth[place]) < 4 * errors[place]) }
    let noise = zip(prices, houses.truePrices).map { $0 - $1 }
    #expect(abs(noise.mean()) < 4 * 45_000 / 20_000.0.squareRoot())
    #expect(abs(noise.standardDeviation() - 45_000) < 4 * 45_000 / 40_000.0.squareRoot())
    #expect(prices.count { $0 < 0 } < 20)
  }

  @Test("a linear model of the 400 training rows comes within its variance of the noise on the test rows")
  func linearModel() throws {
    let houses = try HousePriceWorld().generate(seed: 4)
    let train = try design(houses.train)
    let test = try design(houses.test)
    let error = rootMeanSquare(try test.x.multiplied(by: train.x.leastSquares(train.prices)), test.prices)
    // √(1 + 6/400) × 45,000, give or take four standard errors of 45,000/√2,000.
    #expect(abs(error - 45_335) < 4 * 45_000 / 2000.0.squareRoot())
  }

  @Test("the true price moves with each feature as the effects say")
  func directions() throws {
    let houses = try HousePriceWorld().generate(seed: 5)
    let world = houses.world
    for (row, truth) in zip(houses.frame.rows, houses.truePrices) {
      let values = try HousePrices.featureNames.map { try #require(try row[$0, as: Double.self]) }
      func price(lotTimes lot: Double = 1, floorTimes floor: Double = 1) -> Double {
        world.meanPrice(
          sqft: values[0] * floor, lot: values[1] * lot, age: values[2], beds: values[3], dist: values[4])
      }
      #expect(price() == truth)
      #expect(price(lotTimes: 1.1) > truth && price(floorTimes: 0.9) < truth)
    }
  }

  @Test("parameters out of range are refused with a sentence")
  func parameters() {
    func refusal(_ world: HousePriceWorld) -> String? {
      #expect(throws: DatasetError.self) { try world.generate(seed: 1) }?.description
    }
    #expect(refusal(HousePriceWorld(noise: -1)) == "the noise is -1.0; it must be in 0...1e9")
    #expect(
      refusal(HousePriceWorld(trainCount: 0)) == "the number of houses to learn from is 0; it must be 1 or more")
    #expect(
      refusal(HousePriceWorld(effects: HousePriceWorld.Effects(lot: .nan)))
        == "the effect of lot is nan; it must be in -1e9...1e9")
    #expect(
      refusal(HousePriceWorld(logLot: 40)) == "the mean of the log lot is 40.0; it must be in 1...15")
    #expect(
      refusal(HousePriceWorld(oldestAge: -1)) == "the age of the oldest houses is -1; it must be in 0...1000")
  }
}
