import Foundation
import Statistics
import Testing

@Suite("Summaries")
struct SummariesTests {
  struct Reference: Decodable {
    struct Summaries: Decodable {
      let x: [Double]
      let y: [Double]
      let weights: [Double]
      let counts: [Int]
      let mean: Double
      let sampleVariance: Double
      let populationVariance: Double
      let correlation: Double
      let weightedMean: Double
      let reliabilityVariance: Double
      let frequencyVariance: Double
      let populationWeightedVariance: Double
      let histogramOfTen: [Int]
      let histogramEdges: [Double]
      let histogramInRange: [Int]
    }
    struct Quantiles: Decodable {
      let values: [Double]
      let probabilities: [Double]
      let byMethod: [[Double]]
    }
    let summaries: Summaries
    let quantiles: [Quantiles]
  }

  let reference: Reference

  init() throws {
    reference = try fixture("tests_and_summaries", as: Reference.self)
  }

  @Test("mean, variance and correlation agree with NumPy, on values of large mean and small spread")
  func moments() throws {
    let data = reference.summaries
    #expect(relativeError(data.x.mean(), data.mean) < 1e-15)
    #expect(relativeError(data.x.variance(), data.sampleVariance) < 1e-9)
    #expect(relativeError(data.x.variance(.population), data.populationVariance) < 1e-9)
    #expect(relativeError(data.x.standardDeviation(), data.sampleVariance.squareRoot()) < 1e-9)
    #expect(relativeError(try correlation(data.x, data.y), data.correlation) < 1e-9)
  }

  @Test("moments of too few values are not a number")
  func tooFew() {
    #expect([Double]().mean().isNaN)
    #expect([Double]().variance(.population).isNaN)
    #expect([4.0].variance().isNaN)
    #expect([4.0].variance(.population) == 0)
    #expect([4.0].mean() == 4)
    #expect(RunningMoments([4]).standardErrorOfMean.isNaN)
  }

  @Test("the mean of infinite values, or of values whose sum overflows, is right in any order")
  func meansOutOfRange() throws {
    let infinite = Double.infinity
    let cases: [(values: [Double], mean: Double)] = [
      ([1, infinite, 2], infinite), ([infinite, 1, 1], infinite), ([1, 1, -infinite], -infinite),
      ([infinite, 1, infinite], infinite), ([1, infinite, -infinite], .nan), ([1, .nan, infinite], .nan),
      ([1e308, 1e308, -1e308], 1e308 / 3), ([1.5e308, 1.5e308, 1.2e308], 1.4e308),
      ([1.3e308, -1.475e308, -1.475e308], -0.55e308),
    ]
    for (values, mean) in cases {
      let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]].map { $0.map { values[$0] } }
      for order in orders {
        var merged = RunningMoments(order.prefix(1))
        merged.merge(RunningMoments(order.dropFirst()))
        let found = [
          order.mean(), AnySequence(order).mean(), RunningMoments(order).mean, merged.mean,
          try order.weightedMean([1, 1, 1]), (order + order + order + order).mean(),
        ]
        for value in found {
          // The description shows the sign of NaN, which a mean must not have.
          #expect(mean.isFinite ? relativeError(value, mean) < 1e-14 : "\(value)" == "\(mean)", "\(order): \(value)")
        }
        #expect(mean.isFinite ? order.variance() == infinite : "\(order.variance())" == "nan", "\(order)")
      }
    }
    #expect([1, infinite].mean() == infinite && [infinite, 1].mean() == infinite)
  }

  @Test("a number that is not one is written without a sign")
  func unsignedNaN() {
    let negative = -Double.nan
    #expect(shortNumber(negative) == "nan")
    #expect(
      SummaryError.badValue(of: "median", value: negative, position: 3).description
        == "a median needs finite numbers, but value 3 (counted from 0) is nan")
  }

  @Test("skewness and kurtosis do not mind the scale")
  func shapeOfAnySize() throws {
    let values = [1.0, 2, 2, 3, 7, 1, 4]
    for exponent in [-1000, -400, 400, 1000] {
      let scaled = values.map { $0 * Double(sign: .plus, exponent: exponent, significand: 1) }
      #expect(scaled.skewness() == values.skewness() && scaled.kurtosis() == values.kurtosis(), "2^\(exponent)")
      #expect(try scaled.weightedSkewness(values) == values.weightedSkewness(values), "2^\(exponent)")
    }
  }

  @Test("weighted moments agree with NumPy for each meaning of the weights")
  func weighted() throws {
    let data = reference.summaries
    #expect(relativeError(try data.y.weightedMean(data.weights), data.weightedMean) < 1e-12)
    #expect(relativeError(try data.y.weightedVariance(data.weights), data.reliabilityVariance) < 1e-12)
    let counts = data.counts.map(Double.init)
    #expect(relativeError(try data.y.weightedVariance(counts, .frequency), data.frequencyVariance) < 1e-12)
    #expect(
      relativeError(try data.y.weightedVariance(data.weights, .population), data.populationWeightedVariance)
        < 1e-12)
  }

  @Test("frequency weights equal repeated values")
  func repeated() throws {
    let data = reference.summaries
    let repeated = zip(data.y, data.counts).flatMap { Array(repeating: $0, count: $1) }
    let counts = data.counts.map(Double.init)
    #expect(relativeError(try data.y.weightedMean(counts), repeated.mean()) < 1e-12)
    #expect(relativeError(try data.y.weightedVariance(counts, .frequency), repeated.variance()) < 1e-12)
  }

  @Test("all nine quantile methods agree with NumPy")
  func quantiles() throws {
    #expect(reference.quantiles.count == 8)
    for entry in reference.quantiles {
      for (method, expected) in zip(QuantileMethod.allCases, entry.byMethod) {
        let values = try entry.values.quantiles(entry.probabilities, method: method)
        for (index, (value, truth)) in zip(values, expected).enumerated() {
          let p = entry.probabilities[index]
          #expect(
            relativeError(value, truth) < 1e-12,
            "\(method), \(entry.values.count) values, p \(p): \(value), not \(truth)")
        }
      }
    }
  }

  @Test("a quantile rises with its probability, whatever the method", arguments: QuantileMethod.allCases)
  func monotoneQuantiles(method: QuantileMethod) throws {
    var rng = SeededGenerator(seed: 600)
    let values = (0..<23).map { _ in rng.normal() }
    let quantiles = try values.quantiles((0...1000).map { Double($0) / 1000 }, method: method)
    #expect(quantiles == quantiles.sorted())
    #expect(quantiles.first == values.min())
    #expect(quantiles.last == values.max())
  }

  @Test("a product that misses a whole number by a rounding counts as whole")
  func roundedPositions() throws {
    // 100 × 0.07 is 7.000000000000001 in binary, yet 7 of the 100 values are 7% of them.
    let values = (1...100).map(Double.init)
    #expect(try values.quantile(0.07, method: .invertedCumulative) == 7)
    #expect(try values.quantile(0.07, method: .averagedInvertedCumulative) == 7.5)
  }

  @Test("the median is the middle value, or halfway between the middle two")
  func median() throws {
    #expect(try [3.0, 1, 2].median() == 2)
    #expect(try [4.0, 1, 2, 3].median() == 2.5)
    #expect(try [.infinity, 1, 2].median() == 2)
    #expect(try [Double.infinity, .infinity, 1].quantile(0.9) == .infinity)
  }

  @Test("histograms agree with NumPy")
  func histogram() throws {
    let data = reference.summaries
    let ten = try Histogram(data.y, bins: 10)
    #expect(ten.counts == data.histogramOfTen)
    #expect(zip(ten.edges, data.histogramEdges).allSatisfy { ($0 - $1).magnitude < 1e-12 })
    #expect(ten.total == 500)
    let area = zip(ten.densities, zip(ten.edges.dropFirst(), ten.edges)).reduce(0.0) {
      $0 + $1.0 * ($1.1.0 - $1.1.1)
    }
    #expect(relativeError(area, 1) < 1e-12)
    let inRange = try Histogram(data.y, bins: 4, in: -2...2)
    #expect(inRange.counts == data.histogramInRange)
    #expect(inRange.below == data.y.count { $0 < -2 })
    #expect(inRange.above == data.y.count { $0 > 2 })
  }

  @Test("a bin holds its lower edge, and the last one its upper edge too")
  func edges() throws {
    let histogram = try Histogram([0, 1, 1, 2, 3, -0.1, 3.1, .infinity], edges: [0, 1, 2, 3])
    #expect(histogram.counts == [1, 2, 2])
    #expect(histogram.below == 1)
    #expect(histogram.above == 2)
    #expect(try Histogram([7, 7], bins: 2).edges == [6.5, 7, 7.5])
    #expect(try Histogram([], bins: 2, in: 0...1).counts == [0, 0])
  }

  @Test("correlation is 1 on a rising line, −1 on a falling one")
  func lines() throws {
    let x = (0..<50).map { Double($0) * 0.1 }
    #expect(relativeError(try correlation(x, x.map { 3 * $0 - 7 }), 1) < 1e-15)
    #expect(relativeError(try correlation(x, x.map { -3 * $0 }), -1) < 1e-15)
  }

  @Test("data that cannot be summarized is refused with a sentence")
  func refusals() {
    func sentence(_ make: () throws -> Any) -> String? {
      do {
        _ = try make()
        return nil
      } catch {
        return "\(error)"
      }
    }
    #expect(sentence { try [Double]().quantile(0.5) } == "a quantile needs at least 1 value, not 0")
    #expect(
      sentence { try [1.0].quantile(50) } == "a quantile is asked for by a probability between 0 and 1, not 50.0")
    #expect(
      sentence { try [1, Double.nan].median() }
        == "a quantile needs finite numbers, but value 1 (counted from 0) is nan")
    #expect(
      sentence { try [1.0, 2].weightedMean([1.0]) }
        == "a weighted mean needs two lists of equal length, but one has 2 values and the other 1")
    #expect(
      sentence { try [1.0, 2].weightedMean([1.0, -1]) }
        == "weights must be finite and not negative, but weight 1 (counted from 0) is -1.0")
    #expect(
      sentence { try [1.0, 2].weightedMean([0.0, 0]) }
        == "the weights sum to 0.0, which is too little for a weighted mean")
    #expect(
      sentence { try [1.0, 2].weightedVariance([0.0, 0.5], .frequency) }
        == "the weights sum to 0.5, which is too little for a weighted variance")
    #expect(
      sentence { try correlation([1.0, 2], [1.0]) }
        == "a correlation needs two lists of equal length, but one has 2 values and the other 1")
    #expect(sentence { try correlation([1.0], [1.0]) } == "a correlation needs at least 2 values, not 1")
    #expect(
      sentence { try correlation([1.0, 2], [3.0, 3]) } == "a correlation needs values that vary, but all are 3.0")
    #expect(
      sentence { try correlation([1.0, 2], [3.0, .infinity]) }
        == "a correlation needs finite numbers, but value 1 (counted from 0) is inf")
    #expect(sentence { try Histogram([1], bins: 0) } == "a histogram needs at least one bin, not 0")
    #expect(
      sentence { try Histogram([1], edges: [2, 1]) }
        == "a histogram needs two or more finite edges in increasing order, not [2.0, 1.0]")
    #expect(
      sentence { try Histogram([1], bins: 3, in: 0...(.infinity)) }
        == "a histogram needs a finite range, not 0.0 to inf")
    #expect(sentence { try Histogram([], bins: 3) } == "a histogram needs at least 1 value, not 0")
    #expect(
      sentence { try Histogram([1, .infinity], bins: 3) }
        == "a histogram needs finite numbers, but value 1 (counted from 0) is inf")
  }
}

@Suite("RunningMoments")
struct RunningMomentsTests {
  @Test("merged parts equal the whole, however it is cut")
  func merging() {
    var rng = SeededGenerator(seed: 601)
    let values = (0..<1000).map { _ in 1e6 + rng.normal() }
    let whole = RunningMoments(values)
    for cut in [0, 1, 2, 300, 999, 1000] {
      var merged = RunningMoments(values[..<cut])
      merged.merge(RunningMoments(values[cut...]))
      #expect(merged.count == whole.count)
      #expect(relativeError(merged.mean, whole.mean) < 1e-14)
      #expect(relativeError(merged.variance(), whole.variance()) < 1e-9)
      #expect(merged.minimum == whole.minimum)
      #expect(merged.maximum == whole.maximum)
    }
  }

  @Test("a constant has no variance, wherever it lies")
  func constant() {
    var moments = RunningMoments()
    #expect(moments.mean.isNaN)
    #expect(moments.minimum == nil && moments.maximum == nil)
    for _ in 0..<1000 { moments.add(1e15 + 0.5) }
    #expect(moments.variance() == 0)
    #expect(moments.mean == 1e15 + 0.5)
  }

  @Test("the standard error of the mean is what repeated samples show")
  func standardError() {
    var rng = SeededGenerator(seed: 602)
    var means = RunningMoments()
    var claimed = RunningMoments()
    for _ in 0..<2000 {
      let sample = RunningMoments((0..<50).map { _ in rng.exponential() })
      means.add(sample.mean)
      claimed.add(sample.standardErrorOfMean)
    }
    #expect(relativeError(claimed.mean, means.standardDeviation()) < 0.06)
  }

  @Test("survives being written and read")
  func coding() throws {
    for moments in [RunningMoments([1, 2, 4]), RunningMoments()] {
      let data = try JSONEncoder().encode(moments)
      #expect(try JSONDecoder().decode(RunningMoments.self, from: data) == moments)
    }
  }
}
