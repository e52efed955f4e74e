/// A drawing made ready to stand in a page among others.
///
/// A drawing comes out of a cell, so it is not trusted: only known elements are taken over, nothing that runs or
/// loads. Its names and its style rules are made its own, so that drawings do not disturb each other or the page.
enum InlineSVG: Hashable {
  /// May be put into the page as it is.
  case inline(String)
  /// Whole, but with something that a page must not take over: to be shown as a picture, in which nothing runs.
  case foreign
  /// Not well formed: not to be shown.
  case broken

  /// - Parameters:
  ///   - text: one `<svg>` element, before or after which there may be comments and white space.
  ///   - name: the identifier of the drawing in the page: letters, digits and dashes.
  ///   - label: what it shows, for those who do not see it, unless the drawing says so itself.
  init(_ text: String, name: String, label: String) {
    do {
      var writer = SVGWriter(name: name, label: label)
      try writer.rewrite(text)
      self = writer.isForeign ? .foreign : .inline(writer.output)
    } catch {
      self = .broken
    }
  }
}

private struct SVGWriter {
  struct Malformed: Error {}

  let name: String
  let label: String
  var output = ""
  var isForeign = false

  private var open: [String] = []
  private var style = ""
  private var isDone = false

  init(name: String, label: String) {
    self.name = name
    self.label = label
  }

  mutating func rewrite(_ text: String) throws(Malformed) {
    var rest = Substring(text)
    while !rest.isEmpty {
      if rest.hasPrefix("<!--") {
        rest = try after("-->", in: rest)
      } else if rest.hasPrefix("<?"), open.isEmpty {
        rest = try after("?>", in: rest)
      } else if rest.hasPrefix("<![CDATA[") {
        let end = try after("]]>", in: rest)
        let content = rest[..<end.startIndex].dropFirst(9).dropLast(3)
        try take(text: content.replacing("&", with: "&amp;").replacing("<", with: "&lt;")[...])
        rest = end
      } else if rest.hasPrefix("</") {
        let end = try after(">", in: rest)
        let element = rest[..<end.startIndex].dropFirst(2).dropLast()
        try close(String(element.prefix { !$0.isWhitespace }))
        rest = end
      } else if rest.hasPrefix("<") {
        rest = try takeTag(rest.dropFirst())
      } else {
        let end = rest.firstIndex(of: "<") ?? rest.endIndex
        try take(text: rest[..<end])
        rest = rest[end...]
      }
    }
    guard isDone, open.isEmpty else { throw Malformed() }
  }

  private func after(_ mark: String, in text: Substring) throws(Malformed) -> Substring {
    guard let range = text.firstRange(of: mark) else { throw Malformed() }
    return text[range.upperBound...]
  }

  private mutating func take(text: Substring) throws(Malformed) {
    if open.isEmpty {
      guard text.allSatisfy(\.isWhitespace) else { throw Malformed() }
    } else if open.last == "style" {
      style += text
    } else {
      output += text
    }
  }

  /// - Parameter text: what follows a tag's `<`.
  private mutating func takeTag(_ text: Substring) throws(Malformed) -> Substring {
    var rest = text
    let element = String(rest.prefix { $0.isLetter || $0.isNumber || $0 == ":" || $0 == "-" })
    guard !element.isEmpty, !isDone else { throw Malformed() }
    if open.isEmpty, element != "svg" { throw Malformed() }
    if !Self.elements.contains(element) || (open.last.map { Self.textOnly.contains($0) } ?? false) {
      isForeign = true
    }
    rest = rest.dropFirst(element.count)
    var attributes: [(name: String, value: String)] = []
    while true {
      rest = rest.drop(while: \.isWhitespace)
      if rest.hasPrefix("/>") {
        begin(element, attributes)
        try close(element)
        return rest.dropFirst(2)
      }
      if rest.hasPrefix(">") {
        begin(element, attributes)
        return rest.dropFirst()
      }
      attributes.append(try takeAttribute(&rest))
    }
  }

  private func takeAttribute(_ rest: inout Substring) throws(Malformed) -> (name: String, value: String) {
    let name = String(rest.prefix { !$0.isWhitespace && $0 != "=" && $0 != ">" && $0 != "/" && $0 != "<" })
    rest = rest.dropFirst(name.count).drop(while: \.isWhitespace)
    guard !name.isEmpty, rest.first == "=" else { throw Malformed() }
    rest = rest.dropFirst().drop(while: \.isWhitespace)
    guard let quote = rest.first, quote == "\"" || quote == "'" else { throw Malformed() }
    rest = rest.dropFirst()
    guard let end = rest.firstIndex(of: quote) else { throw Malformed() }
    let value = String(rest[..<end])
    guard !value.contains("<") else { throw Malformed() }
    rest = rest[rest.index(after: end)...]
    return (name, value)
  }

  private mutating func begin(_ element: String, _ attributes: [(name: String, value: String)]) {
    let isRoot = open.isEmpty
    open.append(element)
    if element == "style" {
      style = ""
      return
    }
    output += "<\(element)"
    for attribute in attributes {
      guard let value = ownValue(attribute.name, attribute.value) else {
        isForeign = true
        continue
      }
      output += " \(attribute.name)=\"\(value.replacing("\"", with: "&quot;"))\""
    }
    if isRoot {
      let names = Set(attributes.map(\.name))
      if !names.contains("role") { output += " role=\"img\"" }
      if !names.contains("aria-label"), !names.contains("aria-labelledby") {
        output += " aria-label=\"\(HTMLText.escaped(label))\""
      }
    }
    output += ">"
  }

  private mutating func close(_ element: String) throws(Malformed) {
    guard open.popLast() == element else { throw Malformed() }
    if element == "style" {
      if let rules = ScopedStyle.rules(style, within: "#\(name)") {
        output += "<style>\(rules)</style>"
      } else {
        isForeign = true
      }
    } else {
      output += "</\(element)>"
    }
    if open.isEmpty { isDone = true }
  }

  /// The value of an attribute with the drawing's own names; nil for one that a page must not take over.
  private func ownValue(_ attribute: String, _ value: String) -> String? {
    let isName = attribute.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "-" || $0 == ":" }
    guard isName, !attribute.lowercased().hasPrefix("on") else { return nil }
    if attribute == "aria-label" { return value }
    // A character written by its number could hide what the following looks for.
    guard !value.contains("&#") else { return nil }
    switch attribute {
    case "id":
      return "\(name)-\(value)"
    case "href", "xlink:href":
      return value.hasPrefix("#") ? "#\(name)-\(value.dropFirst())" : nil
    case "aria-labelledby", "aria-describedby":
      return value.split(separator: " ").map { "\(name)-\($0)" }.joined(separator: " ")
    default:
      return ScopedStyle.withOwnAddresses(value, name: name)
    }
  }

  private static let textOnly: Set<String> = ["title", "desc", "style"]

  private static let elements: Set<String> = [
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "title",
    "desc", "defs", "clipPath", "linearGradient", "radialGradient", "stop", "marker", "pattern", "mask",
    "use",
    "symbol", "style",
  ]
}

/// Style rules of a drawing, limited to that drawing.
enum ScopedStyle {
  /// `style` with `scope` before each of its selectors; nil for a style that loads something or that is not
  /// understood. `:root` and `svg` alone stand for the drawing itself.
  static func rules(_ style: String, within scope: String) -> String? {
    guard !style.contains("\\"), !style.contains("<"), !style.contains("&"),
      !style.lowercased().contains("@import")
    else { return nil }
    var rest = Substring(style.replacing(/\/\*(?s:.*?)\*\//, with: ""))
    guard let rules = rules(&rest, within: scope, isNested: false), rest.isEmpty else { return nil }
    return rules
  }

  /// `value` with the addresses in it leading to the drawing's own names; nil if one leads elsewhere.
  static func withOwnAddresses(_ value: String, name: String) -> String? {
    guard !value.contains("\\"), !value.lowercased().contains("javascript:") else { return nil }
    let addresses = value.lowercased().ranges(of: "url(").count
    let own = value.ranges(of: "url(#").count
    return addresses == own ? value.replacing("url(#", with: "url(#\(name)-") : nil
  }

  private static func rules(_ rest: inout Substring, within scope: String, isNested: Bool) -> String? {
    var result = ""
    while true {
      rest = rest.drop(while: \.isWhitespace)
      if rest.isEmpty { return isNested ? nil : result }
      if rest.first == "}" {
        guard isNested else { return nil }
        rest = rest.dropFirst()
        return result
      }
      guard let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" || $0 == ";" }), rest[brace] == "{"
      else {
        return nil
      }
      let head = rest[..<brace].trimmingSuffix(while: \.isWhitespace)
      rest = rest[rest.index(after: brace)...]
      if head.hasPrefix("@media") {
        guard !isNested, let inner = rules(&rest, within: scope, isNested: true) else { return nil }
        result += "\(head){\(inner)}"
      } else {
        guard !head.hasPrefix("@"), let end = rest.firstIndex(where: { $0 == "{" || $0 == "}" }),
          rest[end] == "}",
          let declarations = withOwnAddresses(String(rest[..<end]), name: String(scope.dropFirst()))
        else { return nil }
        rest = rest[rest.index(after: end)...]
        result += "\(selectors(head, within: scope)){\(declarations)}"
      }
    }
  }

  private static func selectors(_ list: Substring, within scope: String) -> String {
    list.split(separator: ",").map { selector in
      let selector = selector.drop(while: \.isWhitespace).trimmingSuffix(while: \.isWhitespace)
      if selector.hasPrefix("#") { return "\(scope) \(scope)-\(selector.dropFirst())" }
      return selector == ":root" ? "\(scope) svg" : "\(scope) \(selector)"
    }.joined(separator: ",")
  }
}

extension Substring {
  fileprivate func trimmingSuffix(while isUnwanted: (Character) -> Bool) -> Substring {
    var result = self
    while let last = result.last, isUnwanted(last) { result.removeLast() }
    return result
  }
}
