/// The Mann-Whitney test (Wilcoxon's rank-sum test): whether values of one population tend to be larger than those of
/// another.
///
/// U counts the pairs in which the first sample's value is the larger, ties for a half. U as a share of all pairs is
/// the area under the ROC curve of a score, with the positives as the first sample.
/// Source: Mann and Whitney, "On a Test of Whether one of Two Random Variables is Stochastically Larger than the
/// Other", Annals of Mathematical Statistics 18(1), 1947.
public struct MannWhitneyTest: Hashable, Sendable, Codable, CustomStringConvertible {
  /// U of the first sample; the second's is the number of pairs less this.
  public let statistic: Double

  /// The sizes of the samples.
  public let firstSize: Int
  /// The size of the second sample.
  public let secondSize: Int

  /// The chance of a statistic at least as extreme, were both populations the same.
  public let pValue: Double

  /// Whether the p-value is exact or asymptotic.
  public let method: PValueMethod

  /// What is held against the hypothesis, said of the first population: `.greater` says that its values tend to be
  /// larger.
  public let alternative: Alternative

  /// Compares two samples.
  ///
  /// - Parameters:
  ///   - method: `.automatic` is exact if one sample has at most 8 values and no two values are equal. The asymptotic
  ///     p-value allows for ties.
  ///   - continuityCorrection: moves the statistic of the asymptotic test half a pair towards its mean.
  /// - Throws: ``HypothesisTestError`` if a sample is empty or holds a value that is not a number, or if `.exact` is
  ///   asked for where values are equal.
  /// - Complexity: O(n log n); exact, O(n₁²·n₂) more with the smaller n₁.
  @inlinable
  public init<X: Collection, Y: Collection>(
    _ first: X, _ second: Y, alternative: Alternative = .twoSided, method: PValueMethod = .automatic,
    continuityCorrection: Bool = true
  ) throws(HypothesisTestError) where X.Element: BinaryFloatingPoint, Y.Element: BinaryFloatingPoint {
    try self.init(
      doubles(first), doubles(second), alternative: alternative, method: method,
      continuityCorrection: continuityCorrection)
  }

  /// The same for arrays of `Double`.
  ///
  /// - Throws: ``HypothesisTestError`` as for other samples.
  public init(
    _ first: [Double], _ second: [Double], alternative: Alternative = .twoSided, method: PValueMethod = .automatic,
    continuityCorrection: Bool = true
  ) throws(HypothesisTestError) {
    for (values, name) in [(first, "the first sample"), (second, "the second sample")] {
      guard !values.isEmpty else {
        throw .tooFewValues(test: "Mann-Whitney test", sample: name, count: 0, needed: 1)
      }
      if let position = values.firstIndex(where: \.isNaN) {
        throw .notFinite(test: "Mann-Whitney test", sample: name, value: .nan, position: position)
      }
    }
    let (u, runs) = MannWhitneyTest.count(first, second)
    let hasTies = runs.contains { $0 > 1 }
    let pairs = Double(first.count) * Double(second.count)
    statistic = u
    firstSize = first.count
    secondSize = second.count
    self.alternative = alternative
    switch method {
    case .automatic: self.method = !hasTies && min(first.count, second.count) <= 8 ? .exact : .asymptotic
    case .exact:
      guard !hasTies else { throw .tiesForbidExact(test: "Mann-Whitney test") }
      guard pairs * Double(min(first.count, second.count)) < 1e10 else {
        throw .tooLargeForExact(test: "Mann-Whitney test", first: first.count, second: second.count)
      }
      self.method = .exact
    case .asymptotic: self.method = .asymptotic
    }
    // The p-value is the upper tail of the U that the alternative says is large.
    let large = alternative == .greater ? u : alternative == .less ? pairs - u : max(u, pairs - u)
    let tail =
      self.method == .exact
      ? exactMannWhitneySurvival(Int(large), first.count, second.count)
      : MannWhitneyTest.normalTail(large, first.count, second.count, runs, continuityCorrection)
    pValue = min(alternative == .twoSided ? 2 * tail : tail, 1)
  }

  /// U of the first sample and the sizes of the runs of equal values.
  private static func count(_ first: [Double], _ second: [Double]) -> (u: Double, runs: [Int]) {
    let first = ascending(first)
    let second = ascending(second)
    // In halves, so that the sum is exact.
    var doubled = 0
    var runs: [Int] = []
    var i = 0
    var j = 0
    while i < first.count || j < second.count {
      let value = min(i < first.count ? first[i] : .infinity, j < second.count ? second[j] : .infinity)
      let (firsts, seconds) = (i, j)
      while i < first.count && first[i] == value { i += 1 }
      while j < second.count && second[j] == value { j += 1 }
      doubled += (i - firsts) * (seconds + j)
      runs.append(i - firsts + j - seconds)
    }
    return (Double(doubled) / 2, runs)
  }

  /// P(U ≥ u) by the normal distribution whose variance allows for ties.
  private static func normalTail(
    _ u: Double, _ n1: Int, _ n2: Int, _ runs: [Int], _ corrected: Bool
  ) -> Double {
    let pairs = Double(n1) * Double(n2)
    let n = Double(n1) + Double(n2)
    var ties = 0.0
    for run in runs where run > 1 { ties += Double(run) * Double(run - 1) * Double(run + 1) }
    let variance = pairs / 12 * (n + 1 - ties / (n * (n - 1)))
    guard variance > 0 else { return 1 }
    return standardNormalCumulative(-(u - pairs / 2 - (corrected ? 0.5 : 0)) / variance.squareRoot())
  }

  /// The chance that a value of the first sample is larger than one of the second, a tie counting a half: U as a
  /// share of all pairs.
  public var superiority: Double { statistic / (Double(firstSize) * Double(secondSize)) }

  public var description: String {
    "Mann-Whitney U = \(shortNumber(statistic)) for \(firstSize) and \(counted(secondSize, "value")), "
      + "p = \(shortNumber(pValue)) (\(method.rawValue)); the first is the larger in "
      + "\(shortNumber(100 * superiority))% of pairs"
  }
}

/// P(U ≥ u) without ties, for whole u: the share of the ways to place the first sample's ranks.
///
/// The numbers of ways are the coefficients of Π (1 − q^(n₂ + i))/(1 − qⁱ), i = 1…n₁, kept as probabilities: after
/// each factor they are U's for i values against n₂.
package func exactMannWhitneySurvival(_ u: Int, _ n1: Int, _ n2: Int) -> Double {
  let pairs = n1 * n2
  if u <= 0 { return 1 }
  if u > pairs { return 0 }
  // By symmetry P(U ≥ u) = P(U ≤ pairs − u); the smaller tail is summed.
  if 2 * (pairs - u) >= pairs { return 1 - lowerTail(u - 1, min(n1, n2), max(n1, n2)) }
  return lowerTail(pairs - u, min(n1, n2), max(n1, n2))
}

private func lowerTail(_ limit: Int, _ few: Int, _ many: Int) -> Double {
  var shares = Array(repeating: 0.0, count: limit + 1)
  shares[0] = 1
  for i in 1...few {
    let scale = Double(i) / Double(many + i)
    let shift = many + i
    if shift <= limit {
      for u in stride(from: limit, through: shift, by: -1) { shares[u] -= shares[u - shift] }
    }
    for u in 0...limit {
      shares[u] = scale * shares[u]
    }
    if i <= limit {
      for u in i...limit { shares[u] += shares[u - i] }
    }
  }
  return shares.reduce(0, +)
}
