/// The text being edited and the cursor in it, as a value.
///
/// Offsets count Unicode scalars, as libedit does; movement and deletion go by grapheme clusters, so that `é`
/// written as two scalars and a family joined of four people are each one step.
package struct EditBuffer: Hashable, Sendable {
  package var scalars: [Unicode.Scalar] = []
  /// 0 ... scalars.count; before the scalar of that number.
  package var cursor = 0

  package var text: String { Self.string(scalars[...]) }
  package var textBeforeCursor: String { Self.string(scalars[..<cursor]) }
  package var isEmpty: Bool { scalars.isEmpty }
  package var isMultiline: Bool { scalars.contains("\n") }
  package var cursorIsAtEnd: Bool { cursor == scalars.count }

  package init(scalars: [Unicode.Scalar], cursor: Int) {
    self.scalars = scalars
    self.cursor = min(max(cursor, 0), scalars.count)
  }

  package init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    cursor = scalars.count
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    return text
  }

  // MARK: Places

  /// Where the line that holds `offset` starts.
  package func lineStart(of offset: Int) -> Int {
    (scalars[..<offset].lastIndex(of: "\n") ?? -1) + 1
  }

  /// Where the line that holds `offset` ends: at its newline or at the end of the text.
  package func lineEnd(of offset: Int) -> Int {
    scalars[offset...].firstIndex(of: "\n") ?? scalars.count
  }

  /// Whether only spaces and tabs stand before the cursor on its line.
  package var isInIndentation: Bool {
    scalars[lineStart(of: cursor)..<cursor].allSatisfy { $0 == " " || $0 == "\t" }
  }

  /// The spaces at the start of the cursor's line, at most up to the cursor.
  package var indentation: Int {
    scalars[lineStart(of: cursor)..<cursor].prefix { $0 == " " }.count
  }

  /// The offset one grapheme cluster before `offset`; nil at the start.
  package func clusterStart(before offset: Int) -> Int? {
    guard offset > 0 else { return nil }
    let start = lineStart(of: offset)
    guard start < offset else { return offset - 1 }
    return offset - Self.string(scalars[start..<offset]).last!.unicodeScalars.count
  }

  /// The offset one grapheme cluster after `offset`; nil at the end.
  package func clusterEnd(after offset: Int) -> Int? {
    guard offset < scalars.count else { return nil }
    let end = lineEnd(of: offset)
    guard end > offset else { return offset + 1 }
    return offset + Self.string(scalars[offset..<end]).first!.unicodeScalars.count
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      || scalar.properties.isGraphemeExtend
  }

  /// Where the word before the cursor starts.
  package var wordStart: Int {
    var place = cursor
    while place > 0, !Self.isWord(scalars[place - 1]) { place -= 1 }
    while place > 0, Self.isWord(scalars[place - 1]) { place -= 1 }
    return place
  }

  /// Where the word after the cursor ends.
  package var wordEnd: Int {
    var place = cursor
    while place < scalars.count, !Self.isWord(scalars[place]) { place += 1 }
    while place < scalars.count, Self.isWord(scalars[place]) { place += 1 }
    return place
  }

  // MARK: Movement

  /// The column of the cursor on its line, in display columns.
  package var column: Int {
    Self.string(scalars[lineStart(of: cursor)..<cursor]).reduce(0) { $0 + $1.shown(atColumn: $0).width }
  }

  /// Moves to `goal` columns on the line above (-1) or below (1); false if there is none.
  package mutating func moveVertically(_ direction: Int, goal: Int) -> Bool {
    let start: Int
    if direction < 0 {
      let current = lineStart(of: cursor)
      guard current > 0 else { return false }
      start = lineStart(of: current - 1)
    } else {
      let end = lineEnd(of: cursor)
      guard end < scalars.count else { return false }
      start = end + 1
    }
    let line = Self.string(scalars[start..<lineEnd(of: start)])
    var column = 0
    var offset = start
    for character in line {
      let width = character.shown(atColumn: column).width
      if column + width > goal { break }
      column += width
      offset += character.unicodeScalars.count
    }
    cursor = offset
    return true
  }

  // MARK: Changes

  package mutating func insert(_ text: String) {
    let added = Array(text.unicodeScalars)
    scalars.insert(contentsOf: added, at: cursor)
    cursor += added.count
  }

  /// Removes what stands between two offsets, puts the cursor there, and gives what was removed.
  package mutating func remove(_ range: Range<Int>) -> String {
    let removed = Self.string(scalars[range])
    scalars.removeSubrange(range)
    cursor = range.lowerBound
    return removed
  }

  /// Removes the cluster before the cursor, or in indentation the spaces back to a multiple of `indentWidth`.
  package mutating func deleteBackward(indentWidth: Int) -> Bool {
    guard let start = clusterStart(before: cursor) else { return false }
    if isInIndentation, indentation == cursor - lineStart(of: cursor), indentation > 0 {
      _ = remove(cursor - ((indentation - 1) % indentWidth + 1)..<cursor)
    } else {
      _ = remove(start..<cursor)
    }
    return true
  }

  package mutating func deleteForward() -> Bool {
    guard let end = clusterEnd(after: cursor) else { return false }
    _ = remove(cursor..<end)
    return true
  }

  /// Breaks the line at the cursor and indents the new line.
  package mutating func breakLine(indent: Int) {
    insert("\n" + String(repeating: " ", count: max(0, indent)))
  }

  /// Inserts a closing bracket; first on its line, it moves out by one level.
  package mutating func insertClosing(_ bracket: Character, indentWidth: Int) {
    if isInIndentation, isMultiline {
      _ = remove(cursor - min(indentWidth, indentation)..<cursor)
    }
    insert(String(bracket))
  }
}
