public import Plotting

extension ConfusionMatrix {
  /// The cells in the given orientation: `rows(.predictedInRows)[p][a]`.
  public func rows(_ orientation: ConfusionOrientation) -> [[Double]] {
    orientation == .actualInRows ? cells : classes.indices.map { column in cells.map { $0[column] } }
  }

  /// The cells as shares of their true class, of their predicted class or of all rows, true classes in rows; 0 for a
  /// class without rows.
  public func shares(of share: ConfusionShare) -> [[Double]] {
    let actual = actualTotals
    let predicted = predictedTotals
    let all = total
    return classes.indices.map { row in
      classes.indices.map { column in
        let whole =
          switch share {
          case .actual: actual[row]
          case .predicted: predicted[column]
          case .all: all
          }
        return ratio(cells[row][column], whole)
      }
    }
  }

  /// The matrix as a table with totals; each row and column says what it stands for.
  public func table(_ orientation: ConfusionOrientation = .actualInRows) -> Table {
    let names = classes.map { String(describing: $0) }
    let rowWord = orientation == .actualInRows ? "actual" : "predicted"
    let columnWord = orientation == .actualInRows ? "predicted" : "actual"
    let values = rows(orientation)
    var table = Table(
      "Confusion matrix", columns: [""] + names.map { "\(columnWord) \($0)" } + ["total"], rows: [])
    for (name, row) in zip(names, values) {
      table = table.row(["\(rowWord) \(name)"] + row.map(countCell) + [countCell(row.reduce(0, +))])
    }
    let sums = classes.indices.map { column in values.reduce(0) { $0 + $1[column] } }
    return table.row(["total"] + sums.map(countCell) + [countCell(total)])
  }

  /// The matrix as a picture, in counts or in shares.
  public func plot(_ orientation: ConfusionOrientation = .actualInRows, shares share: ConfusionShare? = nil) -> Plot {
    let names = classes.map { String(describing: $0) }
    let upright = share.map { shares(of: $0) } ?? cells
    let values =
      orientation == .actualInRows
      ? upright : classes.indices.map { column in upright.map { $0[column] } }
    return Plot("Confusion matrix")
      .heatMap(values, rows: names, columns: names)
      .xLabel(orientation == .actualInRows ? "predicted" : "actual")
      .yLabel(orientation == .actualInRows ? "actual" : "predicted")
  }

  /// Precision, recall, F₁, specificity and rows of each class, with their averages.
  public func report() -> Table {
    var table = Table(
      "Classification report", columns: ["class", "precision", "recall", "F1", "specificity", "rows"], rows: [])
    for (label, counts) in zip(classes, classCounts) {
      table = table.row([
        String(describing: label), counts.precision, counts.recall, counts.f1, counts.specificity,
        countCell(counts.support),
      ])
    }
    for average in ClassAverage.allCases {
      table = table.row([
        "\(average.rawValue) average", precision(average), recall(average), f1(average), specificity(average),
        countCell(total),
      ])
    }
    let never = zip(classes, classCounts).filter { $1.predicted == 0 }.map { String(describing: $0.0) }
    let absent = zip(classes, classCounts).filter { $1.support == 0 }.map { String(describing: $0.0) }
    if !never.isEmpty {
      table = table.note("never predicted, so precision 0/0 counts as 0: \(never.joined(separator: ", "))")
    }
    if !absent.isEmpty {
      table = table.note("no rows, so recall 0/0 counts as 0: \(absent.joined(separator: ", "))")
    }
    return table.note("accuracy \(rounded(accuracy)), balanced accuracy \(rounded(balancedAccuracy))")
  }
}

extension ConfusionMatrix: Displayable, CustomStringConvertible {
  /// The matrix as a table, true classes in rows.
  public func display(in context: DisplayContext) -> DisplayBundle { table().display(in: context) }

  /// The same table as text.
  public var description: String { display(in: DisplayContext()).plain }
}

/// A sum of weights as a whole number where it is one.
func countCell(_ value: Double) -> any TableValue {
  if let whole = Int(exactly: value) { return whole }
  return value
}

/// A number as notes show it: four digits after the point, without zeros at the end.
func rounded(_ value: Double) -> String {
  guard value.isFinite else { return "\(value)" }
  let scaled = (value * 10_000).rounded() / 10_000
  return Int(exactly: scaled).map(String.init) ?? "\(scaled)"
}
