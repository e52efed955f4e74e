import DataFrames
import Datasets
import Foundation
import Statistics
import Testing

@Suite("House buyers")
struct HouseBuyerWorldTests {
  static let mechanisms: [HouseBuyerWorld.Missingness] = [.none, .completelyAtRandom(), .atRandom(), .notAtRandom()]

  /// The complete columns as numbers.
  private struct People {
    let isA: [Bool]
    let ages: [Double]
    let scores: [Double]
    let married: [Bool]
    let children: [Double]
    let buys: [Bool]

    init(_ buyers: HouseBuyers) throws {
      let frame = buyers.completeFrame
      isA = try frame.array("gender", of: String.self).map { $0 == "A" }
      ages = try frame.array("age", of: Double.self)
      let world = HouseBuyerWorld()
      scores = try frame.array("income", of: Double.self).map { world.incomeScore($0) }
      married = try frame.array("married", of: Bool.self)
      children = try frame.array("children", of: Double.self)
      buys = try frame.array("buys", of: Bool.self)
    }

    /// The columns by name, as numbers.
    var terms: [(String, [Double])] {
      [
        ("gender", isA.map { $0 ? 1 : 0 }), ("age", ages.map { $0 - 35 }), ("income", scores),
        ("married", married.map { $0 ? 1 : 0 }), ("children", children), ("buys", buys.map { $0 ? 1 : 0 }),
      ]
    }
  }

  /// The mean of a normal age that is rounded and moved into 18...80.
  private func meanAge(_ mean: Double) throws -> Double {
    let normal = try Normal(mean: mean, standardDeviation: 9)
    var sum = 18 * normal.cumulative(18.5) + 80 * normal.survival(79.5)
    for age in 19...79 {
      let years = Double(age)
      sum += years * normal.probability(in: years - 0.5...years + 0.5)
    }
    return sum
  }

  @Test("the same seed gives the same people whatever is missing, another seed others")
  func seeds() throws {
    let first = try HouseBuyerWorld().generate(seed: 1)
    for mechanism in Self.mechanisms {
      let again = try HouseBuyerWorld(missingness: mechanism).generate(seed: 1)
      #expect(again.completeFrame == first.frame)
      #expect(try HouseBuyerWorld(missingness: mechanism).generate(seed: 1).frame == again.frame)
    }
    #expect(try HouseBuyerWorld().generate(seed: 2).frame != first.frame)
  }

  @Test("20,000 people: 14,000 to learn from and 6,000 to test on, in six columns")
  func shape() throws {
    let buyers = try HouseBuyerWorld(missingness: .atRandom()).generate(seed: 3)
    #expect(buyers.train.rowCount == 14_000 && buyers.test.rowCount == 6_000)
    #expect(buyers.frame.columnNames == ["gender", "age", "income", "married", "children", "buys"])
    #expect(try buyers.train.appending(buyers.test) == buyers.frame)
  }

  @Test("gender, age, income, marriage and children have the stated distributions")
  func marginals() throws {
    let people = try People(HouseBuyerWorld().generate(seed: 4))
    let count = Double(people.isA.count)
    let countOfA = Double(people.isA.count { $0 })
    #expect(abs(countOfA / count - 0.4) < 4 * (0.24 / count).squareRoot())
    for (isA, mean, size) in [(true, 38.0, countOfA), (false, 34, count - countOfA)] {
      let own = zip(people.isA, people.ages).filter { $0.0 == isA }.map(\.1)
      #expect(abs(own.mean() - (try meanAge(mean))) < 4 * 9 / size.squareRoot())
    }
    #expect(people.ages.min() == 18 && people.ages.max()! <= 80)
    let noise = zip(people.scores, people.ages).map { $0 - 0.01 * ($1 - 35) / 0.6 }
    #expect(abs(noise.mean()) < 4 / count.squareRoot())
    #expect(abs(noise.variance() - 1) < 4 * (2 / count).squareRoot())
    let marriage = people.ages.map { 1 / (1 + exp(0.3 - 0.05 * ($0 - 35))) }
    for term in [people.ages.map { _ in 1 }, people.ages.map { $0 - 35 }] {
      #expect(abs(scoreDeviation(people.married, marriage, term)) < 4)
    }
    for (married, mean) in [(true, 1.4), (false, 0.4)] {
      let own = zip(people.married, people.children).filter { $0.0 == married }.map(\.1)
      #expect(abs(own.mean() - mean) < 4 * (mean / Double(own.count)).squareRoot())
      let childless = Double(own.count { $0 == 0 }) / Double(own.count)
      let expected = exp(-mean)
      #expect(abs(childless - expected) < 4 * (expected * (1 - expected) / Double(own.count)).squareRoot())
    }
  }

  @Test("the labels follow the true probabilities, and a logistic regression finds the true effects")
  func effects() throws {
    let buyers = try HouseBuyerWorld().generate(seed: 5)
    let people = try People(buyers)
    let many = people.children.map { $0 > 2 ? 1.0 : 0 }
    for (name, term) in people.terms.dropLast() + [("many children", many), ("all", many.map { _ in 1 })] {
      #expect(abs(scoreDeviation(people.buys, buyers.trueProbabilities, term)) < 4, "\(name)")
    }
    let terms = people.terms.dropLast().map(\.1) + [many]
    let rows = many.indices.map { row in [1] + terms.map { $0[row] } }
    let fit = try logisticFit(rows, people.buys)
    // Intercept with gender B's effect, gender A against B, age, income, married, child, three children or more.
    let truth = [-1.0, -0.4, 0.03, 1.08, 1, 0.3, -0.2]
    for (place, effect) in truth.enumerated() {
      #expect(abs(fit.coefficients[place] - effect) < 4 * fit.standardErrors[place])
      #expect(fit.standardErrors[place] < 0.1)
    }
  }

  @Test("what is not missing is true, and what is missing is so in one column only", arguments: mechanisms)
  func gaps(mechanism: HouseBuyerWorld.Missingness) throws {
    let buyers = try HouseBuyerWorld(missingness: mechanism).generate(seed: 6)
    for (observed, complete) in zip(buyers.frame.columns, buyers.completeFrame.columns) {
      guard observed.name == mechanism.column?.rawValue else {
        #expect(observed == complete)
        continue
      }
      let truth = try complete.array(of: Int.self)
      let values = try observed.values(as: Int.self)
      #expect(truth.indices.allSatisfy { values[$0] == (buyers.isMissing[$0] ? nil : truth[$0]) })
    }
    if mechanism.column == nil { #expect(!buyers.isMissing.contains(true)) }
    for (_, term) in try People(buyers).terms where mechanism != .none {
      #expect(abs(scoreDeviation(buyers.isMissing, buyers.missingProbabilities, term)) < 4)
    }
  }

  @Test("completely at random: a quarter is missing, whatever the row")
  func completelyAtRandom() throws {
    let buyers = try HouseBuyerWorld(missingness: .completelyAtRandom()).generate(seed: 7)
    #expect(buyers.missingProbabilities.allSatisfy { $0 == 0.25 })
    let share = Double(try buyers.frame["income"].nullCount) / 20_000
    #expect(abs(share - 0.25) < 4 * (0.25 * 0.75 / 20_000).squareRoot())
    let people = try People(buyers)
    for (name, term) in people.terms {
      #expect(abs(meanDifference(term, buyers.isMissing)) < 4, "\(name)")
    }
    let ages = try HouseBuyerWorld(missingness: .completelyAtRandom(column: .age, share: 0.1)).generate(seed: 7)
    #expect(try ages.frame["age"].nullCount > 1700 && ages.frame["income"].nullCount == 0)
  }

  @Test("at random: the age is missing by gender and, within a gender, by nothing else")
  func atRandom() throws {
    let buyers = try HouseBuyerWorld(missingness: .atRandom()).generate(seed: 8)
    let people = try People(buyers)
    for (isA, share) in [(true, 0.55), (false, 0.05)] {
      let rows = people.isA.indices.filter { people.isA[$0] == isA }
      let missing = rows.map { buyers.isMissing[$0] }
      let found = Double(missing.count { $0 }) / Double(rows.count)
      #expect(abs(found - share) < 4 * (share * (1 - share) / Double(rows.count)).squareRoot())
      for (name, term) in people.terms where name != "gender" {
        #expect(abs(meanDifference(rows.map { term[$0] }, missing)) < 4, "\(name)")
      }
    }
    // Of those who stay when rows with gaps are deleted, .4 × .45 / (.4 × .45 + .6 × .95) = .24 are of gender A.
    let kept = try buyers.frame.droppingNulls()
    let share = Double(try kept.filter("gender", is: "A").rowCount) / Double(kept.rowCount)
    #expect(abs(share - 0.24) < 4 * (0.24 * 0.76 / Double(kept.rowCount)).squareRoot())
  }

  @Test("not at random: high incomes hide, so that the incomes that are seen are too low and the silent buy")
  func notAtRandom() throws {
    let buyers = try HouseBuyerWorld(missingness: .notAtRandom()).generate(seed: 9)
    let people = try People(buyers)
    for (score, probability) in zip(people.scores, buyers.missingProbabilities) {
      #expect(abs(probability - 1 / (1 + exp(3.2 - 2.2 * score))) < 1e-12)
    }
    let rows = zip(people.scores, people.ages).map { [1, $0, $1 - 35] }
    let fit = try logisticFit(rows, buyers.isMissing)
    for (place, truth) in [-3.2, 2.2, 0].enumerated() {
      #expect(abs(fit.coefficients[place] - truth) < 4 * fit.standardErrors[place])
    }
    let complete = try buyers.completeFrame.array("income", of: Double.self)
    let ratio = try buyers.frame["income", as: Double.self].present.mean() / complete.mean()
    #expect(ratio > 0.82 && ratio < 0.89)
    let silent = zip(people.buys, buyers.isMissing).filter(\.1).map { $0.0 ? 1.0 : 0 }
    let open = zip(people.buys, buyers.isMissing).filter { !$0.1 }.map { $0.0 ? 1.0 : 0 }
    #expect(silent.mean() > 0.65 && silent.mean() < 0.72 && open.mean() > 0.35 && open.mean() < 0.40)
  }

  @Test("parameters out of range are refused with a sentence")
  func parameters() {
    func refusal(_ world: HouseBuyerWorld) -> String? {
      #expect(throws: DatasetError.self) { try world.generate(seed: 1) }?.description
    }
    #expect(
      refusal(HouseBuyerWorld(trainCount: 0)) == "the number of people to learn from is 0; it must be 1 or more")
    #expect(
      refusal(HouseBuyerWorld(missingness: .atRandom(shareOfA: 1.2)))
        == "the missing share of gender A is 1.2; it must be in 0...1")
    #expect(
      refusal(HouseBuyerWorld(missingness: .completelyAtRandom(share: .nan)))
        == "the missing share is nan; it must be in 0...1")
    #expect(
      refusal(HouseBuyerWorld(population: HouseBuyerPopulation(meanAgeOfB: 7)))
        == "the mean age of gender B is 7.0; it must be in 18...80")
    #expect(
      refusal(HouseBuyerWorld(childrenOfMarried: -1))
        == "the mean number of children of the married is -1.0; it must be above 0 and at most 20")
    #expect(
      refusal(HouseBuyerWorld(effects: HouseBuyerWorld.Effects(income: .infinity)))
        == "the effect of the income is inf; it must be finite")
  }

  /// The difference of the means of two groups in standard errors.
  private func meanDifference(_ values: [Double], _ inFirst: [Bool]) -> Double {
    let first = zip(values, inFirst).filter(\.1).map(\.0)
    let second = zip(values, inFirst).filter { !$0.1 }.map(\.0)
    let variance = first.variance() / Double(first.count) + second.variance() / Double(second.count)
    return (first.mean() - second.mean()) / variance.squareRoot()
  }
}
