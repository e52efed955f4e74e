/// The cells of one column of a table as text, ready to be padded to one width.
struct TableColumnText {
  /// Whether the column is set to the right: all its cells are numbers or look like them.
  let isNumeric: Bool
  let texts: [String]

  /// What stands for cells that are left out.
  private static let leftOut = TableCell.text("⋮")

  init(_ cells: [TableCell], digits: Int, unicode: Bool) {
    let dash = unicode ? "–" : "-"
    let numbers = cells.compactMap { cell -> Double? in
      if case .number(let value) = cell { value } else { nil }
    }
    let places = Self.commonPlaces(numbers.filter(\.isFinite), digits: digits)
    let raw = cells.map { cell -> String in
      switch cell {
      case .text(let text): text
      case .integer(let value): String(value)
      case .truth(let value): value ? "true" : "false"
      case .missing: dash
      case .number(let value):
        if let places, value.isFinite {
          NumberText.fixed(value, places: places)
        } else {
          NumberText.short(value, digits: digits)
        }
      }
    }
    let shown = zip(cells, raw).filter { $0.0 != .missing && $0.0 != Self.leftOut }
    isNumeric = !shown.isEmpty && shown.allSatisfy { Self.isNumber($0.0, $0.1) }
    guard isNumeric else {
      texts = raw
      return
    }
    // Everything after the point is padded on the right, so that the points stand in one column.
    let tails = raw.map { text in
      text.firstIndex { $0 == "." || $0 == "e" || $0 == "%" }.map { displayWidth(text[$0...]) } ?? 0
    }
    let tail = tails.max() ?? 0
    texts = zip(raw, tails).map { $0 + String(repeating: " ", count: tail - $1) }
  }

  /// Digits after the point for all numbers of a column, if they are of similar size; nil if each needs its own.
  private static func commonPlaces(_ values: [Double], digits: Int) -> Int? {
    var needed = 0
    var exponents: [Int] = []
    for value in values where value != 0 {
      let exponent = NumberText.decimalExponent(value, digits: digits)
      exponents.append(exponent)
      let text = NumberText.trimmed(NumberText.fixed(value, places: min(max(0, digits - 1 - exponent), 20)))
      needed = max(
        needed, text.firstIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0)
    }
    guard let least = exponents.min(), let greatest = exponents.max() else { return 0 }
    return least >= -4 && greatest < 7 && needed <= digits && max(greatest, 0) + needed <= digits + 3
      ? needed : nil
  }

  private static func isNumber(_ cell: TableCell, _ text: String) -> Bool {
    switch cell {
    case .integer, .number: return true
    case .truth, .missing: return false
    case .text:
      let core = text.hasSuffix("%") ? text.dropLast() : Substring(text)
      return Double(core.filter { $0 != "," }) != nil && core.first?.isLetter != true
    }
  }
}
