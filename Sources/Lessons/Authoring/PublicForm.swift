internal import Statistics

/// A YAML block of a lesson written anew for the student's edition: the same values without comments, and what is
/// shuffled for each student in an order that says nothing about what is right.
struct PublicForm {
  /// What it says.
  let value: YAMLValue
  /// How it is written.
  var lines: [String] { Self.lines(value, indentation: "") }

  /// What is listed for the student to choose from, and shuffled unless the block says otherwise.
  private static let shuffledLists = ["options", "reasons", "items", "right"]

  /// The exercise block of `id`.
  static func exercise(_ value: YAMLValue, id: String) -> PublicForm {
    guard case .map(var entries) = value.content else { return PublicForm(value: value) }
    let isShuffled = entries.first { $0.key == "shuffled" }.map { isYes($0.value) } ?? true
    for (index, entry) in entries.enumerated() where isShuffled && shuffledLists.contains(entry.key) {
      guard case .list(let items) = entry.value.content else { continue }
      var order = items.sorted { name($0) < name($1) }
      var rng = SeededGenerator(seed: stableHash("\(id)/\(entry.key)"))
      rng.shuffle(&order)
      entries[index].value.content = .list(order)
    }
    return PublicForm(value: YAMLValue(content: .map(entries), line: value.line))
  }

  /// The front matter, and that this is a student's edition.
  static func frontMatter(_ value: YAMLValue) -> PublicForm {
    guard case .map(let entries) = value.content else { return PublicForm(value: value) }
    let kept = entries.filter { $0.key != "edition" }
    let edition = (key: "edition", value: YAMLValue(content: .scalar(Lesson.Edition.student.rawValue), line: 0))
    return PublicForm(value: YAMLValue(content: .map(kept + [edition]), line: value.line))
  }

  private static func isYes(_ value: YAMLValue) -> Bool {
    if case .scalar(let text) = value.content { text == "true" || text == "yes" } else { false }
  }

  /// The id of an item.
  private static func name(_ value: YAMLValue) -> String {
    guard case .map(let entries) = value.content,
      case .scalar(let id)? = entries.first(where: { $0.key == "id" })?.value.content
    else { return "" }
    return id
  }

  // MARK: YAML

  private static func lines(_ value: YAMLValue, indentation: String) -> [String] {
    switch value.content {
    case .scalar(let text): return [indentation + scalar(text)]
    case .list(let items):
      return items.flatMap { item -> [String] in
        var inner = lines(item, indentation: indentation + "  ")
        if let first = inner.first { inner[0] = indentation + "- " + first.dropFirst(indentation.count + 2) }
        return inner
      }
    case .map(let entries):
      return entries.flatMap { key, value -> [String] in
        let start = indentation + scalar(key) + ":"
        switch value.content {
        case .scalar(let text): return [start + " " + scalar(text)]
        case .list(let items) where items.allSatisfy(isScalar):
          let texts = items.compactMap { if case .scalar(let text) = $0.content { scalar(text) } else { nil } }
          return [start + " [" + texts.joined(separator: ", ") + "]"]
        case .list, .map: return [start] + lines(value, indentation: indentation + "  ")
        }
      }
    }
  }

  private static func isScalar(_ value: YAMLValue) -> Bool {
    if case .scalar = value.content { true } else { false }
  }

  /// A text that needs no quotation marks, or has them.
  private static func scalar(_ text: String) -> String {
    let isPlain =
      text.first.map { $0.isASCII && ($0.isLetter || $0.isNumber) } == true && text.last != " "
      && text.unicodeScalars.allSatisfy { scalar in
        scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
          || " .-_/()+=;?'’–".unicodeScalars.contains(scalar)
      }
    if isPlain { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case "\r": quoted += "\\r"
      case _
      where scalar.properties.generalCategory == .control || "\u{2028}\u{2029}\u{FEFF}".unicodeScalars.contains(scalar):
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

extension YAMLValue {
  /// Whether both say the same, wherever they stand.
  func says(_ other: YAMLValue) -> Bool {
    switch (content, other.content) {
    case (.scalar(let one), .scalar(let two)): one == two
    case (.list(let one), .list(let two)):
      one.count == two.count && zip(one, two).allSatisfy { $0.says($1) }
    case (.map(let one), .map(let two)):
      one.count == two.count && zip(one, two).allSatisfy { $0.key == $1.key && $0.value.says($1.value) }
    default: false
    }
  }
}
