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
    let (labels, stratumOfRow) = Self.numbered(rowLabels)
    var sizes = [Int](repeating: 0, count: labels.count)
    for stratum in stratumOfRow { sizes[Int(stratum)] += 1 }
    var rows = sizes.map { size in
      var rows: [Int] = []
      rows.reserveCapacity(size)
      return rows
    }
    for (row, stratum) in stratumOfRow.enumerated() { rows[Int(stratum)].append(row) }
    self.labels = labels
    self.rows = rows
  }

  /// The different labels in order of first appearance, and the position of each row's label among them.
  @specialized(where Label == Int)
  @specialized(where Label == String)
  @inlinable
  @usableFromInline
  static func numbered(_ rowLabels: [Label]) -> (labels: [Label], stratumOfRow: [UInt32]) {
    var labels: [Label] = []
    var stratumOfRow: [UInt32] = []
    stratumOfRow.reserveCapacity(rowLabels.count)
    if let numbers = rowLabels as? [Int], let low = numbers.min(), let high = numbers.max(),
      high.subtractingReportingOverflow(low).overflow == false, high - low < 1 << 16
    {
      // Small whole numbers are looked up in a table.
      var place = [UInt32](repeating: .max, count: high - low + 1)
      for (row, number) in numbers.enumerated() {
        if place[number - low] == .max {
          place[number - low] = UInt32(labels.count)
          labels.append(rowLabels[row])
        }
        stratumOfRow.append(place[number - low])
      }
    } else {
      var place: [Label: UInt32] = [:]
      for label in rowLabels {
        let stratum = place[label] ?? UInt32(labels.count)
        if Int(stratum) == labels.count {
          place[label] = stratum
          labels.append(label)
        }
        stratumOfRow.append(stratum)
      }
    }
    return (labels, stratumOfRow)
  }

  /// The number of rows of each stratum.
  public var sizes: [Int] { rows.map(\.count) }
  /// The number of rows of all strata.
  public var count: Int { rows.reduce(0) { $0 + $1.count } }
}

extension Strata: Sendable where Label: Sendable {}
