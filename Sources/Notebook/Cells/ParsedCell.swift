internal import Foundation

/// What the compiler's parser says about a cell's text.
struct ParsedCell: Sendable {
  /// A name that the cell declares at its top level.
  struct Declaration: Sendable, Hashable {
    enum Kind: String, Sendable {
      case variable = "var"
      case function = "func"
      case structure = "struct"
      case enumeration = "enum"
      case `class`
      case `protocol`
      case `typealias`
      case other = ""
    }
    var kind: Kind
    var name: String
    /// What tells overloads of a function apart: argument labels and types, as written.
    var signature: String

    /// Whether there is an import of just this name; there is none of an operator.
    var canBeImportedAlone: Bool {
      kind != .other && (name.first.map { $0.isLetter || $0 == "_" || !$0.isASCII } ?? false)
    }
  }

  /// The names of modules that the cell imports.
  var imports: [String] = []
  var declarations: [Declaration] = []
  /// A member of an extension.
  struct ExtensionMember: Sendable, Hashable, Comparable {
    /// The extended type as written.
    var type: String
    var name: String
    var labels: String

    static func < (one: Self, other: Self) -> Bool {
      (one.type, one.name, one.labels) < (other.type, other.name, other.labels)
    }
  }

  /// The members of all extensions.
  var extensionMembers: Set<ExtensionMember> = []
  /// Where the last item begins if it is an expression with a value to show, as an offset in UTF-8.
  var lastExpressionStart: Int?
  /// Whether there is anything to run or declare.
  var isEmpty = true
  /// Whether the parser found nothing wrong.
  var isWellFormed = true

  /// Reads the parser's tree of `text`. A tree that is not understood gives an empty cell with nothing to show.
  init(tree: [UInt8], of text: String, isWellFormed: Bool = true) {
    self.isWellFormed = isWellFormed
    guard let file = try? JSONDecoder().decode(Node.self, from: Data(tree)) else {
      isEmpty = false
      return
    }
    let bytes = Array(text.utf8)
    let items = file.items ?? []
    isEmpty = items.isEmpty
    for item in items {
      switch item.kind {
      case "import_decl":
        if let module = item.modulePath?.first { imports.append(module) }
      case "var_decl":
        declare(.variable, item, signature: "")
      case "func_decl":
        declare(.function, item, signature: Self.signature(of: item, in: bytes))
      case "struct_decl": declare(.structure, item, signature: "")
      case "enum_decl": declare(.enumeration, item, signature: "")
      case "class_decl": declare(.class, item, signature: "")
      case "protocol": declare(.protocol, item, signature: "")
      case "typealias": declare(.typealias, item, signature: "")
      case "extension_decl":
        for member in item.members ?? [] {
          guard let name = member.name?.base else { continue }
          let labels = member.name?.arguments?.joined(separator: ":") ?? ""
          extensionMembers.insert(ExtensionMember(type: item.extendedType ?? "", name: name, labels: labels))
        }
      default:
        if item.name != nil { declare(.other, item, signature: "") }
      }
    }
    if let last = items.last, last.kind == "top_level_code_decl", let element = last.body?.elements?.last,
      element.kind.hasSuffix("_expr"), !element.isAssignment
    {
      lastExpressionStart = last.range?.start
    }
  }

  private mutating func declare(_ kind: Declaration.Kind, _ item: Node, signature: String) {
    guard let name = item.name?.base else { return }
    declarations.append(Declaration(kind: kind, name: name, signature: signature))
  }

  /// Argument labels and parameter types as written, without the parameters' inner names and default values.
  private static func signature(of item: Node, in bytes: [UInt8]) -> String {
    guard let range = item.range, range.start < bytes.count else { return "" }
    let header = String(
      decoding: bytes[range.start..<min(bytes.count, range.end + 1)].prefix { $0 != UInt8(ascii: "{") }, as: UTF8.self)
    guard let open = header.firstIndex(of: "(") else { return header }
    var depth = 0
    var parameters: [String] = [""]
    scan: for character in header[open...] {
      switch character {
      case "(", "[":
        depth += 1
        if depth == 1 { continue }
      case ")", "]":
        depth -= 1
        if depth == 0 { break scan }
      case "," where depth == 1:
        parameters.append("")
        continue
      default: break
      }
      parameters[parameters.count - 1].append(character)
    }
    return parameters.map { parameter in
      let halves = parameter.split(separator: ":", maxSplits: 1)
      let label = halves.first?.split(whereSeparator: \.isWhitespace).first ?? ""
      let type = (halves.count > 1 ? halves[1] : "").split(separator: "=").first ?? ""
      return "\(label):\(type.filter { !$0.isWhitespace })"
    }.joined(separator: ",")
  }
}

/// The parts of the parser's tree that matter here.
private struct Node: Decodable {
  struct Range: Decodable {
    var start: Int
    var end: Int
  }

  struct Name: Decodable {
    struct Base: Decodable { var name: String? }
    var baseName: Base?
    var arguments: [String]?
    var base: String? { baseName?.name }

    enum CodingKeys: String, CodingKey {
      case baseName = "base_name"
      case arguments = "args"
    }
  }

  var kind: String
  var range: Range?
  var items: [Node]?
  var name: Name?
  var body: Box?
  var elements: [Node]?
  var members: [Node]?
  var modulePath: [String]?
  var extendedType: String?

  enum CodingKeys: String, CodingKey {
    case kind = "_kind"
    case range, items, name, body, elements, members
    case modulePath = "module_path"
    case extendedType = "extended_type"
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    kind = try container.decodeIfPresent(String.self, forKey: .kind) ?? ""
    range = try? container.decode(Range.self, forKey: .range)
    items = try? container.decode([Node].self, forKey: .items)
    name = try? container.decode(Name.self, forKey: .name)
    body = try? container.decode(Box.self, forKey: .body)
    elements = try? container.decode([Node].self, forKey: .elements)
    members = try? container.decode([Node].self, forKey: .members)
    modulePath = try? container.decode([String].self, forKey: .modulePath)
    extendedType = try? container.decode(String.self, forKey: .extendedType)
  }

  /// A node inside a node.
  final class Box: Decodable {
    let node: Node
    var elements: [Node]? { node.elements }

    init(from decoder: any Decoder) throws {
      node = try Node(from: decoder)
    }
  }

  var isAssignment: Bool {
    kind == "assign_expr" || (kind == "sequence_expr" && (elements ?? []).contains { $0.kind == "assign_expr" })
  }
}
