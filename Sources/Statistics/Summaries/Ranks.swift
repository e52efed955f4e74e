/// The rank that equal values get.
public enum TieRank: Hashable, Sendable, Codable {
  /// The mean of the ranks they would take: what rank correlations and rank tests use.
  case average
  /// The smallest of those ranks, as in a race.
  case smallest
  /// The largest of those ranks.
  case largest
  /// One rank for each distinct value, without gaps.
  case dense
  /// Ranks in order of appearance.
  case firstCome
}

extension Sequence where Element == Double {
  /// The rank of each value among all, from 1 for the smallest, in the order of the values. O(n log n).
  ///
  /// - Throws: ``SummaryError`` if a value is not a number.
  @inlinable
  public func ranks(ties: TieRank = .average) throws(SummaryError) -> [Double] {
    try ranking(Array(self), ties: ties).ranks
  }
}

/// The ranks, and how many values share each run of equal ones (1 for a value of its own).
@usableFromInline
func ranking(_ values: [Double], ties: TieRank) throws(SummaryError) -> (ranks: [Double], runs: [Int]) {
  if let position = values.firstIndex(where: \.isNaN) {
    throw .badValue(of: "ranking", value: values[position], position: position)
  }
  let order = ascendingOrder(values)
  var ranks = Array(repeating: 0.0, count: values.count)
  var runs: [Int] = []
  var start = 0
  while start < order.count {
    var end = start + 1
    while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
    for place in start..<end {
      switch ties {
      case .average: ranks[order[place]] = Double(start + 1 + end) / 2
      case .smallest: ranks[order[place]] = Double(start + 1)
      case .largest: ranks[order[place]] = Double(end)
      case .dense: ranks[order[place]] = Double(runs.count + 1)
      case .firstCome: ranks[order[place]] = Double(place + 1)
      }
    }
    runs.append(end - start)
    start = end
  }
  return (ranks, runs)
}
