import DataFrames
import Datasets
import Statistics
import Testing

@Suite("House buyers divided by age")
struct DividedHouseBuyerWorldTests {
  /// Intercept, age and search score of some rows, and who buys.
  private func table(_ frame: DataFrame) throws -> (rows: [[Double]], buys: [Bool]) {
    let ages = try frame.array("age", of: Double.self)
    let scores = try frame.array("search_score", of: Double.self)
    return (zip(ages, scores).map { [1, $0 - 35, $1] }, try frame.array("buys", of: Bool.self))
  }

  @Test("the same seed gives the same people, another seed others")
  func seeds() throws {
    let first = try DividedHouseBuyerWorld().generate(seed: 1)
    #expect(try DividedHouseBuyerWorld().generate(seed: 1).frame == first.frame)
    #expect(try DividedHouseBuyerWorld().generate(seed: 2).frame != first.frame)
    #expect(first.train.rowCount == 14_000 && first.test.rowCount == 6_000)
  }

  @Test("age works in opposite ways for the two genders, as stated")
  func effects() throws {
    let buyers = try DividedHouseBuyerWorld().generate(seed: 2)
    for (gender, slope) in [("A", 0.12), ("B", -0.12)] {
      let own = try table(buyers.completeFrame.filter("gender", is: gender))
      let fit = try logisticFit(own.rows, own.buys)
      for (place, truth) in [0, slope, 0.6].enumerated() {
        #expect(abs(fit.coefficients[place] - truth) < 4 * fit.standardErrors[place])
      }
    }
  }

  @Test("the age is missing for nearly all of gender A and nearly none of gender B")
  func gaps() throws {
    let buyers = try DividedHouseBuyerWorld().generate(seed: 3)
    for (gender, share) in [("A", 0.95), ("B", 0.03)] {
      let own = try buyers.frame.filter("gender", is: gender)
      let found = Double(try own["age"].nullCount) / Double(own.rowCount)
      #expect(abs(found - share) < 4 * (share * (1 - share) / Double(own.rowCount)).squareRoot())
    }
    let ages = try buyers.completeFrame.array("age", of: Int.self)
    let observed = try buyers.frame["age", as: Int.self]
    #expect(ages.indices.allSatisfy { observed[$0] == (buyers.isMissing[$0] ? nil : ages[$0]) })
  }

  @Test("a model of the rows without gaps is worse than chance on gender A and good on gender B")
  func deletion() throws {
    let buyers = try DividedHouseBuyerWorld().generate(seed: 4)
    let kept = try table(buyers.train.droppingNulls())
    let coefficients = try logisticFit(kept.rows, kept.buys).coefficients
    let test = buyers.completeFrame.tail(6_000)
    func auc(_ gender: String) throws -> Double {
      let own = try table(test.filter("gender", is: gender))
      let scores = own.rows.map { row in zip(row, coefficients).reduce(0) { $0 + $1.0 * $1.1 } }
      let buyers = zip(scores, own.buys).filter(\.1).map(\.0)
      let others = zip(scores, own.buys).filter { !$0.1 }.map(\.0)
      let wins = buyers.reduce(0) { sum, score in sum + others.count { $0 < score } }
      return Double(wins) / Double(buyers.count * others.count)
    }
    #expect(try auc("A") > 0.30 && auc("A") < 0.43)
    #expect(try auc("B") > 0.74 && auc("B") < 0.81)
  }

  @Test("parameters out of range are refused with a sentence")
  func parameters() {
    let error = #expect(throws: DatasetError.self) { try DividedHouseBuyerWorld(missingShareOfB: -1).generate(seed: 1) }
    #expect(error?.description == "the missing share of gender B is -1.0; it must be in 0...1")
    #expect(throws: DatasetError.self) { try DividedHouseBuyerWorld(agePerYear: .nan).generate(seed: 1) }
    #expect(throws: DatasetError.self) { try DividedHouseBuyerWorld(testCount: -1).generate(seed: 1) }
  }
}
