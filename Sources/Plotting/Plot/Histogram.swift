internal import Foundation

/// Counts of values in adjacent intervals.
struct HistogramLayer: Codable, Hashable, Sendable {
  var label: String
  /// Limits of the intervals, ascending; one more than there are counts.
  var edges: [Double]
  @MissingAsNull var counts: [Double]
  /// Values that could not be counted.
  var left: Int
}

extension Plot {
  /// How often values fall into intervals of equal width. Without `bins`, the width follows Freedman and Diaconis
  /// (1981), rounded so that the limits are round numbers. Each interval contains its lower limit; the last also its
  /// upper one.
  ///
  ///     Plot("Bills").histogram(bills, bins: 20).xLabel("dollars")
  public func histogram(
    _ values: some Sequence<some PlotNumber>, bins: Int? = nil, _ label: String = ""
  ) -> Plot {
    let all = values.plotValues
    let kept = all.filter(\.isDrawable)
    let edges = bins.map { HistogramBins.equal(kept, count: max(1, $0)) } ?? HistogramBins.automatic(kept)
    let layer = HistogramLayer(
      label: label, edges: edges, counts: HistogramBins.counts(of: kept, edges: edges),
      left: all.count - kept.count)
    return adding(.histogram(layer))
  }

  /// Counts that are there already: `counts[i]` belongs to the interval from `edges[i]` to `edges[i + 1]`.
  ///
  ///     Plot("Degrees").histogram(counts: [12, 30, 7], edges: [0, 10, 20, 30])
  public func histogram(
    counts: some Sequence<some PlotNumber>, edges: some Sequence<some PlotNumber>, _ label: String = ""
  ) -> Plot {
    let (amounts, limits) = (counts.plotValues, edges.plotValues)
    let ascending = zip(limits, limits.dropFirst()).allSatisfy { $0.isDrawable && $1.isDrawable && $0 < $1 }
    guard limits.count >= 2, ascending else {
      return with {
        $0.notes.append("a histogram needs edges that ascend: there are \(limits.count), not in order")
      }
    }
    let count = min(amounts.count, limits.count - 1)
    let note =
      amounts.count == limits.count - 1
      ? nil : "\(amounts.count) counts need \(amounts.count + 1) edges, but there are \(limits.count)"
    let layer = HistogramLayer(
      label: label, edges: Array(limits.prefix(count + 1)), counts: Array(amounts.prefix(count)), left: 0)
    return adding(.histogram(layer), note: note)
  }
}

/// The intervals of a histogram.
package enum HistogramBins {
  /// `count` intervals of equal width from the least to the greatest value.
  package static func equal(_ values: [Double], count: Int) -> [Double] {
    guard let least = values.min(), let greatest = values.max() else { return [0, 1] }
    let (low, high) = least < greatest ? (least, greatest) : Ticks.widened(least, greatest)
    return Plot.samples(of: low...high, count: count + 1)
  }

  /// Between 1 and 60 intervals with round limits.
  package static func automatic(_ values: [Double]) -> [Double] {
    guard let least = values.min(), let greatest = values.max() else { return [0, 1] }
    guard least < greatest else {
      let (low, high) = Ticks.widened(least, greatest)
      return [low, high]
    }
    let sorted = values.sorted()
    let spread = sorted[sorted.count * 3 / 4] - sorted[sorted.count / 4]
    let width = 2 * spread / cbrt(Double(sorted.count))
    let sturges = log2(Double(sorted.count)) + 1
    let wanted = width > 0 ? (greatest - least) / width : sturges
    return Ticks.linear(from: least, to: greatest, target: Int(min(max(wanted, 3), 40).rounded()))
  }

  /// How many values lie in each interval. Complexity: O(*n* log *bins*).
  package static func counts(of values: [Double], edges: [Double]) -> [Double] {
    var counts = Array(repeating: 0.0, count: edges.count - 1)
    for value in values {
      var (low, high) = (0, edges.count - 1)
      while high - low > 1 {
        let middle = (low + high) / 2
        if value >= edges[middle] { low = middle } else { high = middle }
      }
      counts[low] += 1
    }
    return counts
  }
}
