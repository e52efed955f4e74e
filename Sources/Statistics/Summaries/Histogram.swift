/// How many values fall into each of a row of bins.
///
/// A bin holds the values from its lower edge up to, but not including, its upper edge; the last one includes it.
public struct Histogram: Hashable, Sendable, Codable {
  /// The edges of the bins in increasing order: one more than there are bins.
  public let edges: [Double]

  /// The number of values in each bin.
  public let counts: [Int]

  /// Values below the first edge.
  public let below: Int
  /// Values above the last edge.
  public let above: Int

  /// Counts the values between the given edges. O(n log bins).
  ///
  /// - Throws: ``SummaryError`` if there are fewer than two edges, they do not rise, or a value is not a number.
  @inlinable
  public init<S: Sequence>(_ values: S, edges: [Double]) throws(SummaryError) where S.Element == Double {
    try self.init(counting: Array(values), edges: edges)
  }

  @usableFromInline
  init(counting values: [Double], edges: [Double]) throws(SummaryError) {
    guard edges.count >= 2, edges.allSatisfy(\.isFinite),
      zip(edges, edges.dropFirst()).allSatisfy({ $0 < $1 })
    else { throw .badEdges(edges) }
    var counts = Array(repeating: 0, count: edges.count - 1)
    var below = 0
    var above = 0
    for (position, value) in values.enumerated() {
      guard !value.isNaN else { throw .badValue(of: "histogram", value: value, position: position) }
      if value < edges[0] {
        below += 1
      } else if value > edges[edges.count - 1] {
        above += 1
      } else {
        counts[Histogram.bin(of: value, in: edges)] += 1
      }
    }
    self.edges = edges
    self.counts = counts
    self.below = below
    self.above = above
  }

  /// Counts the values in bins of equal width over `range`, or over the values' own range. O(n log bins).
  ///
  /// - Throws: ``SummaryError`` if `bins` is not positive, a value is not a number, or there is no range: neither
  ///   given nor to be had from finite values. A range of one point is widened by ½ on each side.
  @inlinable
  public init<S: Sequence>(
    _ values: S, bins: Int, in range: ClosedRange<Double>? = nil
  ) throws(SummaryError) where S.Element == Double {
    try self.init(counting: Array(values), bins: bins, in: range)
  }

  @usableFromInline
  init(counting values: [Double], bins: Int, in range: ClosedRange<Double>?) throws(SummaryError) {
    guard bins > 0 else { throw .noBins(bins) }
    var lower = range?.lowerBound ?? values.min() ?? .nan
    var upper = range?.upperBound ?? values.max() ?? .nan
    if range == nil {
      guard !values.isEmpty else { throw .tooFewValues(of: "histogram", count: 0, needed: 1) }
      if let position = values.firstIndex(where: { !$0.isFinite }) {
        throw .badValue(of: "histogram", value: values[position], position: position)
      }
    }
    guard (upper - lower).isFinite else { throw .badRange(lower, upper) }
    if lower == upper {
      lower -= 0.5
      upper += 0.5
    }
    let width = (upper - lower) / Double(bins)
    var edges = (0..<bins).map { lower + Double($0) * width }
    edges.append(upper)
    try self.init(counting: values, edges: edges)
  }

  /// Counts the values in as many bins of equal width as a rule finds for them, over `range` or over their own
  /// range. O(n log n).
  ///
  /// - Throws: ``SummaryError`` if there is no value in the range, one is not finite, or the rule asks for more than
  ///   ten million bins.
  @inlinable
  public init<S: Sequence>(
    _ values: S, bins rule: BinRule, in range: ClosedRange<Double>? = nil
  ) throws(SummaryError) where S.Element == Double {
    let values = Array(values)
    try self.init(counting: values, bins: rule.bins(for: values, in: range), in: range)
  }

  /// The values counted, without those outside the edges.
  public var total: Int { counts.reduce(0, +) }

  /// The share of the counted values per unit of width, bin by bin: it integrates to 1.
  public var densities: [Double] {
    let total = Double(self.total)
    return counts.indices.map { Double(counts[$0]) / (total * (edges[$0 + 1] - edges[$0])) }
  }

  /// The last bin whose lower edge is at or below the value, by halving.
  private static func bin(of value: Double, in edges: [Double]) -> Int {
    var low = 0
    var high = edges.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if edges[middle] <= value { low = middle } else { high = middle }
    }
    return low
  }
}

extension Histogram: CustomStringConvertible {
  /// A line for each bin: its edges, its count and a bar, the longest of 40 cells.
  public var description: String {
    let longest = Swift.max(counts.max() ?? 0, 1)
    var labels: [String] = []
    for bin in counts.indices {
      let end = bin == counts.count - 1 ? "]" : ")"
      labels.append("[\(shortNumber(edges[bin])), \(shortNumber(edges[bin + 1]))\(end)")
    }
    let width = labels.map(\.count).max() ?? 0
    let countWidth = String(longest).count
    func padding(_ width: Int, _ text: String) -> String {
      String(repeating: " ", count: Swift.max(width - text.count, 0))
    }
    var lines = counts.indices.map { bin in
      let count = String(counts[bin])
      // Any value at all shows.
      let cells = counts[bin] == 0 ? 0 : Swift.max(1, Int((40 * Double(counts[bin]) / Double(longest)).rounded()))
      let row = labels[bin] + padding(width, labels[bin]) + "  " + padding(countWidth, count) + count
      return cells == 0 ? row : row + "  " + String(repeating: "█", count: cells)
    }
    if below > 0 { lines.insert("\(below) below", at: 0) }
    if above > 0 { lines.append("\(above) above") }
    return lines.joined(separator: "\n")
  }
}
