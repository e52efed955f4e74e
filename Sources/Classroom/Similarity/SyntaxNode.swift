internal import Foundation

/// One node of the compiler's parse tree.
struct SyntaxNode {
  let kind: String
  let fields: [String: Any]

  /// nil for what is no node.
  init?(_ value: Any) {
    guard let fields = value as? [String: Any] else { return nil }
    kind = fields["_kind"] as? String ?? ""
    self.fields = fields
  }

  func text(_ key: String) -> String? { fields[key] as? String }
  func node(_ key: String) -> SyntaxNode? { fields[key].flatMap(SyntaxNode.init) }

  func nodes(_ key: String) -> [SyntaxNode] {
    (fields[key] as? [Any] ?? []).compactMap(SyntaxNode.init)
  }

  /// Everything below it that is a node, in an order that does not depend on what the nodes hold.
  var children: [SyntaxNode] {
    fields.keys.sorted().flatMap { key in node(key).map { [$0] } ?? nodes(key) }
  }

  /// The name that a declaration or pattern introduces; nil for operators, initializers and what the compiler adds.
  var declaredName: String? {
    guard let base = node("name")?.node("base_name"), base.fields["is_operator"] == nil, let name = base.text("name"),
      !name.hasPrefix("$"), name != "self", name != "_", !name.isEmpty
    else { return nil }
    return name
  }

  /// A type declaration or extension: names in it may stand for its members.
  var isType: Bool {
    ["struct_decl", "class_decl", "enum_decl", "protocol", "extension_decl"].contains(kind)
  }

  /// A function or type: it may be used before it is declared.
  var isHoisted: Bool {
    kind == "func_decl" || kind == "typealias" || kind == "associated_type_decl" || isType
  }
}

/// The members that a text declares: of its types, and the labels of its tuples.
struct MemberNames {
  private var numbers: [String: Int] = [:]

  init(of file: SyntaxNode) {
    collect(file)
  }

  /// The number of a member's name in the order of first occurrence; nil for a name from elsewhere.
  subscript(_ name: String) -> Int? { numbers[name] }

  private mutating func collect(_ node: SyntaxNode) {
    if node.isType {
      for member in node.nodes("members") { add(member.declaredName) }
    }
    for label in node.fields["names"] as? [String] ?? [] { add(label) }
    for label in node.text("names")?.split(separator: ",") ?? [] { add(String(label)) }
    for child in node.children { collect(child) }
  }

  private mutating func add(_ name: String?) {
    guard let name, !name.isEmpty, numbers[name] == nil else { return }
    numbers[name] = numbers.count
  }
}
