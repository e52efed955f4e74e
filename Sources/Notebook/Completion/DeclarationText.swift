/// Declarations as the compiler annotates them, made plain.
enum DeclarationText {
  /// The text of `annotated`, a fragment of XML, without the attributes in front that say nothing to a reader.
  static func plain(_ annotated: String) -> String {
    var text = ""
    var isTag = false
    for character in annotated {
      switch character {
      case "<": isTag = true
      case ">" where isTag: isTag = false
      default: if !isTag { text.append(character) }
      }
    }
    // The ampersand comes last, so that what it stood for is not read twice.
    for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")] {
      text = text.replacing(entity, with: character)
    }
    return withoutAttributes(text)
  }

  private static let silent: Set<Substring> = [
    "inlinable", "frozen", "usableFromInline", "inline", "specialized", "available", "backDeployed", "export",
    "abi", "nonobjc", "objc", "implementation",
  ]

  private static func withoutAttributes(_ declaration: String) -> String {
    var rest = Substring(declaration)
    var kept = ""
    while rest.first == "@" {
      let name = rest.dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      var end = name.endIndex
      if end < rest.endIndex, rest[end] == "(" {
        var depth = 0
        while end < rest.endIndex {
          if rest[end] == "(" { depth += 1 }
          if rest[end] == ")" { depth -= 1 }
          end = rest.index(after: end)
          if depth == 0 { break }
        }
      }
      if !name.hasPrefix("_") && !silent.contains(name) { kept += rest[..<end] + " " }
      rest = rest[end...].drop { $0.isWhitespace }
    }
    return kept + rest
  }
}
