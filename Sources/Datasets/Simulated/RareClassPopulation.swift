import Plotting
import Statistics

/// A population with one rare class, whose share is exact: with a million rows and a share of 0.01%, 100 rows
/// are rare. They stand at random places.
///
/// Truth: a simple random sample of n rows misses the rare class with the hypergeometric probability
/// C(rows − rare, n) / C(rows, n).
public struct RareClassPopulation: SimulatedRows {
  /// The class of a row.
  public enum Label: String, CaseIterable, Codable, Sendable {
    case common, rare
  }

  /// One member of the population.
  public struct Row: Hashable, Codable, Sendable {
    /// The position of the row, from 0.
    public let id: Int
    /// The class of the row.
    public let label: Label
  }

  /// The members, by id.
  public let rows: [Row]
  /// The number of rare rows: the share of all rows, rounded to the nearest whole number.
  public let rareCount: Int

  /// Makes the population. O(count).
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if `count` is below 1 or `rareShare`
  ///   is not in 0...1.
  public init(count: Int = 1_000_000, rareShare: Double = 0.0001, seed: UInt64) throws(DatasetError) {
    try requireParameter(count >= 1, "the number of rows", count, "1 or more")
    try requireParameter(rareShare >= 0 && rareShare <= 1, "the share of the rare class", rareShare, "in 0...1")
    rareCount = Int((rareShare * Double(count)).rounded())
    var rng = SeededGenerator(seed: seed)
    var isRare = [Bool](repeating: false, count: count)
    // Floyd's algorithm: `rareCount` different places, each set of places equally likely.
    for last in (count - rareCount)..<count {
      let place = rng.uniformInt(below: last + 1)
      isRare[isRare[place] ? last : place] = true
    }
    rows = isRare.indices.map { Row(id: $0, label: isRare[$0] ? .rare : .common) }
  }

  /// The class of each row, by id.
  public var labels: [Label] { rows.map(\.label) }

  public func table() -> Table {
    firstRows(
      "A population with \(rareCount) rare rows", of: rows,
      columns: [
        "id": { $0.id },
        "label": { $0.label.rawValue },
      ])
  }
}
