/// Tests of one share against a probability, and of two shares against each other.
public struct ProportionTest: Hashable, Sendable, Codable, CustomStringConvertible {
  /// How the p-value of one share is computed.
  public enum Method: String, Hashable, Sendable, Codable {
    /// By the binomial distribution; two-sided, the chance of all counts that are no more likely than this one.
    ///
    /// The interval is Clopper and Pearson's, of the probabilities at which neither tail is below (1 − confidence)/2.
    /// It goes with a one-sided p-value always, and with the two-sided one where the probability tested is 0.5.
    /// Elsewhere the two-sided p-value is not just twice the smaller tail: it can be below 1 − confidence for a
    /// probability that is still in the interval, close to one of its ends.
    case exact
    /// By z, the distance in standard errors that the hypothesis gives, and the normal distribution; the interval is
    /// Wilson's, of the probabilities that this test would not reject.
    case score
  }

  /// The share that was tested, or the first of two.
  public let estimate: ProportionEstimate

  /// The second share, where two were compared.
  public let other: ProportionEstimate?

  /// The probability that a single share was tested against, or what both shares have in common if they do not
  /// differ: all successes of all runs.
  public let probability: Double

  /// Z: the distance between the shares, or from the probability, in standard errors under the hypothesis.
  public let statistic: Double

  /// The chance of counts at least as extreme under the hypothesis.
  public let pValue: Double

  /// How the p-value was computed.
  public let method: Method

  /// What is held against the hypothesis, said of the first share.
  public let alternative: Alternative

  /// Tests whether `successes` of `runs` came about with the given probability.
  ///
  /// - Throws: ``HypothesisTestError`` if the counts are no share, or the probability is not strictly between 0 and 1.
  public init(
    successes: Int, of runs: Int, probability: Double, method: Method = .exact,
    alternative: Alternative = .twoSided
  ) throws(HypothesisTestError) {
    try self.init(
      ProportionTest.estimate(successes, runs), probability: probability, method: method, alternative: alternative)
  }

  /// Tests whether a share came about with the given probability.
  ///
  /// - Throws: ``HypothesisTestError`` if the probability is not strictly between 0 and 1.
  public init(
    _ estimate: ProportionEstimate, probability: Double, method: Method = .exact,
    alternative: Alternative = .twoSided
  ) throws(HypothesisTestError) {
    guard probability > 0, probability < 1 else {
      throw .badProbability(test: "test of a proportion", value: probability)
    }
    self.estimate = estimate
    other = nil
    self.probability = probability
    self.method = method
    self.alternative = alternative
    statistic = estimate.standardErrors(above: probability)
    let successes = estimate.successes
    switch method {
    case .score:
      pValue = alternative.pValue(statistic) { standardNormalCumulative(-$0) }
    case .exact:
      let counts = Binomial(unchecked: estimate.runs, probability)
      switch alternative {
      case .less: pValue = counts.cumulative(successes)
      case .greater: pValue = counts.survival(successes - 1)
      case .twoSided:
        let mode = min(Int((Double(estimate.runs) + 1) * probability), estimate.runs)
        pValue = twoSidedTail(counts, at: successes, mode: mode, tolerance: 1e-7)
      }
    }
  }

  /// Tests whether two independent shares come from the same probability: the two-proportion z test.
  ///
  ///     try ProportionTest(successes: 120, of: 1000, versus: 150, of: 1000)
  ///
  /// z = (p₁ − p₂)/√(p(1 − p)(1/n₁ + 1/n₂)) with the pooled share p; z² is the chi-square of the 2 by 2 table.
  ///
  /// - Throws: ``HypothesisTestError`` if counts are no shares, or all runs of both succeeded or all failed.
  public init(
    successes: Int, of runs: Int, versus otherSuccesses: Int, of otherRuns: Int,
    alternative: Alternative = .twoSided
  ) throws(HypothesisTestError) {
    try self.init(
      ProportionTest.estimate(successes, runs), ProportionTest.estimate(otherSuccesses, otherRuns),
      alternative: alternative)
  }

  /// Tests whether two independent shares come from the same probability: the two-proportion z test.
  ///
  /// - Throws: ``HypothesisTestError`` if all runs of both succeeded or all failed.
  public init(
    _ first: ProportionEstimate, _ second: ProportionEstimate, alternative: Alternative = .twoSided
  ) throws(HypothesisTestError) {
    let runs = Double(first.runs) + Double(second.runs)
    let pooled = (Double(first.successes) + Double(second.successes)) / runs
    guard pooled > 0, pooled < 1 else { throw .noSpread(test: "test of two proportions") }
    estimate = first
    other = second
    probability = pooled
    method = .score
    self.alternative = alternative
    let variance = pooled * (1 - pooled) * (1 / Double(first.runs) + 1 / Double(second.runs))
    statistic = (first.estimate - second.estimate) / variance.squareRoot()
    pValue = alternative.pValue(statistic) { standardNormalCumulative(-$0) }
  }

  /// The first share less the second; for a single share, less the probability tested.
  public var difference: Double { estimate.estimate - (other?.estimate ?? probability) }

  /// For one share its Clopper-Pearson interval by the exact method and its Wilson interval by score; for two the
  /// interval of their difference, after Newcombe; open to one side for a one-sided alternative.
  ///
  /// Source: Newcombe, "Interval Estimation for the Difference between Independent Proportions: Comparison of Eleven
  /// Methods", Statistics in Medicine 17, 1998, method 10.
  ///
  /// - Throws: ``EstimateError`` if `confidence` is not between 0 and 1.
  public func interval(confidence: Double = 0.95) throws(EstimateError) -> ClosedRange<Double> {
    try requireConfidence(confidence)
    return interval(loss: 1 - confidence)
  }

  private func interval(loss: Double) -> ClosedRange<Double> {
    guard let other else {
      switch method {
      case .exact: return estimate.clopperPearsonInterval(loss: loss, alternative)
      case .score: return estimate.wilsonInterval(loss: loss, alternative)
      }
    }
    let z = -standardNormalQuantile(alternative == .twoSided ? loss / 2 : loss)
    let first = estimate.wilsonInterval(z: z)
    let second = other.wilsonInterval(z: z)
    func distance(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
    let below = distance(estimate.estimate - first.lowerBound, second.upperBound - other.estimate)
    let above = distance(first.upperBound - estimate.estimate, other.estimate - second.lowerBound)
    let lower = alternative == .less ? -1 : max(-1, difference - below)
    let upper = alternative == .greater ? 1 : min(1, difference + above)
    return lower...upper
  }

  public var description: String {
    func share(_ estimate: ProportionEstimate) -> String {
      "\(shortNumber(estimate.estimate)) (\(estimate.successes) of \(estimate.runs))"
    }
    let end = "p = \(shortNumber(pValue))"
    let bounds = "interval \(shortInterval(interval(loss: 0.05)))"
    guard let other else {
      let (how, name) = method == .exact ? ("exact", "Clopper-Pearson") : ("z = \(shortNumber(statistic))", "Wilson")
      return "share \(share(estimate)) against \(shortNumber(probability)): \(how), \(end), 95% \(name) \(bounds)"
    }
    return "shares \(share(estimate)) and \(share(other)): z = \(shortNumber(statistic)), \(end); "
      + "difference \(shortNumber(difference)), 95% Newcombe \(bounds)"
  }

  private static func estimate(_ successes: Int, _ runs: Int) throws(HypothesisTestError) -> ProportionEstimate {
    do {
      return try ProportionEstimate(successes: successes, runs: runs)
    } catch {
      throw .badCounts(error)
    }
  }
}
