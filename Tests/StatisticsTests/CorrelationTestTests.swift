import Statistics
import Testing

@Suite("Correlations and their test")
struct CorrelationTestTests {
  struct Reference: Decodable {
    struct Entry: Decodable {
      let x: [Double]
      let y: [Double]
      let alternative: Alternative
      let pearson: [Double]
      let interval: [Double]
      let spearman: [Double]
      let kendall: [Double]
      let covariance: Double
    }
    let correlations: [Entry]
  }

  @Test("Pearson's, Spearman's and Kendall's correlations and p-values agree with SciPy")
  func agreement() throws {
    let entries = try fixture("inference", as: Reference.self).correlations
    #expect(entries.count == 21)
    var worst: [String: WorstError] = [:]
    for entry in entries {
      for (method, expected) in [
        (CorrelationMethod.pearson, entry.pearson), (.spearman, entry.spearman), (.kendall, entry.kendall),
      ] {
        let test = try CorrelationTest(entry.x, entry.y, method: method, alternative: entry.alternative)
        let label = "\(method) \(entry.alternative) \(entry.x.count)"
        worst["value", default: .init()].add(test.statistic, expected[0], label)
        #expect(try correlation(entry.x, entry.y, method: method) == test.statistic)
        // A perfect correlation is 1 to the last digit here, and in SciPy to the last but one.
        if test.statistic.magnitude < 1 - 1e-14 { worst["p", default: .init()].add(test.pValue, expected[1], label) }
      }
      let interval = try #require(
        try CorrelationTest(entry.x, entry.y, alternative: entry.alternative).interval())
      worst["interval", default: .init()].add(interval.lowerBound, entry.interval[0], "\(entry.alternative)")
      worst["interval", default: .init()].add(interval.upperBound, entry.interval[1], "\(entry.alternative)")
      worst["covariance", default: .init()].add(try covariance(entry.x, entry.y), entry.covariance, "")
    }
    for (what, worst) in worst { #expect(worst.error < 1e-10, "\(what): \(worst)") }
  }

  @Test("Kendall's tau counts agreeing less disagreeing pairs, as by hand")
  func kendallByHand() throws {
    var rng = SeededGenerator(seed: 730)
    for levels in [3, 100] {
      let x = (0..<45).map { _ in Double(rng.uniformInt(below: levels)) }
      let y = (0..<45).map { _ in Double(rng.uniformInt(below: levels)) }
      var (balance, variedX, variedY) = (0.0, 0.0, 0.0)
      for i in 0..<45 {
        for j in 0..<i {
          let product = (x[i] - x[j]) * (y[i] - y[j])
          balance += product > 0 ? 1 : product < 0 ? -1 : 0
          variedX += x[i] == x[j] ? 0 : 1
          variedY += y[i] == y[j] ? 0 : 1
        }
      }
      let tau = balance / (variedX * variedY).squareRoot()
      #expect((try correlation(x, y, method: .kendall) - tau).magnitude < 1e-14)
    }
  }

  @Test("values of any size correlate, and test, as values near 1 do")
  func sizes() throws {
    let far = try CorrelationTest([1e200, 2e200, 3e200, 5e200], [1.0, 2, 3.5, 4])
    #expect(far.description.hasPrefix("Pearson's r = 0.9391 of 4 rows, p = 0.06088,"))
    let x = [1.0, 2, 3]
    let y = [1.0, 2, 3.5]
    #expect(relativeError(try correlation(x, y), 0.9933992677987828) < 1e-15)
    for exponent in [-1070, -1030, -800, -530, -400, 400, 530, 800, 1022] {
      let size = Double(sign: .plus, exponent: exponent, significand: 1)
      let scaled = x.map { $0 * size }
      #expect(relativeError(try correlation(scaled, y), 0.9933992677987828) < 1e-15, "2^\(exponent)")
      #expect(relativeError(try correlation(y, scaled), 0.9933992677987828) < 1e-15, "2^\(exponent)")
      #expect(relativeError(try correlation(scaled, scaled), 1) < 1e-15, "2^\(exponent)")
    }
    // Their distances are beyond the largest number.
    #expect(relativeError(try correlation([-1.5e308, 0, 1.5e308], y), 0.9933992677987828) < 1e-15)
    #expect(relativeError(try covariance([1e308, 1e308, -1e308], [1e-10, 1e-10, 0]), 2 / 3 * 1e298) < 1e-14)
  }

  @Test("rank correlation sees a curve that rises as perfect, and does not mind the scale")
  func monotone() throws {
    let x = (1...30).map(Double.init)
    let y = x.map { $0 * $0 * $0 }
    #expect(relativeError(try correlation(x, y, method: .spearman), 1) < 1e-15)
    #expect(try correlation(x, y, method: .kendall) == 1)
    #expect(try correlation(x, y.map { -$0 }, method: .kendall) == -1)
    #expect(try correlation(x, y) < 0.95)
  }

  @Test("lists that have no correlation are refused, and the test shows itself in a line")
  func edges() throws {
    #expect(
      sentence { try correlation([1.0, 2], [4.0, 4], method: .kendall) }
        == "a correlation needs values that vary, but all are 4.0")
    #expect(
      sentence { try correlation([7.0, 7], [4.0, 3], method: .spearman) }
        == "a correlation needs values that vary, but all are 7.0")
    #expect(
      sentence { try correlation([1.0, .nan], [4.0, 4], method: .spearman) }
        == "a correlation needs finite numbers, but value 1 (counted from 0) is nan")
    #expect(
      sentence { try CorrelationTest([1.0, 2], [4.0, 3]) } == "a test of correlation needs at least 3 values, not 2")
    #expect(sentence { try covariance([1.0], [4.0]) } == "a covariance needs at least 2 values, not 1")
    #expect(try covariance([1.0, 3], [4.0, 8], .population) == 2)
    #expect(
      try CorrelationTest([1, 2, 3, 4, 5.0], [2, 1, 4, 3, 7.0]).description
        == "Pearson's r = 0.8242 of 5 rows, p = 0.08614, 95% interval [-0.2129, 0.988]")
  }
}
