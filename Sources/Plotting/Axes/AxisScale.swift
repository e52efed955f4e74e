internal import Foundation

/// An axis made ready for drawing: its interval, its ticks, and where a value lies on it.
struct AxisScale {
  enum Kind: Hashable { case linear, logarithmic, categories }

  var kind: Kind
  var lower: Double
  var upper: Double
  var ticks: [Tick]

  /// Where `value` lies: 0 at the lower end, 1 at the upper.
  func fraction(_ value: Double) -> Double {
    switch kind {
    case .logarithmic:
      guard value > 0 else { return value == 0 ? -.infinity : .nan }
      return (log10(value) - log10(lower)) / (log10(upper) - log10(lower))
    case .linear, .categories:
      // Halves keep the difference of two huge values finite.
      return (value / 2 - lower / 2) / (upper / 2 - lower / 2)
    }
  }

  /// The same, with what lies outside moved to the nearer end.
  func place(_ value: Double) -> Double {
    let fraction = fraction(value)
    return fraction > 0 ? min(fraction, 1) : 0
  }

  /// The value that lies at `fraction`.
  func value(at fraction: Double) -> Double {
    switch kind {
    case .logarithmic: pow(10, log10(lower) + fraction * (log10(upper) - log10(lower)))
    case .linear, .categories: lower * (1 - fraction) + upper * fraction
    }
  }

  func contains(_ value: Double) -> Bool { value >= lower && value <= upper }

  /// An axis for the interval of the data. `fixed` is the user's own range, which is kept as it is.
  static func numeric(
    data: ClosedRange<Double>?, fixed: ClosedRange<Double>?, logarithmic: Bool, target: Int, unicode: Bool,
    tight: Bool
  ) -> AxisScale {
    if logarithmic {
      var (low, high) = (fixed ?? data).map { ($0.lowerBound, $0.upperBound) } ?? (1, 10)
      if high <= low * (1 + 1e-9) { (low, high) = (low / 2, high * 2) }
      let keeps = fixed != nil || tight
      let values = Ticks.logarithmic(from: low, to: high, target: target, loose: !keeps)
      let labels = Ticks.logarithmicLabels(values, unicode: unicode)
      return AxisScale(
        kind: .logarithmic, lower: keeps ? low : min(low, values.first ?? low),
        upper: keeps ? high : max(high, values.last ?? high), ticks: zip(values, labels).map(Tick.init))
    }
    let (low, high) = Ticks.widened((fixed ?? data)?.lowerBound ?? 0, (fixed ?? data)?.upperBound ?? 1)
    let keeps = fixed != nil || tight
    let values = Ticks.linear(from: low, to: high, target: target, loose: !keeps)
    return AxisScale(
      kind: .linear, lower: keeps ? low : min(low, values.first ?? low),
      upper: keeps ? high : max(high, values.last ?? high),
      ticks: zip(values, Ticks.labels(values)).map(Tick.init))
  }

  /// An axis with one slot for each of `labels`, at 0, 1, 2, …
  static func categories(_ labels: [String]) -> AxisScale {
    AxisScale(
      kind: .categories, lower: -0.5, upper: Double(max(1, labels.count)) - 0.5,
      ticks: labels.enumerated().map { Tick(value: Double($0.offset), label: $0.element) })
  }
}
