internal import Foundation

/// A labeled mark of an axis.
struct Tick: Hashable, Sendable {
  var value: Double
  var label: String
}

/// Round tick values that cover an interval.
///
/// The search scores round steps for simplicity, coverage and density, after Talbot, Lin and Hanrahan, "An Extension
/// of Wilkinson's Algorithm for Positioning Tick Labels on Axes" (2010), without the search over label formats.
package enum Ticks {
  /// Steps in order of preference, as multiples of a power of ten.
  private static let steps: [Double] = [1, 5, 2, 2.5]

  /// Ticks at multiples of a round step from at or below `lower` to at or above `upper`; about `target` of them.
  package static func linear(from lower: Double, to upper: Double, target: Int, loose: Bool = true)
    -> [Double]
  {
    let (low, high) = widened(lower, upper)
    let wanted = max(2, target)
    let range = high - low
    var best: [Double] = []
    var bestScore = -Double.infinity
    let power = Int(log10(range / Double(wanted)).rounded(.down))
    for exponent in (power - 1)...(power + 2) {
      for (rank, step) in steps.enumerated() {
        let unit = scaled(step, by: exponent)
        guard unit > 0, unit.isFinite else { continue }
        let slack = 1e-9
        let first = loose ? (low / unit + slack).rounded(.down) : (low / unit - slack).rounded(.up)
        let last = loose ? (high / unit - slack).rounded(.up) : (high / unit + slack).rounded(.down)
        let count = Int(last - first) + 1
        guard count >= 2, count <= max(4, wanted * 2) else { continue }
        let values = (0..<count).map { scaled((first + Double($0)) * step, by: exponent) }
        let hasZero = first <= 0 && last >= 0
        let simplicity = 1 - Double(rank) / Double(steps.count - 1) + (hasZero ? 1 : 0)
        let lowGap = (low - values[0]) / (0.1 * range)
        let highGap = (high - values[count - 1]) / (0.1 * range)
        let coverage = 1 - 0.5 * (lowGap * lowGap + highGap * highGap)
        let ratio = Double(count) / Double(wanted)
        let density = 2 - max(ratio, 1 / ratio)
        let score = 0.2 * simplicity + 0.25 * coverage + 0.5 * density
        if score > bestScore {
          bestScore = score
          best = values
        }
      }
    }
    return best
  }

  /// Ticks at powers of ten, and at 2 and 5 times these where there is room, that cover `lower` to `upper`.
  package static func logarithmic(from lower: Double, to upper: Double, target: Int, loose: Bool = true)
    -> [Double]
  {
    let first = Int(log10(lower).rounded(.down)) - 1
    let last = Int(log10(upper).rounded(.up)) + 1
    func cover(_ candidates: [Double]) -> [Double] {
      let slack = 1e-9
      if !loose { return candidates.filter { $0 >= lower * (1 - slack) && $0 <= upper * (1 + slack) } }
      guard let start = candidates.lastIndex(where: { $0 <= lower * (1 + slack) }),
        let end = candidates.firstIndex(where: { $0 >= upper * (1 - slack) })
      else { return [] }
      return Array(candidates[start...max(start, end)])
    }
    for digits in [[1.0, 2, 5], [1.0, 3], [1.0]] {
      let ticks = cover((first...last).flatMap { power in digits.map { scaled($0, by: power) } })
      if ticks.count >= 2 && ticks.count <= max(4, target * 3 / 2) { return ticks }
    }
    for stride in 1...400 {
      let start = Int((Double(first) / Double(stride)).rounded(.down)) * stride
      let powers = Swift.stride(from: start, through: last + stride, by: stride)
      let ticks = cover(powers.filter { (-307...307).contains($0) }.map { scaled(1, by: $0) })
      if ticks.count >= 2 && ticks.count <= max(3, target) { return ticks }
    }
    // Within less than a decade, evenly spaced ticks say more.
    return linear(from: lower, to: upper, target: target, loose: false)
  }

  /// An interval of a width that ticks can divide: a single value gets some room on both sides.
  static func widened(_ lower: Double, _ upper: Double) -> (Double, Double) {
    let scale = max(lower.magnitude, upper.magnitude)
    guard upper - lower <= 1e-11 * scale || scale < 1e-290 else { return (lower, upper) }
    let middle = scale < 1e-290 ? 0 : lower + (upper - lower) / 2
    let room = middle == 0 ? 1 : middle.magnitude * 0.1
    return (middle - room, middle + room)
  }

  /// Labels of `values` that differ from each other and are no longer than they need be.
  package static func labels(_ values: [Double]) -> [String] {
    let largest = values.map(\.magnitude).max() ?? 0
    let step = zip(values.dropFirst(), values).map { $0 - $1 }.filter { $0 > 0 }.min() ?? largest
    guard largest > 0 else { return values.map { NumberText.short($0) } }
    if largest >= 1e6 && step >= 1e5 || largest < 1e-3 {
      let exponent = Int(log10(largest).rounded(.down))
      let places = min(15, neededPlaces(step / pow(10, Double(exponent))))
      return values.map { value in
        value == 0
          ? "0" : NumberText.fixed(value / pow(10, Double(exponent)), places: places) + "e\(exponent)"
      }
    }
    let places = neededPlaces(step)
    return values.map { NumberText.grouped(NumberText.fixed($0, places: places)) }
  }

  /// Labels for a logarithmic axis: plain from 0.001 to 10,000, powers of ten beyond.
  package static func logarithmicLabels(_ values: [Double], unicode: Bool) -> [String] {
    if values.allSatisfy({ $0 >= 0.000_99 && $0 <= 20_000 }) {
      return values.map { NumberText.grouped(NumberText.short($0)) }
    }
    return values.map { value in
      let exponent = NumberText.decimalExponent(value, digits: 6)
      let mantissa = value / pow(10, Double(exponent))
      let digit = mantissa.rounded()
      guard abs(mantissa - digit) < 1e-6 else { return NumberText.short(value) }
      guard unicode else { return "\(Int(digit))e\(exponent)" }
      return (digit == 1 ? "" : "\(Int(digit))·") + "10" + superscript(exponent)
    }
  }

  private static func superscript(_ exponent: Int) -> String {
    let digits: [Character: Character] = [
      "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸",
      "9": "⁹",
    ]
    return String("\(exponent)".compactMap { digits[$0] })
  }

  /// Digits after the point that tell multiples of `step` apart.
  private static func neededPlaces(_ step: Double) -> Int {
    for places in 0..<15 {
      let shifted = step * pow(10, Double(places))
      if abs(shifted - shifted.rounded()) < 1e-6 * shifted && shifted.rounded() >= 1 { return places }
    }
    return 15
  }

  /// `value` times a power of ten, exact where both are (so that 3 tenths are 0.3).
  private static func scaled(_ value: Double, by exponent: Int) -> Double {
    exponent < 0 ? value / pow(10, Double(-exponent)) : value * pow(10, Double(exponent))
  }
}
