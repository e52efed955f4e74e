/// A name as a student asks for it: `print`, `Array.append(_:)`, `Foundation.Data`, `+`.
struct SymbolPath: Hashable {
  /// What stands before the last dot; empty for a name at the top.
  var base: [String]
  /// The last name, without labels.
  var name: String
  /// `(_:to:)`; nil if none are given.
  var labels: String?
  var isOperator = false

  /// The labels without the name: `["_", "to"]`; empty if none are given.
  var labelList: [Substring] { Self.labelList(fullName) }

  /// The labels of a name that has some: `["_", "to"]` of `append(_:to:)`.
  static func labelList(_ name: String) -> [Substring] {
    guard let open = name.firstIndex(of: "("), name.last == ")" else { return [] }
    return name[name.index(after: open)...].dropLast().split(separator: ":")
  }

  /// The last name with its labels.
  var fullName: String { name + (labels ?? "") }

  /// nil if `text` is not a name.
  init?(_ text: String) {
    let characters = text.filter { !$0.isWhitespace && $0 != "`" }
    if !characters.isEmpty, characters.allSatisfy({ Self.operatorCharacters.contains($0) }) {
      self.init(base: [], name: characters, isOperator: true)
      return
    }
    var rest = Substring(characters)
    // `[Double].mean` is asked for as `Array.mean`.
    if rest.first == "[", let close = rest.lastIndex(of: "]"), let type = Self.nominal(of: String(rest[...close])) {
      rest = type + rest[rest.index(after: close)...]
    }
    var labels: String?
    if let open = rest.firstIndex(of: "(") {
      let inside = rest[rest.index(after: open)...]
      guard inside.last == ")" else { return nil }
      let list = inside.dropLast()
      let parts = list.split(separator: ":", omittingEmptySubsequences: false)
      guard list.isEmpty || (list.last == ":" && parts.dropLast().allSatisfy(Self.isIdentifier)) else { return nil }
      labels = String(rest[open...])
      rest = rest[..<open]
    }
    let parts = Self.withoutGenericArguments(rest).split(separator: ".", omittingEmptySubsequences: false)
    guard parts.allSatisfy({ Self.isIdentifier($0) }), let last = parts.last else { return nil }
    self.init(base: parts.dropLast().map(String.init), name: String(last), labels: labels)
  }

  private init(base: [String], name: String, labels: String? = nil, isOperator: Bool = false) {
    self.base = base
    self.name = name
    self.labels = labels
    self.isOperator = isOperator
  }

  /// The same name as a member of `type`.
  func member(of type: String) -> SymbolPath {
    SymbolPath(base: [type], name: name, labels: labels)
  }

  /// The type that `typeName`, as the compiler writes it, is an instance of, in a form that can be extended:
  /// `[Int]` is `Array`, `Int?` is `Optional`; nil if it is none.
  static func nominal(of typeName: String) -> String? {
    var name = Substring(typeName)
    for word in ["inout ", "any ", "some "] where name.hasPrefix(word) { name = name.dropFirst(word.count) }
    if name.last == "?" || name.last == "!" { return "Optional" }
    if name.first == "[" {
      guard name.last == "]" else { return nil }
      var depth = 0
      for character in name.dropFirst().dropLast() {
        switch character {
        case "[", "(", "<": depth += 1
        case "]", ")", ">": depth -= 1
        case ":" where depth == 0: return "Dictionary"
        default: break
        }
      }
      return "Array"
    }
    let plain = withoutGenericArguments(name)
    return plain.split(separator: ".", omittingEmptySubsequences: false).allSatisfy(isIdentifier) ? plain : nil
  }

  private static func withoutGenericArguments(_ text: Substring) -> String {
    var depth = 0
    return text.reduce(into: "") { result, character in
      if character == "<" { depth += 1 }
      if depth == 0 { result.append(character) }
      if character == ">" { depth -= 1 }
    }
  }

  private static func isIdentifier(_ text: Substring) -> Bool {
    guard let first = text.first, first.isLetter || first == "_" else { return false }
    return text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
  }

  private static let operatorCharacters = Set("+-*/%<>=!&|^~?.")
}
