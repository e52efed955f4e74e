/// What a test holds against its hypothesis.
public enum Alternative: String, CaseIterable, Hashable, Sendable, Codable {
  /// The value differs, in whichever direction.
  case twoSided
  /// The value is smaller than the hypothesis says.
  case less
  /// The value is larger than the hypothesis says.
  case greater

  /// The p-value of a statistic whose distribution is symmetric about zero.
  func pValue(_ statistic: Double, survival: (Double) -> Double) -> Double {
    switch self {
    case .twoSided: min(2 * survival(statistic.magnitude), 1)
    case .less: survival(-statistic)
    case .greater: survival(statistic)
    }
  }

  /// An interval around an estimate, open on the side that the alternative leaves open: `quantile` gives the
  /// distance for the probability that may be lost on one side.
  func interval(
    around estimate: Double, loss: Double, in limits: ClosedRange<Double> = -.infinity ... .infinity,
    distance quantile: (Double) -> Double
  ) -> ClosedRange<Double> {
    let reach = quantile(self == .twoSided ? loss / 2 : loss)
    let lower = self == .less ? limits.lowerBound : max(limits.lowerBound, estimate - reach)
    let upper = self == .greater ? limits.upperBound : min(limits.upperBound, estimate + reach)
    return lower...upper
  }
}
