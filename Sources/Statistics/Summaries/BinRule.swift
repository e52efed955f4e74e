/// A rule for the number of a histogram's bins.
///
/// n is the number of values in the range, and the width is what the range is divided by, rounded up to whole bins.
public enum BinRule: String, CaseIterable, Hashable, Sendable, Codable {
  /// The larger number of Freedman and Diaconis's and Sturges's, but at most 2√n of the former: fair at any size.
  case automatic
  /// log₂ n + 1 bins: for normal data, and too few for much of it.
  ///
  /// Source: Sturges, "The Choice of a Class Interval", JASA 21, 1926.
  case sturges
  /// Sturges's rule with more bins for skewed data.
  ///
  /// Source: Doane, "Aesthetic Frequency Classifications", American Statistician 30(4), 1976.
  case doane
  /// A width of (24√π/n)^⅓ standard deviations: the least squared error for normal data.
  ///
  /// Source: Scott, "On Optimal and Data-Based Histograms", Biometrika 66(3), 1979.
  case scott
  /// A width of 2·IQR/n^⅓, which outliers do not sway.
  ///
  /// Source: Freedman and Diaconis, "On the Histogram as a Density Estimator", Z. Wahrscheinlichkeitstheorie 57, 1981.
  case freedmanDiaconis
  /// 2·n^⅓ bins.
  case rice
  /// √n bins.
  case squareRoot

  /// The number of bins of equal width for these values over `range`, or over their own range. O(n log n).
  ///
  /// - Throws: ``SummaryError`` if there is no value in the range, one is not finite, or the number is beyond ten
  ///   million.
  @inlinable
  public func bins<S: Sequence>(
    for values: S, in range: ClosedRange<Double>? = nil
  ) throws(SummaryError) -> Int where S.Element == Double {
    try count(Array(values), range)
  }

  @usableFromInline
  func count(_ all: [Double], _ range: ClosedRange<Double>?) throws(SummaryError) -> Int {
    if let position = all.firstIndex(where: { !$0.isFinite }) {
      throw .badValue(of: "histogram", value: all[position], position: position)
    }
    let values = range.map { range in all.filter(range.contains) } ?? all
    guard let smallest = values.min(), let largest = values.max() else {
      throw .tooFewValues(of: "histogram", count: 0, needed: 1)
    }
    let span = (range?.upperBound ?? largest) - (range?.lowerBound ?? smallest)
    guard span.isFinite else { throw .badRange(smallest, largest) }
    let width = try binWidth(values, spread: largest - smallest)
    guard width > 0, span > 0 else { return 1 }
    let bins = (span / width).rounded(.up)
    guard bins <= 1e7 else { throw .tooManyBins(rule: rawValue, bins: bins) }
    return Int(bins)
  }

  private func binWidth(_ values: [Double], spread: Double) throws(SummaryError) -> Double {
    let n = Double(values.count)
    let cubeRoot = Portable.exp(Portable.log(n) / 3)
    let sturgesBins = Portable.log(n) / Portable.log(2) + 1
    switch self {
    case .automatic:
      let robust = try BinRule.freedmanDiaconis.binWidth(values, spread: spread)
      return min(max(robust, spread / n.squareRoot() / 2), spread / sturgesBins)
    case .sturges: return spread / sturgesBins
    case .doane:
      guard values.count > 2, spread > 0 else { return 0 }
      let spreadOfSkewness = (6 * (n - 2) / ((n + 1) * (n + 3))).squareRoot()
      let skewness = values.skewness(.population).magnitude
      return spread / (sturgesBins + Portable.log(1 + skewness / spreadOfSkewness) / Portable.log(2))
    case .scott:
      return Portable.exp(Portable.log(24 * (twoPi / 2).squareRoot() / n) / 3) * values.standardDeviation(.population)
    case .freedmanDiaconis:
      let quartiles = try values.quantiles([0.25, 0.75])
      return 2 * (quartiles[1] - quartiles[0]) / cubeRoot
    case .rice: return spread / (2 * cubeRoot)
    case .squareRoot: return spread / n.squareRoot()
    }
  }
}
