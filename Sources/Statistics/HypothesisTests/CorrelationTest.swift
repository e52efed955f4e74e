/// Whether two lists of values are correlated at all.
///
/// The p-value of Pearson's and Spearman's correlation r is that of t = r·√((n − 2)/(1 − r²)) on n − 2 degrees of
/// freedom, which is exact for Pearson's of normal values. That of Kendall's tau is exact for up to 33 rows without
/// ties, and normal with an allowance for ties beyond.
public struct CorrelationTest: Hashable, Sendable, Codable, CustomStringConvertible {
  /// Which correlation.
  public let method: CorrelationMethod

  /// The correlation, from −1 to 1.
  public let statistic: Double

  /// How many rows there are.
  public let count: Int

  /// The chance of a correlation at least as extreme, were the lists independent.
  public let pValue: Double

  /// What is held against independence: `.greater` says that the correlation is positive.
  public let alternative: Alternative

  /// Tests two lists of values that go together row by row.
  ///
  /// - Throws: ``SummaryError`` if the lists differ in length, hold fewer than three values or one that is not finite,
  ///   or do not vary.
  /// - Complexity: O(n log n).
  @inlinable
  public init<X: Collection, Y: Collection>(
    _ x: X, _ y: Y, method: CorrelationMethod = .pearson, alternative: Alternative = .twoSided
  ) throws(SummaryError) where X.Element: BinaryFloatingPoint, Y.Element: BinaryFloatingPoint {
    try self.init(doubles(x), doubles(y), method: method, alternative: alternative)
  }

  /// The same for arrays of `Double`.
  ///
  /// - Throws: ``SummaryError`` as for other lists.
  public init(
    _ x: [Double], _ y: [Double], method: CorrelationMethod = .pearson, alternative: Alternative = .twoSided
  ) throws(SummaryError) {
    try requirePairs(x, y, of: "test of correlation", atLeast: 3)
    self.method = method
    self.alternative = alternative
    count = x.count
    if method == .kendall {
      let pairs = try KendallPairs(x, y)
      statistic = pairs.tauB
      pValue = pairs.pValue(alternative)
    } else {
      let r = try correlation(x, y, by: method)
      statistic = r
      let degrees = Double(x.count - 2)
      let t = r * (degrees / ((1 - r) * (1 + r))).squareRoot()
      pValue = alternative.pValue(t, survival: StudentT(unchecked: degrees).survival)
    }
  }

  /// The interval of Pearson's correlation by Fisher's z, tanh(artanh r ± z/√(n − 3)), open to one side for a
  /// one-sided alternative; nil for rank correlations and for three rows.
  ///
  /// Source: Fisher, "On the 'Probable Error' of a Coefficient of Correlation Deduced from a Small Sample", Metron 1,
  /// 1921.
  ///
  /// - Throws: ``EstimateError`` if `confidence` is not between 0 and 1.
  public func interval(confidence: Double = 0.95) throws(EstimateError) -> ClosedRange<Double>? {
    try requireConfidence(confidence)
    return interval(loss: 1 - confidence)
  }

  private func interval(loss: Double) -> ClosedRange<Double>? {
    guard method == .pearson, count > 3 else { return nil }
    if statistic.magnitude == 1 { return statistic...statistic }
    let center = 0.5 * (Portable.log1p(statistic) - Portable.log1p(-statistic))
    let range = alternative.interval(around: center, loss: loss) {
      -standardNormalQuantile($0) / Double(count - 3).squareRoot()
    }
    func tanh(_ z: Double) -> Double {
      if z.magnitude == .infinity { return z > 0 ? 1 : -1 }
      let part = Portable.expm1(2 * z)
      return part / (part + 2)
    }
    return tanh(range.lowerBound)...tanh(range.upperBound)
  }

  public var description: String {
    let name =
      switch method {
      case .pearson: "Pearson's r"
      case .spearman: "Spearman's rho"
      case .kendall: "Kendall's tau-b"
      }
    let bounds = interval(loss: 0.05).map { ", 95% interval \(shortInterval($0))" } ?? ""
    return "\(name) = \(shortNumber(statistic)) of \(count) rows, p = \(shortNumber(pValue))\(bounds)"
  }
}

extension KendallPairs {
  /// Source: Kendall, "Rank Correlation Methods", 1948: exact by counting permutations by their inversions.
  func pValue(_ alternative: Alternative) -> Double {
    if tiedInX == 0, tiedInY == 0, count <= 33 || min(discordant, pairs - discordant) <= 1 {
      return exactPValue(alternative)
    }
    let n = Double(count)
    let m = n * (n - 1)
    func sums(_ runs: [Int]) -> (pairs: Double, triples: Double, weighted: Double) {
      var sums = (pairs: 0.0, triples: 0.0, weighted: 0.0)
      for run in runs where run > 1 {
        let size = Double(run)
        let twice = size * (size - 1)
        sums.pairs += twice / 2
        sums.triples += twice * (size - 2)
        sums.weighted += twice * (2 * size + 5)
      }
      return sums
    }
    let (x, y) = (sums(runsOfX), sums(runsOfY))
    let variance =
      (m * (2 * n + 5) - x.weighted - y.weighted) / 18 + 2 * x.pairs * y.pairs / m
      + x.triples * y.triples / (9 * m * (n - 2))
    let z = Double(balance) / variance.squareRoot()
    return alternative.pValue(z) { standardNormalCumulative(-$0) }
  }

  private func exactPValue(_ alternative: Alternative) -> Double {
    switch alternative {
    case .greater: return shareWithInversions(atMost: discordant)
    case .less: return shareWithInversions(atMost: pairs - discordant)
    case .twoSided: return min(2 * shareWithInversions(atMost: min(discordant, pairs - discordant)), 1)
    }
  }

  /// The share of permutations with at most so many inversions. O(n·limit).
  private func shareWithInversions(atMost limit: Int) -> Double {
    if limit >= pairs { return 1 }
    if 2 * limit >= pairs { return 1 - shareWithInversions(atMost: pairs - limit - 1) }
    var shares = Array(repeating: 0.0, count: limit + 1)
    shares[0] = 1
    for size in 2...count {
      // Putting the largest of `size` in place adds 0…size − 1 inversions, each as likely.
      var window = 0.0
      var next = shares
      for inversions in 0...limit {
        window += shares[inversions]
        if inversions >= size { window -= shares[inversions - size] }
        next[inversions] = window / Double(size)
      }
      shares = next
    }
    return shares.reduce(0, +)
  }
}
