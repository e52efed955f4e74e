/// Rows by a label, in the order in which labels first appear.
struct GroupedRows<Label: Hashable> {
  /// The different labels.
  private(set) var labels: [Label] = []
  /// The rows of each, ascending.
  private(set) var rows: [[Int]] = []
  /// The place of each row's label.
  private(set) var places: [Int] = []

  init(_ rowLabels: [Label]) {
    var known: [Label: Int] = [:]
    places.reserveCapacity(rowLabels.count)
    for (row, label) in rowLabels.enumerated() {
      let place = known[label] ?? labels.count
      if place == labels.count {
        known[label] = place
        labels.append(label)
        rows.append([])
      }
      rows[place].append(row)
      places.append(place)
    }
  }
}
