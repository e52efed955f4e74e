import Statistics
import Testing

@Suite("Moments, ranks, bin rules and weighted summaries")
struct SummaryReferenceTests {
  struct Reference: Decodable {
    struct Entry: Decodable {
      let values: [Double]
      let weights: [Double]
      let skewness: [Double]
      let kurtosis: [Double]
      let weightedSkewness: Double
      let weightedKurtosis: Double
      let bins: [String: Int]
      let range: [Double]
      let binsInRange: [String: Int]
      let automaticCounts: [Int]
      let ranks: [String: [Double]]
      let weightedQuantiles: [Double]
      let meanInterval: [Double]
    }
    let summaries: [Entry]
  }

  static let rules: [String: BinRule] = [
    "auto": .automatic, "sturges": .sturges, "doane": .doane, "scott": .scott, "fd": .freedmanDiaconis, "rice": .rice,
    "sqrt": .squareRoot,
  ]

  let entries: [Reference.Entry]

  init() throws {
    entries = try fixture("inference", as: Reference.self).summaries
  }

  @Test("skewness and kurtosis agree with SciPy")
  func moments() {
    #expect(entries.count == 5)
    for entry in entries {
      let x = entry.values
      #expect(relativeError(x.skewness(.population), entry.skewness[0]) < 1e-10)
      #expect(relativeError(x.skewness(), entry.skewness[1]) < 1e-10)
      #expect(relativeError(x.excessKurtosis(.population), entry.kurtosis[0]) < 1e-10)
      #expect(relativeError(x.excessKurtosis(), entry.kurtosis[1]) < 1e-10)
      #expect(relativeError(x.kurtosis(), entry.kurtosis[1] + 3) < 1e-10)
    }
  }

  @Test("weighted skewness, kurtosis and quantiles agree with NumPy")
  func weighted() throws {
    for entry in entries {
      let (x, w) = (entry.values, entry.weights)
      #expect(relativeError(try x.weightedSkewness(w), entry.weightedSkewness) < 1e-10)
      #expect(relativeError(try x.weightedKurtosis(w), entry.weightedKurtosis) < 1e-10)
      for (p, expected) in zip([0, 0.1, 0.5, 0.9, 1], entry.weightedQuantiles) {
        #expect(try x.weightedQuantile(p, weights: w) == expected)
      }
      let ones = x.map { _ in 1.0 }
      #expect(relativeError(try x.weightedSkewness(ones), x.skewness(.population)) < 1e-12)
      #expect(try x.weightedQuantile(0.3, weights: ones) == x.quantile(0.3, method: .invertedCumulative))
    }
    #expect(try [1.0, 2, 3].weightedStandardDeviation([1.0, 1, 1], .population) == (2.0 / 3).squareRoot())
  }

  @Test("the trap of equal summaries: three values have a normal's mean, variance, skewness and kurtosis")
  func trap() {
    let values = [-1, 0, 0, 0, 0, 1].map { $0 * 3.0.squareRoot() }
    #expect(values.mean().magnitude < 1e-15)
    #expect(relativeError(values.variance(.population), 1) < 1e-15)
    #expect(values.skewness(.population).magnitude < 1e-15)
    #expect(relativeError(values.kurtosis(.population), 3) < 1e-15)
  }

  @Test("shape of too few or equal values is not a number")
  func tooFew() {
    #expect([1.0, 2].skewness().isNaN)
    #expect([1.0, 2, 4].excessKurtosis().isNaN)
    #expect([5.0, 5, 5, 5].skewness().isNaN)
    #expect([Double]().kurtosis(.population).isNaN)
  }

  @Test("ranks agree with SciPy for each way to treat ties")
  func ranks() throws {
    for entry in entries {
      for (name, ties) in [
        ("average", TieRank.average), ("min", .smallest), ("max", .largest), ("dense", .dense), ("ordinal", .firstCome),
      ] {
        #expect(try entry.values.ranks(ties: ties) == entry.ranks[name])
      }
    }
    #expect(
      sentence { try [1, Double.nan].ranks() } == "a ranking needs finite numbers, but value 1 (counted from 0) is nan")
  }

  @Test("bin rules agree with NumPy, over all values and over a range")
  func binRules() throws {
    for entry in entries {
      let range = entry.range[0]...entry.range[1]
      for (name, rule) in Self.rules {
        #expect(try rule.bins(for: entry.values) == entry.bins[name], "\(name) \(entry.values.count)")
        #expect(try Histogram(entry.values, bins: rule).counts.count == entry.bins[name])
        #expect(try rule.bins(for: entry.values, in: range) == entry.binsInRange[name], "\(name) \(entry.values.count)")
      }
      #expect(try Histogram(entry.values, bins: .automatic).counts == entry.automaticCounts)
    }
    #expect(Self.rules.count == BinRule.allCases.count)
  }

  @Test("a rule that asks for too many bins is refused, and equal values make one bin")
  func binEdges() throws {
    let outlier = (0..<100).map { Double($0) } + [1e12]
    #expect(
      sentence { try Histogram(outlier, bins: .freedmanDiaconis) }
        == "the rule freedmanDiaconis asks for 46570095079.0 bins, because a few values lie far from the others: "
        + "give a number of bins or a range")
    #expect(try Histogram(outlier, bins: .automatic).counts.count < 100)
    #expect(try Histogram([4.0, 4, 4], bins: .scott).counts == [3])
    #expect(sentence { try Histogram([Double](), bins: .scott) } == "a histogram needs at least 1 value, not 0")
    #expect(
      sentence { try Histogram([1, .infinity], bins: .scott) }
        == "a histogram needs finite numbers, but value 1 (counted from 0) is inf")
  }

  @Test("long lists, which are sorted by their bits, have the same quantiles and ranks as short ones")
  func longLists() throws {
    var rng = SeededGenerator(seed: 760)
    for spread in [1e-300, 1, 1e300] {
      var values = (0..<3000).map { _ in spread * rng.normal() }
      values += [0, -0.0, .infinity, -.infinity, .leastNonzeroMagnitude, -Double.leastNonzeroMagnitude] + values[..<50]
      let sorted = values.sorted()
      let probabilities = (0..<values.count).map { (Double($0) + 0.5) / Double(values.count) }
      #expect(try values.quantiles(probabilities, method: .invertedCumulative) == sorted)
      let ranks = try values.ranks(ties: .smallest)
      for (value, rank) in zip(values, ranks) { #expect(sorted[Int(rank) - 1] == value) }
      #expect(try values.ranks(ties: .firstCome).sorted() == (1...values.count).map(Double.init))
    }
    // Equal values keep their order, zeros of either sign included.
    let ties = (0..<2000).map { [1.0, 0, -0.0][$0 % 3] }
    let order = try ties.ranks(ties: .firstCome)
    #expect(order[1] == 1 && order[2] == 2 && order[4] == 3)
    let kendall = try correlation(ties, ties.map { -$0 }, method: .kendall)
    #expect(relativeError(kendall, -1) < 1e-15)
  }

  @Test("mean and variance of values in memory equal those of values one by one")
  func contiguous() {
    var rng = SeededGenerator(seed: 761)
    // One by one, a mean of a billion costs the variance digits; in memory it does not.
    for count in [1, 2, 7, 8, 9, 100, 1003] {
      let values = (0..<count).map { _ in 1e9 + rng.normal() }
      #expect(relativeError(values.mean(), AnySequence(values).mean()) < 1e-14)
      #expect(relativeError(values.variance(.population), AnySequence(values).variance(.population)) < 1e-6)
    }
    #expect([1e308, 1.5e308, 1e308].mean() == RunningMoments([1e308, 1.5e308, 1e308]).mean)
    #expect([1, Double.nan].mean().isNaN)
    #expect([3.0, 3, 3, 3, 3, 3, 3, 3, 3, 3].variance() == 0)
  }

  @Test("a histogram shows itself with a bar for each bin")
  func histogramDescription() throws {
    #expect(
      try Histogram([0.5, 1, 1.25, 1.5, 2.75, 3, 9, -1], edges: [0, 1, 2, 3]).description
        == """
        1 below
        [0, 1)  1  █████████████
        [1, 2)  3  ████████████████████████████████████████
        [2, 3]  2  ███████████████████████████
        1 above
        """)
  }

  @Test("other numbers are summarized as their doubles")
  func otherNumbers() throws {
    let floats: [Float] = [1.5, -2, 7, 3.25, 9]
    let doubles = floats.map { Double($0) }
    #expect(floats.mean() == doubles.mean())
    #expect(floats.variance() == doubles.variance())
    #expect(floats.skewness() == doubles.skewness())
    #expect(try floats.quantile(0.3, method: .hazen) == doubles.quantile(0.3, method: .hazen))
    #expect(try floats.ranks() == doubles.ranks())
    #expect(try Histogram(floats, bins: 3) == Histogram(doubles, bins: 3))
    #expect(try Histogram(floats, bins: .sturges) == Histogram(doubles, bins: .sturges))
    let counts: [Int] = [3, 1, 2, 10]
    #expect(counts.mean() == 4)
    #expect(try counts.median() == 2.5)
    #expect(counts.standardDeviation() == counts.map { Double($0) }.standardDeviation())
    #expect(try counts.quantiles([0, 1]) == [1, 10])
  }

  @Test("the t interval of a mean agrees with SciPy")
  func meanInterval() throws {
    for entry in entries {
      let interval = try MeanEstimate(entry.values).interval(confidence: 0.9)
      #expect(relativeError(interval.lowerBound, entry.meanInterval[0]) < 1e-10)
      #expect(relativeError(interval.upperBound, entry.meanInterval[1]) < 1e-10)
      let summarized = try MeanEstimate(RunningMoments(entry.values)).interval(confidence: 0.9)
      #expect(relativeError(summarized.upperBound, entry.meanInterval[1]) < 1e-10)
    }
    let estimate = try MeanEstimate([2, 4, 9.0])
    #expect(estimate.description == "5 ± 2.082 (mean of 3 values)")
    #expect(try estimate.interval(alternative: .less).lowerBound == -.infinity)
    let oneSided = try estimate.interval(confidence: 0.95, alternative: .greater)
    #expect(relativeError(oneSided.lowerBound, try estimate.interval(confidence: 0.9).lowerBound) < 1e-13)
    #expect(sentence { try MeanEstimate([1.0]) } == "a mean is estimated from at least 2 values, not 1")
    #expect(
      sentence { try MeanEstimate([1.0, .nan]) }
        == "a mean is estimated from finite numbers, but value 1 (counted from 0) is nan")
  }
}
