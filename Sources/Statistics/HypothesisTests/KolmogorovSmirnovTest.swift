/// The Kolmogorov-Smirnov test: the largest gap between a sample's steps and a distribution's curve, or between the
/// steps of two samples.
///
/// The distribution must be given beforehand, not fitted to the sample, and the samples be independent draws. Equal
/// values make the p-value of two samples too large: safe, but blind.
///
/// One-sided alternatives are said of cumulative functions, as is usual: `.greater` says that the first one lies above
/// the other somewhere, so that its values tend to be *smaller*.
public struct KolmogorovSmirnovTest: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The largest distance D between the two cumulative functions, in the direction of the alternative.
  public let statistic: Double

  /// How many values were tested.
  public let sampleSize: Int

  /// How many values the second sample has; nil where one sample was tested against a distribution.
  public let secondSampleSize: Int?

  /// A value at which the gap is that wide.
  public let location: Double

  /// The chance of a D at least as large under the hypothesis.
  public let pValue: Double

  /// What is held against the hypothesis.
  public let alternative: Alternative

  /// Whether the p-value is exact or asymptotic.
  public let method: PValueMethod

  /// Tests whether the sample was drawn from the given distribution.
  ///
  /// - Throws: ``HypothesisTestError`` if the sample is empty or holds a value that is not a number.
  /// - Complexity: O(n log n), and O(n^1.5) for the exact p-value of up to 10,000 values.
  public init<D: ContinuousDistribution>(
    _ sample: [Double], against distribution: D, alternative: Alternative = .twoSided
  ) throws(HypothesisTestError) {
    guard !sample.isEmpty else { throw .emptySample }
    if let position = sample.firstIndex(where: \.isNaN) { throw .notANumber(position: position) }
    let n = Double(sample.count)
    var largest = 0.0
    var location = sample[0]
    for (rank, value) in ascending(sample).enumerated() {
      let expected = distribution.cumulative(value)
      let below = alternative == .greater ? 0 : expected - Double(rank) / n
      let above = alternative == .less ? 0 : Double(rank + 1) / n - expected
      if max(below, above) > largest {
        largest = max(below, above)
        location = value
      }
    }
    statistic = largest
    sampleSize = sample.count
    secondSampleSize = nil
    self.location = location
    self.alternative = alternative
    if alternative == .twoSided {
      pValue = kolmogorovSurvival(largest, sampleSize: sample.count)
      method = kolmogorovIsExact(largest, sampleSize: sample.count) ? .exact : .asymptotic
    } else {
      pValue = largest <= 0 ? 1 : largest >= 1 ? 0 : min(oneSidedSurvival(largest, sample.count), 1)
      method = .exact
    }
  }

  /// Tests whether the sample was drawn from the given distribution.
  ///
  /// - Throws: ``HypothesisTestError`` if the sample is empty or holds a value that is not a number.
  @inlinable
  public init<C: Collection, D: ContinuousDistribution>(
    _ sample: C, against distribution: D, alternative: Alternative = .twoSided
  ) throws(HypothesisTestError) where C.Element: BinaryFloatingPoint {
    try self.init(doubles(sample), against: distribution, alternative: alternative)
  }

  /// Tests whether two samples were drawn from the same distribution, whatever it is.
  ///
  /// - Parameter method: `.automatic` is exact for samples of up to 10,000 values.
  /// - Throws: ``HypothesisTestError`` if a sample is empty or holds a value that is not a number, or is too large for
  ///   the exact p-value that was asked for (10⁹ pairs).
  /// - Complexity: O(n log n); exact, O(n·m·D) more, or O(n/D) for samples of one size.
  @inlinable
  public init<X: Collection, Y: Collection>(
    _ first: X, _ second: Y, alternative: Alternative = .twoSided, method: PValueMethod = .automatic
  ) throws(HypothesisTestError) where X.Element: BinaryFloatingPoint, Y.Element: BinaryFloatingPoint {
    try self.init(doubles(first), doubles(second), alternative: alternative, method: method)
  }

  /// The same for arrays of `Double`.
  ///
  /// - Throws: ``HypothesisTestError`` as for other samples.
  public init(
    _ first: [Double], _ second: [Double], alternative: Alternative = .twoSided, method: PValueMethod = .automatic
  ) throws(HypothesisTestError) {
    for (values, name) in [(first, "the first sample"), (second, "the second sample")] {
      guard !values.isEmpty else {
        throw .tooFewValues(test: "Kolmogorov-Smirnov test", sample: name, count: 0, needed: 1)
      }
      if let position = values.firstIndex(where: \.isNaN) {
        throw .notFinite(test: "Kolmogorov-Smirnov test", sample: name, value: .nan, position: position)
      }
    }
    let (n, m) = (first.count, second.count)
    let steps = StepGap(ascending(first), ascending(second), alternative)
    statistic = Double(steps.gap) / (Double(n) * Double(m))
    location = steps.location
    sampleSize = n
    secondSampleSize = m
    self.alternative = alternative
    switch method {
    case .automatic: self.method = max(n, m) <= 10_000 ? .exact : .asymptotic
    case .exact:
      guard n == m || Double(n) * Double(m) <= 1e9 else {
        throw .tooLargeForExact(test: "Kolmogorov-Smirnov test", first: n, second: m)
      }
      self.method = .exact
    case .asymptotic: self.method = .asymptotic
    }
    pValue =
      self.method == .exact
      ? smirnovSurvival(gap: steps.gap, n, m, twoSided: alternative == .twoSided)
      : limitSmirnovSurvival(statistic, n, m, twoSided: alternative == .twoSided)
  }

  public var description: String {
    let sizes = secondSampleSize.map { "\(sampleSize) and \($0) values" } ?? "\(sampleSize) values"
    return "Kolmogorov-Smirnov D = \(shortNumber(statistic)) for \(sizes), p = \(shortNumber(pValue)) "
      + "(\(method.rawValue)); widest at \(shortNumber(location))"
  }
}

/// Whether ``kolmogorovSurvival(_:sampleSize:)`` is exact, far tails with their share e^(−6nd²) of error included.
private func kolmogorovIsExact(_ d: Double, sampleSize n: Int) -> Bool {
  n <= 10_000 || d >= 0.5 || Double(n) * d * d > 4
}

/// P(D ≥ d) for a sample of n values.
///
/// Far out it is twice the one-sided tail (relative error about e^(−6nd²), exact for d ≥ ½). Elsewhere it is exact
/// up to 10,000 values, and beyond that the limit with Vrbik's correction, good to about 1e-6.
package func kolmogorovSurvival(_ d: Double, sampleSize n: Int) -> Double {
  let size = Double(n)
  if d <= 0.5 / size { return 1 }
  if d >= 1 { return 0 }
  if d >= 0.5 || size * d * d > 4 { return min(1, 2 * oneSidedSurvival(d, n)) }
  if n <= 10_000 { return max(0, 1 - exactCumulative(d, n)) }
  let root = size.squareRoot()
  return limitSurvival(root * d + 1 / (6 * root) + (root * d - 1) / (4 * size))
}

/// d·Σⱼ C(n, j)·(d + j/n)^(j − 1)·(1 − d − j/n)^(n − j): the chance that the sample's steps rise d above the curve.
///
/// Source: Birnbaum and Tingey, "One-Sided Confidence Contours for Probability Distribution Functions", Annals of
/// Mathematical Statistics 22(4), 1951. O(n).
func oneSidedSurvival(_ d: Double, _ n: Int) -> Double {
  let size = Double(n)
  var sum = 0.0
  for j in 0..<n {
    let x = d + Double(j) / size
    let y = Double(n - j) / size - d
    guard y > 0 else { break }
    sum += Portable.exp(logBinomialKernel(Double(j), Double(n - j), x, y)) / x
  }
  return d * sum
}

/// P(D < d) for n values, as the chance that a Poisson process stays in the band nt ± nd given that it ends at n.
///
/// The band's whole-number bounds change only at i ± nd; between those times the counts in it are carried forward by
/// independent Poisson increments. All terms are positive.
/// Source: the idea of Pomeranz, CACM 17(12), 1974, as told by Simard and L'Ecuyer, J. Statistical Software 39(11),
/// 2011.
private func exactCumulative(_ d: Double, _ n: Int) -> Double {
  let size = Double(n)
  let reach = size * d
  let fraction = reach - reach.rounded(.down)
  let near = min(fraction, 1 - fraction)
  // Times run from 0 to n, by `near`, then turn by turn by 1 − 2·near and 2·near.
  let first = poissonTerms(near)
  let between = poissonTerms(1 - 2 * near)
  let around = poissonTerms(2 * near)
  // chances[j] is the probability of the count lowest + j so far.
  var lowest = 0
  var chances = [1.0]
  for step in 0...(2 * n) {
    let whole = Double(step / 2)
    let (start, end, increments) =
      step == 0
      ? (0, near, first)
      : step == 2 * n
        ? (size - near, size, first)
        : step % 2 == 1 ? (whole + near, whole + 1 - near, between) : (whole - near, whole + near, around)
    let middle = (start + end) / 2
    let atLeast = max(0, Int((middle - reach).rounded(.down)) + 1)
    let atMost = min(n, Int((middle + reach).rounded(.down)))
    if end <= start { continue }
    let from = max(atLeast, lowest)
    guard from <= atMost, from - lowest < chances.count else { return 0 }
    var next = Array(repeating: 0.0, count: atMost - from + 1)
    for (offset, chance) in chances[(from - lowest)...].enumerated() {
      for (increment, share) in increments.enumerated() where offset + increment < next.count {
        next[offset + increment] += chance * share
      }
    }
    lowest = from
    chances = next
  }
  guard n - lowest < chances.count else { return 0 }
  // Divided by the chance of ending at n: nⁿe⁻ⁿ/n! = 1/(√(2πn)·e^δ(n)).
  return chances[n - lowest] * (twoPi * size).squareRoot() * Portable.exp(stirlingCorrection(size))
}

/// The Poisson probabilities 0, 1, 2, … of a mean up to 1, as far as they count.
private func poissonTerms(_ mean: Double) -> [Double] {
  var terms = [Portable.exp(-mean)]
  while let last = terms.last, last > 1e-22 {
    terms.append(last * mean / Double(terms.count))
  }
  return terms
}

/// 2·Σ (−1)^(j − 1)·e^(−2j²x²), and for small x its other form, √(2π)/x·Σ e^(−(2j − 1)²π²/8x²) from 1.
private func limitSurvival(_ x: Double) -> Double {
  var sum = 0.0
  if x < 1 {
    for j in stride(from: 1.0, through: 9, by: 2) {
      sum += Portable.exp(-j * j * 9.869604401089358 / (8 * x * x))
    }
    return 1 - twoPi.squareRoot() / x * sum
  }
  for j in stride(from: 1.0, through: 7, by: 2) {
    sum += Portable.exp(-2 * j * j * x * x) - Portable.exp(-2 * (j + 1) * (j + 1) * x * x)
  }
  return 2 * sum
}
