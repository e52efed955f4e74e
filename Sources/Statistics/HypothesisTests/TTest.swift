/// Student's and Welch's t tests: whether a mean, or the difference of two, is what a hypothesis says.
///
/// The statistic is the distance from the hypothesis in standard errors. The p-value is exact for normal values and
/// good for large samples of any.
/// Source: Student, "The Probable Error of a Mean", Biometrika 6(1), 1908; Welch, "The Generalization of 'Student's'
/// Problem when Several Different Population Variances are Involved", Biometrika 34, 1947.
public struct TTest: Hashable, Sendable, Codable, CustomStringConvertible {
  /// What is compared with what.
  public enum Kind: String, Hashable, Sendable, Codable {
    /// The mean of one sample with a number.
    case oneSample
    /// The mean difference within pairs with a number.
    case paired
    /// Two samples from populations of equal variance.
    case student
    /// Two samples, whatever their variances.
    case welch
  }

  /// What is compared with what.
  public let kind: Kind

  /// (estimate − hypothesis)/standard error.
  public let statistic: Double

  /// n − 1 for one sample or pairs, n₁ + n₂ − 2 by Student, and by Welch a share of it that need not be whole.
  public let degreesOfFreedom: Double

  /// The chance of a statistic at least as extreme under the hypothesis.
  public let pValue: Double

  /// The mean, the mean difference within pairs, or the first sample's mean less the second's.
  public let estimate: Double

  /// What the hypothesis says that the estimate estimates.
  public let hypothesis: Double

  /// The standard error of the estimate.
  public let standardError: Double

  /// What is held against the hypothesis.
  public let alternative: Alternative

  /// Tests whether a sample's population has the given mean. O(n).
  ///
  /// - Throws: ``HypothesisTestError`` if there are fewer than two values, one is not finite, or all are the same.
  @inlinable
  public init<C: Collection>(
    _ sample: C, mean hypothesis: Double, alternative: Alternative = .twoSided
  ) throws(HypothesisTestError) where C.Element: BinaryFloatingPoint {
    try self.init(doubles(sample), mean: hypothesis, alternative: alternative)
  }

  /// The same for an array of `Double`.
  ///
  /// - Throws: ``HypothesisTestError`` as for other samples.
  public init(
    _ sample: [Double], mean hypothesis: Double, alternative: Alternative = .twoSided
  ) throws(HypothesisTestError) {
    try self.init(
      .oneSample, SampleMean(sample, "the sample", from: hypothesis), hypothesis: hypothesis,
      alternative: alternative)
  }

  /// Tests whether the first of two values measured on the same rows is larger than the second by `difference` on
  /// average. O(n).
  ///
  /// - Throws: ``HypothesisTestError`` if the lists differ in length, hold fewer than two values or one that is not
  ///   finite, or all differences are the same.
  @inlinable
  public init<X: Collection, Y: Collection>(
    paired first: X, _ second: Y, difference: Double = 0, alternative: Alternative = .twoSided
  ) throws(HypothesisTestError) where X.Element: BinaryFloatingPoint, Y.Element: BinaryFloatingPoint {
    try self.init(paired: doubles(first), doubles(second), difference: difference, alternative: alternative)
  }

  /// The same for arrays of `Double`.
  ///
  /// - Throws: ``HypothesisTestError`` as for other samples.
  public init(
    paired first: [Double], _ second: [Double], difference: Double = 0, alternative: Alternative = .twoSided
  ) throws(HypothesisTestError) {
    try self.init(
      .paired, SampleMean(pairs: first, second), hypothesis: difference, alternative: alternative)
  }

  /// Tests whether the mean of the first sample's population is larger than that of the second's by `difference`:
  /// by Welch, or by Student if the variances are taken to be equal. O(n).
  ///
  /// - Throws: ``HypothesisTestError`` if a sample has fewer than two values or one that is not finite, or all values
  ///   of both are the same.
  @inlinable
  public init<X: Collection, Y: Collection>(
    _ first: X, _ second: Y, equalVariances: Bool = false, difference: Double = 0,
    alternative: Alternative = .twoSided
  ) throws(HypothesisTestError) where X.Element: BinaryFloatingPoint, Y.Element: BinaryFloatingPoint {
    try self.init(
      doubles(first), doubles(second), equalVariances: equalVariances, difference: difference,
      alternative: alternative)
  }

  /// The same for arrays of `Double`.
  ///
  /// - Throws: ``HypothesisTestError`` as for other samples.
  public init(
    _ first: [Double], _ second: [Double], equalVariances: Bool = false, difference: Double = 0,
    alternative: Alternative = .twoSided
  ) throws(HypothesisTestError) {
    // Both means are taken from one of the values, so that large means cost their difference no digits.
    let origin = first.first ?? 0
    try self.init(
      SampleMean(first, "the first sample", from: origin), SampleMean(second, "the second sample", from: origin),
      equalVariances: equalVariances, difference: difference, alternative: alternative)
  }

  /// Tests whether a population whose sample was summarized has the given mean. O(1).
  ///
  /// - Throws: ``HypothesisTestError`` if there are fewer than two values or all are the same.
  public init(
    _ sample: RunningMoments, mean hypothesis: Double, alternative: Alternative = .twoSided
  ) throws(HypothesisTestError) {
    try self.init(
      .oneSample, SampleMean(sample, "the sample"), hypothesis: hypothesis, alternative: alternative)
  }

  /// Tests two summarized samples as if all their values were given. O(1).
  ///
  /// - Throws: ``HypothesisTestError`` if a sample has fewer than two values, or all values of both are the same.
  public init(
    _ first: RunningMoments, _ second: RunningMoments, equalVariances: Bool = false, difference: Double = 0,
    alternative: Alternative = .twoSided
  ) throws(HypothesisTestError) {
    try self.init(
      SampleMean(first, "the first sample"), SampleMean(second, "the second sample"),
      equalVariances: equalVariances, difference: difference, alternative: alternative)
  }

  private init(
    _ kind: Kind, _ sample: SampleMean, hypothesis: Double, alternative: Alternative
  ) throws(HypothesisTestError) {
    try self.init(
      kind, distance: (sample.origin - hypothesis) + sample.mean, hypothesis: hypothesis,
      standardError: sample.standardError, degrees: sample.count - 1,
      alternative: alternative)
  }

  private init(
    _ first: SampleMean, _ second: SampleMean, equalVariances: Bool, difference: Double, alternative: Alternative
  ) throws(HypothesisTestError) {
    let variance: Double
    let degrees: Double
    // In units near the larger error, so that no square overflows or vanishes.
    let scale = BinaryScale(largest: max(first.standardError, second.standardError))
    func squared(_ value: Double) -> Double { value * scale.down * (value * scale.down) }
    let a = squared(first.standardError)
    let b = squared(second.standardError)
    if equalVariances {
      degrees = first.count + second.count - 2
      let pooled = (a * first.count * (first.count - 1) + b * second.count * (second.count - 1)) / degrees
      variance = pooled * (1 / first.count + 1 / second.count)
    } else {
      variance = a + b
      // In shares: 1/(s²/(n₁ − 1) + (1 − s)²/(n₂ − 1)).
      let share = a / variance
      let rest = b / variance
      degrees = 1 / (share * share / (first.count - 1) + rest * rest / (second.count - 1))
    }
    try self.init(
      equalVariances ? .student : .welch,
      distance: (first.origin - second.origin) + (first.mean - second.mean) - difference, hypothesis: difference,
      standardError: variance.squareRoot() * scale.up, degrees: degrees, alternative: alternative)
  }

  private init(
    _ kind: Kind, distance: Double, hypothesis: Double, standardError: Double, degrees: Double,
    alternative: Alternative
  ) throws(HypothesisTestError) {
    guard hypothesis.isFinite else { throw .badHypothesis(test: "t test", value: hypothesis) }
    guard standardError > 0 else { throw .noSpread(test: "t test") }
    self.kind = kind
    estimate = hypothesis + distance
    self.hypothesis = hypothesis
    self.standardError = standardError
    self.alternative = alternative
    statistic = distance / standardError
    degreesOfFreedom = degrees
    pValue = alternative.pValue(statistic, survival: StudentT(unchecked: degrees).survival)
  }

  /// The values of what is estimated that this test, at level 1 − `confidence`, would not reject; open to one side
  /// for a one-sided alternative.
  ///
  /// - Throws: ``EstimateError`` if `confidence` is not between 0 and 1.
  public func interval(confidence: Double = 0.95) throws(EstimateError) -> ClosedRange<Double> {
    try requireConfidence(confidence)
    return interval(loss: 1 - confidence)
  }

  private func interval(loss: Double) -> ClosedRange<Double> {
    alternative.interval(around: estimate, loss: loss) {
      standardError * StudentT(unchecked: degreesOfFreedom).upperValue($0)
    }
  }

  public var description: String {
    let (name, what) =
      switch kind {
      case .oneSample: ("one-sample", "mean")
      case .paired: ("paired", "mean difference")
      case .student: ("Student's", "difference of means")
      case .welch: ("Welch's", "difference of means")
      }
    return "\(name) t = \(shortNumber(statistic)) on \(shortNumber(degreesOfFreedom)) degrees of freedom, "
      + "p = \(shortNumber(pValue)); \(what) \(shortNumber(estimate)), 95% interval "
      + shortInterval(interval(loss: 0.05))
  }
}

/// What a t test reads from a sample.
private struct SampleMean {
  let count: Double
  /// The mean less the origin.
  let mean: Double
  let origin: Double
  /// Of the mean.
  let standardError: Double

  init(_ values: [Double], _ name: String, from origin: Double = 0) throws(HypothesisTestError) {
    try requireSample(values, name, for: "t test", atLeast: 2)
    guard origin.isFinite else { throw .badHypothesis(test: "t test", value: origin) }
    let moments = CentralMoments(values.map { $0 - origin })
    count = moments.weight
    mean = moments.mean
    self.origin = origin
    // A constant's mean may miss it by a rounding, which is no variance.
    standardError = values.contains { $0 != values[0] } ? moments.standardErrorOfMean : 0
  }

  init(pairs first: [Double], _ second: [Double]) throws(HypothesisTestError) {
    guard first.count == second.count else {
      throw .pairsDiffer(test: "paired t test", first: first.count, second: second.count)
    }
    try requireSample(first, "the first list", for: "t test", atLeast: 2)
    try requireSample(second, "the second list", for: "t test", atLeast: 2)
    try self.init(zip(first, second).map { $0 - $1 }, "the differences")
  }

  init(_ moments: RunningMoments, _ name: String) throws(HypothesisTestError) {
    guard moments.count >= 2 else {
      throw .tooFewValues(test: "t test", sample: name, count: moments.count, needed: 2)
    }
    count = Double(moments.count)
    mean = moments.mean
    origin = 0
    standardError = moments.standardErrorOfMean
  }
}
