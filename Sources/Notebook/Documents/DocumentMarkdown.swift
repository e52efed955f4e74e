/// Notebooks as Markdown: cells are fenced blocks marked `swift`, what they showed follows in blocks marked
/// `output`, everything else is prose.
extension NotebookDocument {
  // MARK: - Reading

  /// Reads Markdown: each fenced block marked exactly `swift` outside of lists and quotations becomes a cell, blocks
  /// marked `output` right after a cell are left out, the rest is prose. A level 1 heading at the head is the title.
  ///
  /// Any text is read somehow. Throws only ``DocumentError/tooLong(bytes:limit:)``.
  public init(markdown: String) throws(DocumentError) {
    guard markdown.utf8.count <= Self.longestText else {
      throw .tooLong(bytes: markdown.utf8.count, limit: Self.longestText)
    }
    self.init()
    let byteOrderMark: Unicode.Scalar = "\u{FEFF}"
    let text =
      markdown.unicodeScalars.first == byteOrderMark
      ? String(markdown.unicodeScalars.dropFirst()).withPlainLineEnds : markdown.withPlainLineEnds
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let (facts, headLength) = FrontMatter.read(lines)
    metadata = facts
    items = Self.items(of: lines[headLength...].joined(separator: "\n"))
    takeTitle()
  }

  /// The cells and the prose of Markdown with plain line ends.
  private static func items(of text: String) -> [Item] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var items: [Item] = []
    var nextLine = 0
    func takeProse(upTo end: Int) {
      guard nextLine < end else { return }
      let prose = lines[nextLine..<min(end, lines.count)].joined(separator: "\n").withoutOuterBlankLines
      if !prose.isEmpty { items.append(.prose(prose)) }
    }
    for fence in MarkdownText(text).fences() {
      let isCell = fence.info == "swift"
      guard isCell || isOutput(fence.info) else { continue }
      if !isCell {
        // Only what follows a cell is its output; a block of that name elsewhere is prose.
        guard case .cell = items.last, nextLine <= fence.lines.lowerBound,
          lines[nextLine..<fence.lines.lowerBound].joined().withoutOuterBlankLines.isEmpty
        else { continue }
      }
      takeProse(upTo: fence.lines.lowerBound)
      if isCell {
        items.append(.cell(DocumentCell(source: String(fence.content.dropLast()))))
      }
      nextLine = fence.lines.upperBound + 1
    }
    takeProse(upTo: lines.count)
    return items
  }

  private static func isOutput(_ info: String) -> Bool {
    info.split(separator: " ").first == "output"
  }

  /// Makes a level 1 heading at the head of the first prose the title.
  mutating func takeTitle() {
    guard case .prose(let prose) = items.first, let heading = MarkdownText(prose).leadingTitle() else {
      return
    }
    let lines = prose.split(separator: "\n", omittingEmptySubsequences: false)
    let rest = lines.dropFirst(heading.lastLine + 1).joined(separator: "\n").withoutOuterBlankLines
    title = heading.title
    if rest.isEmpty {
      items.removeFirst()
    } else {
      items[0] = .prose(rest)
    }
  }

  // MARK: - Writing

  /// The notebook as Markdown that reads well on a code host. Plots are shown as the terminal shows them.
  public func markdown() -> String {
    var parts: [String] = []
    if !metadata.isEmpty { parts.append(FrontMatter.text(metadata)) }
    if !title.isEmpty { parts.append(Self.heading(title, level: 1) + "\n") }
    for item in items {
      switch item {
      case .prose(let text):
        let prose = Self.writable(prose: text)
        if !prose.isEmpty { parts.append(prose + "\n") }
      case .cell(let cell):
        parts.append(Self.fenced(cell.source.withPlainLineEnds, as: "swift"))
        parts += cell.shownBlocks().map { Self.fenced($0, as: "output") }
      case .exercise(let exercise):
        parts.append(exercise.markdown() + "\n")
      }
    }
    let text = parts.joined(separator: "\n")
    // Prose that starts with dashes is not to be taken for facts.
    return metadata.isEmpty && text.hasPrefix("---\n") ? "\n" + text : text
  }

  /// `text` as a heading.
  static func heading(_ text: String, level: Int) -> String {
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let marks: Set<Character> = ["\\", "`", "*", "_", "[", "]", "<", ">", "#", "&", "~", "|", "!"]
    let escaped = String(line.flatMap { marks.contains($0) ? ["\\", $0] : [$0] })
    return String(repeating: "#", count: level) + " " + escaped
  }

  /// `text` between fences that are longer than any in it.
  static func fenced(_ text: String, as info: String) -> String {
    var (longest, run) = (2, 0)
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    return "\(fence)\(info)\n\(text)\n\(fence)\n"
  }

  /// Prose such that reading finds the same prose, and the cells after it, again: its own blocks marked `swift` or
  /// `output`, which would be taken for cells, are marked `Swift` and `Output`, which look the same.
  static func writable(prose: String) -> String {
    let prose = prose.withPlainLineEnds.withoutOuterBlankLines
    guard !prose.isEmpty else { return "" }
    var lines = prose.split(separator: "\n", omittingEmptySubsequences: false)
    for fence in MarkdownText(prose).fences() where fence.info == "swift" || isOutput(fence.info) {
      let line = lines[fence.lines.lowerBound]
      if let mark = line.firstRange(of: isOutput(fence.info) ? "output" : "swift")?.lowerBound {
        lines[fence.lines.lowerBound] =
          line[..<mark] + line[mark...].prefix(1).uppercased() + line[mark...].dropFirst()
      }
    }
    let marked = lines.joined(separator: "\n")
    // A block that is not closed, for one, would swallow the next cell: such prose is quoted as a whole.
    let cell = fenced("0", as: "swift")
    let found = items(of: "\(cell)\n\(marked)\n\n\(cell)")
    if found.count == 3, case .cell = found[0], case .prose(marked) = found[1], case .cell = found[2] {
      return marked
    }
    return String(fenced(prose, as: "markdown").dropLast())
  }
}

extension DocumentCell {
  /// What its run showed, as plain text, in order.
  func shownBlocks() -> [String] {
    guard let outcome else { return [] }
    var blocks = outcome.diagnostics.isEmpty ? [] : [outcome.diagnostics.map(\.text).joined(separator: "\n")]
    var printed = ""
    func takePrinted() {
      let text = TerminalOutput(printed).plain.withoutTrailingLineEnd
      if !text.isEmpty { blocks.append(text) }
      printed = ""
    }
    for output in outcome.outputs {
      switch output {
      case .text(let text, _):
        printed += text
      case .display(let bundle, _):
        takePrinted()
        blocks.append(TerminalOutput(bundle.plain).plain.withoutTrailingLineEnd)
      }
    }
    takePrinted()
    if let end = outcome.endedBy { blocks.append("\(end.kind): \(end.sentence)") }
    return blocks
  }
}

extension DocumentExercise {
  /// The exercise in Markdown in which nothing is taken for a cell.
  func markdown() -> String {
    var parts = [NotebookDocument.heading("Exercise \(id)", level: 3)]
    let question = NotebookDocument.writable(prose: prompt)
    if !question.isEmpty { parts.append(question) }
    if let answer {
      parts.append("**Answer**")
      let code = NotebookDocument.fenced(answer.withPlainLineEnds, as: isCode ? "Swift answer" : "text")
      parts.append(String(code.dropLast()))
    }
    let said = [standing.map { "**\($0).**" }, verdict].compactMap { $0 }.joined(separator: " ")
    if !said.isEmpty {
      let lines = said.withPlainLineEnds.split(separator: "\n", omittingEmptySubsequences: false)
      parts.append(lines.map { $0.isEmpty ? ">" : "> \($0)" }.joined(separator: "\n"))
    }
    return parts.joined(separator: "\n\n")
  }
}

extension String {
  var withoutTrailingLineEnd: String {
    hasSuffix("\n") ? String(dropLast()) : self
  }
}
