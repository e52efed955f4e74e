import Statistics

/// The different sets of labels that the rows of a multilabel table carry, most frequent first.
///
/// Stratifying by the whole set is only possible where sets repeat: a set that occurs once cannot be in two
/// parts.
public struct LabelSetCounts<Label: Hashable> {
  /// The different label sets and the number of rows of each; most frequent first, ties by first appearance.
  /// Within a set the labels are in the order in which they first appear in the table.
  public let sets: [(labels: [Label], rows: Int)]

  /// Counts the label sets of a table; neither the order nor the repetition of a row's labels matters.
  /// O(rows × labels per row).
  public init(_ labelSets: [[Label]]) {
    let table = LabelIndex(labelSets)
    let strata = Strata(table.labelsOfRow.map { $0.sorted() })
    sets = strata.labels.indices.sorted {
      (strata.rows[$0].count, $1) > (strata.rows[$1].count, $0)
    }.map { (strata.labels[$0].map { table.labels[$0] }, strata.rows[$0].count) }
  }

  /// The number of different label sets.
  public var count: Int { sets.count }
  /// The number of label sets that only one row has.
  public var singletons: Int { sets.count { $0.rows == 1 } }
}

extension LabelSetCounts: Sendable where Label: Sendable {}

extension LabelSetCounts: CustomStringConvertible {
  /// The number of sets, and the most frequent ones with their rows.
  public var description: String {
    let first = sets.lazy.map { set in
      "\(set.rows) × {" + set.labels.map { String(describing: $0) }.joined(separator: ", ") + "}"
    }
    return "\(count) label sets, \(singletons) of one row only: \(firstValues(first))"
  }
}

/// How far the labels of the parts of a split are from their share in the whole table.
public struct LabelShareError: Hashable, Codable, Sendable {
  /// The largest distance, over labels and parts, between a label's rows in a part and its fair number there
  /// (its rows in the table × the part's fraction of all rows), in rows.
  public var largestRowError: Double
  /// The mean, over labels and parts, of the distance between a label's share of the part's rows and its
  /// share of the whole table's rows.
  public var meanShareError: Double
  /// The number of pairs of label and part where the part has no row of the label.
  public var missing: Int

  /// Measures a split of a multilabel table into `parts`, given as row indices. O(rows × labels per row).
  ///
  /// - Throws: ``SamplingError/empty(what:)`` if a part or the table has no rows or the table has no labels,
  ///   ``SamplingError/rowOutOfRange(row:rows:)`` if a row is not in the table.
  public init<Label: Hashable>(parts: [[Int]], of labelSets: [[Label]]) throws(SamplingError) {
    let table = LabelIndex(labelSets)
    guard !table.labels.isEmpty else { throw .empty(what: "the list of labels") }
    guard !parts.isEmpty else { throw .empty(what: "the list of parts") }
    let rows = Double(labelSets.count)
    var largest = 0.0
    var sum = 0.0
    var missing = 0
    for (number, part) in parts.enumerated() {
      guard !part.isEmpty else { throw .empty(what: "part \(number)") }
      var counts = [Int](repeating: 0, count: table.labels.count)
      for row in part {
        guard labelSets.indices.contains(row) else {
          throw .rowOutOfRange(row: row, rows: labelSets.count)
        }
        for label in table.labelsOfRow[row] { counts[label] += 1 }
      }
      for (label, count) in counts.enumerated() {
        let inTable = Double(table.rowsOfLabel[label].count)
        largest = max(largest, abs(Double(count) - inTable * Double(part.count) / rows))
        sum += abs(Double(count) / Double(part.count) - inTable / rows)
        if count == 0 { missing += 1 }
      }
    }
    largestRowError = largest
    meanShareError = sum / Double(parts.count * table.labels.count)
    self.missing = missing
  }
}
