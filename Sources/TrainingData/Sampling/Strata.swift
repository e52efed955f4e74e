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
    var place: [Label: Int] = [:]
    var labels: [Label] = []
    var rows: [[Int]] = []
    for row in rowLabels.indices {
      if let stratum = place[rowLabels[row]] {
        rows[stratum].append(row)
      } else {
        place[rowLabels[row]] = labels.count
        labels.append(rowLabels[row])
        rows.append([row])
      }
    }
    self.labels = labels
    self.rows = rows
  }

  /// The number of rows of each stratum.
  public var sizes: [Int] { rows.map(\.count) }
  /// The number of rows of all strata.
  public var count: Int { rows.reduce(0) { $0 + $1.count } }
}

extension Strata: Sendable where Label: Sendable {}
