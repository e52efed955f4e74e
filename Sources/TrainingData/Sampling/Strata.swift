import Statistics

/// Rows grouped by a label: the strata of a population, in the order in which their labels first appear.
public struct Strata<Label: Hashable> {
  /// The different labels, in order of first appearance.
  public let labels: [Label]
  /// The rows of each stratum, in increasing order; `rows[h]` belongs to `labels[h]`.
  public let rows: [[Int]]

  /// Groups the rows `0 ..< labels.count` by their label. O(rows).
  @specialized(where Label == Int)
  @specialized(where Label == String)
  @inlinable
  public init(_ rowLabels: [Label]) {
    let numbered = NumberedLabels(rowLabels)
    var rows = numbered.sizes.map { size in
      var rows: [Int] = []
      rows.reserveCapacity(size)
      return rows
    }
    numbered.forEachRow { row, stratum in rows[stratum].append(row) }
    labels = numbered.labels
    self.rows = rows
  }

  /// The number of rows of each stratum.
  public var sizes: [Int] { rows.map(\.count) }
  /// The number of rows of all strata.
  public var count: Int { rows.reduce(0) { $0 + $1.count } }
}

extension Strata: Sendable where Label: Sendable {}

extension Strata: CustomStringConvertible {
  /// The first strata with their sizes.
  public var description: String {
    "\(count) rows in \(labels.count) strata: "
      + firstValues(labels.indices.lazy.map { "\(labels[$0]) \(rows[$0].count)" })
  }
}
