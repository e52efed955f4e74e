/// Values as text: strings in quotes, long collections cut in the middle with a count.
enum ValueText {
  private static let shownFirst = 40
  private static let shownLast = 5
  private static let characterLimit = 20_000

  /// The text of a cell's result.
  static func full<Value>(of value: Value) -> String {
    cut(text(of: value), to: characterLimit)
  }

  /// One line of at most `limit` characters.
  static func short<Value>(of value: Value, limit: Int) -> String {
    let line = text(of: value).replacing("\n", with: "⏎")
    guard line.count > limit else { return line }
    return line.prefix(limit - 1) + "…"
  }

  /// Names of types without the module of the cell that declared them, which means nothing to a reader.
  static func withoutCellNames(_ text: String) -> String {
    guard text.contains("cell") else { return text }
    var result = ""
    var rest = Substring(text)
    while let found = rest.firstRange(of: "cell") {
      let before = rest[..<found.lowerBound]
      let digits = rest[found.upperBound...].prefix { $0.isASCII && $0.isNumber }
      let after = rest[digits.endIndex...]
      let startsWord = before.last.map { !($0.isLetter || $0.isNumber || $0 == "_") } ?? true
      result += before
      if startsWord, !digits.isEmpty, after.first == "." {
        rest = after.dropFirst()
      } else {
        result += rest[found]
        rest = rest[found.upperBound...]
      }
    }
    return result + rest
  }

  private static func text<Value>(of value: Value) -> String {
    if let string = value as? String { return String(reflecting: string) }
    if let character = value as? Character { return String(reflecting: character) }
    if let collection = value as? any Collection, !(value is any StringProtocol),
      let shortened = shortened(collection)
    {
      return shortened
    }
    if value is any CustomStringConvertible || value is any CustomDebugStringConvertible {
      return withoutCellNames(String(describing: value))
    }
    let mirror = Mirror(reflecting: value)
    if mirror.displayStyle == .class {
      let fields = mirror.children.map { "\($0.label ?? "_"): \(short(of: $0.value, limit: 200))" }
      let name = withoutCellNames(_typeName(type(of: value as Any), qualified: false))
      return "\(name)(\(fields.joined(separator: ", ")))"
    }
    return withoutCellNames(String(describing: value))
  }

  /// A collection that is too long to be shown whole; nil if it is short enough.
  private static func shortened(_ collection: some Collection) -> String? {
    let count = collection.count
    guard count > shownFirst + shownLast + 1 else { return nil }
    let first = collection.prefix(shownFirst).map { element(of: $0) }
    let last = collection.dropFirst(count - shownLast).map { element(of: $0) }
    let parts = first + ["… \(count - shownFirst - shownLast) more …"] + last
    return "[" + parts.joined(separator: ", ") + "]"
  }

  private static func element<Value>(of value: Value) -> String {
    cut(text(of: value), to: 400)
  }

  private static func cut(_ text: String, to limit: Int) -> String {
    guard text.utf8.count > limit, text.count > limit else { return text }
    return text.prefix(limit) + "… (\(text.count - limit) more characters)"
  }
}
