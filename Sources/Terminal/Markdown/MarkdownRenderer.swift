public import Plotting

/// Shows CommonMark on a terminal: prose wrapped to the width, with colors where the terminal has them and the marks
/// of the source where it has not.
public struct MarkdownRenderer: Sendable {
  private let width: Int
  private let color: Bool
  private let unicode: Bool

  /// Renders for a terminal (or none) that can do what `context` says.
  public init(context: DisplayContext) {
    width = max(context.width, 20)
    color = context.color
    unicode = context.unicode
  }

  /// The document as text that ends with a newline; empty for an empty document.
  ///
  /// - Complexity: O(characters).
  public func render(_ markdown: String) -> String {
    lines(of: MarkdownBlock.parse(markdown), width: width, depth: 0)
      .map { $0.rendered(color: color).trimmingTrailingSpaces() + "\n" }.joined()
  }

  // MARK: Blocks

  private func lines(of blocks: [MarkdownBlock], width: Int, depth: Int, isTight: Bool = false) -> [StyledText] {
    var lines: [StyledText] = []
    for block in blocks {
      let added = self.lines(of: block, width: max(width, 10), depth: depth)
      if !lines.isEmpty, !added.isEmpty, !isTight { lines.append(StyledText()) }
      lines += added
    }
    return lines
  }

  private func lines(of block: MarkdownBlock, width: Int, depth: Int) -> [StyledText] {
    switch block {
    case .heading(let level, let inlines): return heading(level, inlines, width: width)
    case .paragraph(let inlines): return wrap(styled(inlines, .plain), width: width)
    case .code(let language, let text): return code(text, language: language, width: width)
    case .quote(let blocks):
      let bar = StyledText(unicode ? "│ " : "> ", .faint)
      return lines(of: blocks, width: width - 2, depth: depth).map { prefixed($0, with: bar) }
    case .list(let start, let isTight, let items):
      return list(items, start: start, isTight: isTight, width: width, depth: depth)
    case .table(let table): return rows(of: table, width: width)
    case .rule: return [StyledText(String(repeating: unicode ? "─" : "-", count: width), .faint)]
    case .html(let text): return text.split(separator: "\n").map { StyledText(String($0), .faint) }
    }
  }

  private func heading(_ level: Int, _ inlines: [MarkdownInline], width: Int) -> [StyledText] {
    let style = TextStyle(bold: true, color: level <= 2 ? 6 : nil)
    var text = StyledText()
    if !color, level > 2 { text.append(String(repeating: "#", count: level) + " ") }
    text.append(styled(inlines, style))
    var lines = wrap(text, width: width)
    if level == 1 || (level == 2 && !color) {
      let line = level == 2 ? (unicode ? "─" : "-") : unicode ? "═" : "="
      lines.append(StyledText(String(repeating: line, count: lines.map(\.width).max() ?? 0), style))
    }
    return lines
  }

  private func code(_ text: String, language: String, width: Int) -> [StyledText] {
    let indent = StyledText("    ")
    var text = text
    if text.last == "\n" { text.removeLast() }
    let isSwift = language.isEmpty || language == "swift"
    let styled = color && isSwift ? SwiftHighlighter.styled(text) : StyledText(text)
    return cut(styled, width: width - 4).map { prefixed($0, with: indent) }
  }

  private func list(
    _ items: [MarkdownItem], start: Int?, isTight: Bool, width: Int, depth: Int
  ) -> [StyledText] {
    let bullets = unicode ? ["•", "◦", "▪"] : ["-", "*", "+"]
    let markers = items.enumerated().map { index, item in
      if let start { return "\(start + index)." }
      return item.isChecked.map(box) ?? bullets[depth % bullets.count]
    }
    let markerWidth = markers.map { displayWidth($0) }.max() ?? 1
    var lines: [StyledText] = []
    for (item, marker) in zip(items, markers) {
      let label = String(repeating: " ", count: markerWidth - displayWidth(marker)) + marker + " "
      var first = StyledText(label, TextStyle(color: 6))
      if start != nil, let isChecked = item.isChecked { first.append(box(isChecked) + " ") }
      let hang = first.width
      let body = self.lines(of: item.blocks, width: width - hang, depth: depth + 1, isTight: isTight)
      let rest = StyledText(String(repeating: " ", count: hang))
      if !lines.isEmpty, !isTight { lines.append(StyledText()) }
      if body.isEmpty { lines.append(first) }
      for (index, line) in body.enumerated() {
        lines.append(prefixed(line, with: index == 0 ? first : rest))
      }
    }
    return lines
  }

  private func box(_ isChecked: Bool) -> String {
    unicode ? (isChecked ? "☑" : "☐") : isChecked ? "[x]" : "[ ]"
  }

  private func prefixed(_ line: StyledText, with prefix: StyledText) -> StyledText {
    var text = prefix
    text.append(line)
    return text
  }

  // MARK: Tables

  private func rows(of table: MarkdownTable, width: Int) -> [StyledText] {
    let columns = table.alignments.count
    let cells = table.rows.enumerated().map { index, row in
      row.map { styled($0, TextStyle(bold: index == 0)) }
    }
    var widths = (0..<columns).map { column in
      max(1, cells.map { column < $0.count ? $0[column].width : 0 }.max() ?? 1)
    }
    let separators = 3 * (columns - 1)
    // The widest column gives way until the table fits.
    while widths.reduce(separators, +) > width, let widest = widths.max(), widest > 4 {
      widths[widths.firstIndex(of: widest)!] -= 1
    }
    var lines: [StyledText] = []
    for (index, row) in cells.enumerated() {
      let wrapped = (0..<columns).map { column in
        column < row.count ? wrap(row[column], width: widths[column]) : []
      }
      for line in 0..<max(1, wrapped.map(\.count).max() ?? 1) {
        var text = StyledText()
        for column in 0..<columns {
          if column > 0 { text.append(unicode ? " │ " : " | ", .faint) }
          let cell = line < wrapped[column].count ? wrapped[column][line] : StyledText()
          let space = max(0, widths[column] - cell.width)
          let left: Int
          switch table.alignments[column] {
          case .left: left = 0
          case .center: left = space / 2
          case .right: left = space
          }
          text.append(String(repeating: " ", count: left))
          text.append(cell)
          text.append(String(repeating: " ", count: space - left))
        }
        lines.append(text)
      }
      if index == 0 {
        let line = widths.map { String(repeating: unicode ? "─" : "-", count: $0) }
        lines.append(StyledText(line.joined(separator: unicode ? "─┼─" : "-+-"), .faint))
      }
    }
    return lines
  }

  // MARK: Inlines

  private func styled(_ inlines: [MarkdownInline], _ style: TextStyle) -> StyledText {
    var text = StyledText()
    for inline in inlines {
      switch inline {
      case .text(let string): text.append(string, style)
      case .softBreak: text.append(" ", style)
      case .lineBreak: text.append("\n", style)
      case .code(let string):
        var codeStyle = style
        codeStyle.color = 3
        text.append(color ? string : "`\(string)`", codeStyle)
      case .emphasis(let inner): text.append(marked(inner, style, "*") { $0.italic = true })
      case .strong(let inner): text.append(marked(inner, style, "**") { $0.bold = true })
      case .strikethrough(let inner): text.append(marked(inner, style, "~~") { $0.strikethrough = true })
      case .link(let url, let inner):
        var linkStyle = style
        linkStyle.underline = true
        let label = styled(inner, linkStyle)
        text.append(label)
        if !url.hasPrefix("#"), !url.isEmpty, label.plain != url, "mailto:" + label.plain != url,
          "http://" + label.plain != url
        {
          text.append(" (\(url))", .faint)
        }
      case .image(_, let alternative):
        text.append("[", .faint)
        text.append(alternative.isEmpty ? StyledText("image", style) : styled(alternative, style))
        text.append("]", .faint)
      }
    }
    return text
  }

  /// Inlines in another style, or between marks where there are no styles.
  private func marked(
    _ inlines: [MarkdownInline], _ style: TextStyle, _ mark: String, _ change: (inout TextStyle) -> Void
  ) -> StyledText {
    var changed = style
    change(&changed)
    let inner = styled(inlines, changed)
    guard !color else { return inner }
    var text = StyledText(mark)
    text.append(inner)
    text.append(mark)
    return text
  }

  // MARK: Lines

  private typealias Cell = (character: Character, style: TextStyle)

  private func cells(of text: StyledText) -> [Cell] {
    text.pieces.flatMap { piece in piece.text.map { ($0, piece.style) } }
  }

  private func text(of cells: some Sequence<Cell>) -> StyledText {
    cells.reduce(into: StyledText()) { $0.append(String($1.character), $1.style) }
  }

  /// Text in lines of at most `width` columns, broken at spaces, beside wide characters, and within words that are
  /// longer than a line. Newlines break lines too.
  private func wrap(_ styled: StyledText, width: Int) -> [StyledText] {
    let cells = cells(of: styled)
    var lines: [StyledText] = []
    var line: [Cell] = []
    var lineWidth = 0
    var place = 0

    func endLine() {
      while line.last?.character == " " { line.removeLast() }
      lines.append(text(of: line))
      line = []
      lineWidth = 0
    }
    while place < cells.count {
      let character = cells[place].character
      if character == "\n" {
        endLine()
        place += 1
        continue
      }
      if character == " " {
        if !line.isEmpty, lineWidth < width {
          line.append(cells[place])
          lineWidth += 1
        }
        place += 1
        continue
      }
      var end = place + 1
      var wordWidth = displayWidth(character)
      if wordWidth < 2 {
        while end < cells.count, cells[end].character != " ", cells[end].character != "\n",
          displayWidth(cells[end].character) < 2
        {
          wordWidth += displayWidth(cells[end].character)
          end += 1
        }
      }
      // What closes a phrase stays with the wide character before it.
      while end < cells.count, displayWidth(character) == 2, "、。，．！？）」』".contains(cells[end].character) {
        wordWidth += displayWidth(cells[end].character)
        end += 1
      }
      if lineWidth + wordWidth > width, !line.isEmpty { endLine() }
      for cell in cells[place..<end] {
        let columns = displayWidth(cell.character)
        if lineWidth + columns > width, !line.isEmpty { endLine() }
        line.append(cell)
        lineWidth += columns
      }
      place = end
    }
    if !line.isEmpty { endLine() }
    return lines
  }

  /// Text in its own lines, cut only where they are longer than `width`.
  private func cut(_ styled: StyledText, width: Int) -> [StyledText] {
    var lines: [StyledText] = []
    var line: [Cell] = []
    var lineWidth = 0
    for cell in cells(of: styled) {
      if cell.character == "\n" {
        lines.append(text(of: line))
        line = []
        lineWidth = 0
        continue
      }
      let (shown, columns) = cell.character.shown(atColumn: lineWidth)
      if lineWidth + columns > width, !line.isEmpty {
        lines.append(text(of: line))
        line = []
        lineWidth = 0
      }
      line += shown.map { ($0, cell.style) }
      lineWidth += columns
    }
    lines.append(text(of: line))
    return lines
  }
}

extension String {
  fileprivate func trimmingTrailingSpaces() -> String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
