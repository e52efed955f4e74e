internal import Foundation

extension Matrix: CustomStringConvertible {
  /// The shape, and the entries to six significant digits; a large matrix is cut in the middle.
  public var description: String { view.description }
}

extension MatrixView: CustomStringConvertible {
  private static var shownRows: Int { 12 }
  private static var shownColumns: Int { 10 }

  /// The shape, and the entries to six significant digits; a large matrix is cut in the middle.
  public var description: String {
    guard rowCount > 0, columnCount > 0 else { return title }
    let rows = Self.shown(of: rowCount, atMost: Self.shownRows)
    let columns = Self.shown(of: columnCount, atMost: Self.shownColumns)
    let texts = rows.map { row in
      columns.map { column in
        guard let column else { return "…" }
        guard let row else { return "⋮" }
        return Self.text(self[row, column])
      }
    }
    let widths = columns.indices.map { column in texts.map { $0[column].count }.max() ?? 0 }
    let lines = texts.map { row in
      zip(row, widths).map { String(repeating: " ", count: $1 - $0.count) + $0 }.joined(separator: "  ")
    }
    return ([title] + lines.map { "  " + $0 }).joined(separator: "\n")
  }

  private static func text(_ value: Scalar) -> String {
    value.isNaN ? "nan" : String(format: "%.6g", Double(value))
  }
}
