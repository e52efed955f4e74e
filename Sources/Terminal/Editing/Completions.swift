internal import Plotting

/// What the word at the cursor could become.
public struct Completions: Sendable, Hashable {
  /// One way to go on.
  public struct Candidate: Sendable, Hashable {
    /// The text that takes the place of the word so far.
    public var insert: String
    /// How the list names it: `map(_:)`.
    public var display: String
    /// Its type or kind, shown beside it; may be empty.
    public var detail: String

    public init(insert: String, display: String, detail: String = "") {
      self.insert = insert
      self.display = display
      self.detail = detail
    }
  }

  public var candidates: [Candidate]
  /// The UTF-8 bytes before the cursor that a candidate takes the place of.
  public var replacing: Int

  public init(_ candidates: [Candidate], replacing: Int) {
    self.candidates = candidates
    self.replacing = replacing
  }

  /// What all candidates have in common at their start.
  package var commonPrefix: String {
    guard var prefix = candidates.first?.insert[...] else { return "" }
    for candidate in candidates.dropFirst() {
      while !candidate.insert.hasPrefix(prefix) { prefix = prefix.dropLast() }
    }
    return String(prefix)
  }

  /// The candidates in columns, each with its type, in rows of at most `columns`.
  package func list(columns: Int, color: Bool) -> [String] {
    guard !candidates.isEmpty else { return [] }
    let gap = 2
    let most = max(1, columns - 1)
    let nameWidth = min(most, candidates.map { displayWidth($0.display) }.max()!)
    let detailWidth = candidates.map { displayWidth($0.detail) }.max()!
    let cellWidth = min(most, nameWidth + (detailWidth > 0 ? gap + detailWidth : 0))
    let perRow = max(1, (most + gap) / (cellWidth + gap))
    let rows = (candidates.count + perRow - 1) / perRow
    return (0..<rows).map { row in
      var line = ""
      for index in stride(from: row, to: candidates.count, by: rows) {
        let candidate = candidates[index]
        let name = Self.fitted(candidate.display, to: nameWidth)
        let detail = Self.fitted(candidate.detail, to: max(0, cellWidth - nameWidth - gap))
        line += name
        if index + rows < candidates.count || !candidate.detail.isEmpty {
          line += String(repeating: " ", count: nameWidth - displayWidth(name))
        }
        if detailWidth > 0, !detail.isEmpty {
          line += String(repeating: " ", count: gap) + (color ? TextStyle.faint.applied(to: detail) : detail)
        }
        if index + rows < candidates.count {
          let used = nameWidth + (detail.isEmpty ? 0 : gap + displayWidth(detail))
          line += String(repeating: " ", count: max(0, cellWidth - used) + gap)
        }
      }
      return line
    }
  }

  /// `text` in one line, cut to `width` columns.
  private static func fitted(_ text: String, to width: Int) -> String {
    let line = String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
    guard displayWidth(line) > width else { return line }
    var cut = ""
    var used = 1
    for character in line {
      used += displayWidth(character)
      if used > width { break }
      cut.append(character)
    }
    return width > 0 ? cut + "…" : ""
  }
}
