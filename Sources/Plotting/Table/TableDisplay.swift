extension Table: Displayable {
  /// The table in characters, within the width of `context`, as SVG, and as its columns and rows.
  public func display(in context: DisplayContext) -> DisplayBundle {
    let canvas = TextTableRenderer.canvas(of: self, in: context)
    return DisplayBundle(
      plain: canvas.plain, ansi: context.color ? canvas.ansi : nil, svg: SVGTableRenderer.svg(of: self),
      json: jsonText)
  }
}

extension Table {
  /// Whether all columns are shown, each as wide as it is, within the width of `context`.
  package func fits(in context: DisplayContext) -> Bool {
    TableLayout(self, width: .max, unicode: context.unicode).totalWidth <= context.width
  }
}

/// A table is coded as its title, its columns and its rows.
extension Table: Codable {
  private enum Key: String, CodingKey { case title, columns, rows, digits, rowLimit, notes }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    self.init(try container.decode(String.self, forKey: .title))
    headers = try container.decode([String].self, forKey: .columns)
    rows = try container.decode([[TableCell]].self, forKey: .rows)
    significantDigits = try container.decode(Int.self, forKey: .digits)
    rowLimit = try container.decode(Int.self, forKey: .rowLimit)
    notes = try container.decode([String].self, forKey: .notes)
    guard rows.allSatisfy({ $0.count == headers.count }) else {
      throw DecodingError.dataCorruptedError(
        forKey: .rows, in: container,
        debugDescription: "every row needs \(headers.count) values, one for each column")
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(title, forKey: .title)
    try container.encode(headers, forKey: .columns)
    try container.encode(rows, forKey: .rows)
    try container.encode(significantDigits, forKey: .digits)
    try container.encode(rowLimit, forKey: .rowLimit)
    try container.encode(notes, forKey: .notes)
  }
}
