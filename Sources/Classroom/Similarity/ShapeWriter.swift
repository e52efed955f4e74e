/// Writes a parse tree as bytes that are the same for trees of the same shape.
///
/// Names are resolved by Swift's own rules of scope, so that a name used for two things counts as two, and what is
/// written is the number of the declaration. Every text is preceded by its length, so that no two trees run together.
struct ShapeWriter {
  private(set) var bytes: [UInt8] = []
  /// Expressions, statements and declarations written so far.
  private(set) var nodes = 0
  /// Whether the parser gave up somewhere in the tree.
  private(set) var hasError = false

  private let members: MemberNames
  /// What names mean, from the outermost scope to the innermost.
  private var scopes: [[String: String]] = [[:]]
  private var declared = 0
  private var typeDepth = 0

  init(members: MemberNames) {
    self.members = members
  }

  /// What says where the text stands and not what it is, what repeats something else, and what is the same everywhere.
  private static let skippedFields: Set<String> = [
    "_kind", "range", "decl_context", "init_context", "discriminator", "filename", "compiler_version", "trailing_semi",
    "processed_init", "case_body_variables", "implicit_self_decl", "labels", "function_ref", "type",
    "isolation_crossing", "literal_capacity", "builtin_initializer", "builder_init", "result_init", "unbound", "var",
    "for", "members", "name", "names", "field", "id", "decl", "label", "apiName", "extended_type",
  ]

  /// What must be written first: what stands outside of the scope of the names that follow.
  private static let leadingFields: [String: [String]] = [
    "pattern_entry": ["original_init"],
    "pattern": ["initializer"],
    "guard_stmt": ["body"],
    "for_each_stmt": ["parsed_sequence"],
  ]

  mutating func write(_ node: SyntaxNode) {
    if node.kind == "<null expr>" { return }
    if node.kind.hasPrefix("error") { hasError = true }
    if ["_expr", "_stmt", "_decl"].contains(where: node.kind.hasSuffix) { nodes += 1 }
    put("(")
    put(node.kind)
    writeNames(of: node)
    let leading = Self.leadingFields[node.kind] ?? []
    for key in leading { writeField(key, of: node) }
    switch node.kind {
    case "if_stmt":
      inScope { $0.writeFields(of: node, except: ["else_stmt"]) }
      writeField("else_stmt", of: node)
    case "guard_stmt", "pattern_entry", "pattern":
      writeFields(of: node, except: leading)
    case "source_file":
      hoist(node.nodes("items"), with: \.isGlobal)
      writeFields(of: node)
    case "top_level_code_decl":
      // Its names are those of the file.
      node.node("body")?.nodes("elements").forEach { write($0) }
    case "brace_stmt":
      inScope {
        $0.hoist(node.nodes("elements"), with: \.isHoisted)
        $0.writeFields(of: node)
      }
    case "func_decl", "constructor_decl", "destructor_decl", "accessor_decl", "subscript_decl", "closure_expr",
      "capture_list", "for_each_stmt", "while_stmt", "case_stmt", "enum_element_decl", "typealias":
      inScope { writer in
        // In the order in which they stand in the text: names are in force only after they were introduced.
        let ordered = ["generic_params", "captures", "params", "conditions", "pattern", "case_label_items"]
        for key in ordered where !leading.contains(key) { writer.writeField(key, of: node) }
        writer.writeFields(of: node, except: leading + ordered)
      }
    case _ where node.isType:
      inScope { writer in
        writer.typeDepth += 1
        writer.writeField("generic_params", of: node)
        for member in node.nodes("members") {
          guard let name = member.declaredName, let number = writer.members[name] else { continue }
          writer.scopes[writer.scopes.count - 1][name] = "member \(number)"
        }
        writer.writeFields(of: node, except: ["generic_params"])
        writer.put("members")
        node.nodes("members").forEach { writer.write($0) }
        writer.typeDepth -= 1
      }
    default:
      writeFields(of: node)
    }
    put(")")
  }

  // MARK: - Names

  private mutating func writeNames(of node: SyntaxNode) {
    if let name = node.declaredName {
      put(declare(name))
    } else if let special = node.node("name")?.node("base_name").flatMap({ $0.text("special") ?? $0.text("name") }) {
      put(special)
    }
    // Labels of the text's own functions: that there is one, not which.
    for label in node.node("name")?.fields["args"] as? [String] ?? [] { put(label.isEmpty ? "_" : "own") }
    if node.text("apiName") != nil { put("own") }
    if let name = node.text("name") {
      put(node.kind == "unresolved_member_expr" ? member(name) : meaning(of: name, orMember: typeDepth > 0))
    }
    if let field = node.text("field") { put(member(field)) }
    if let name = node.text("extended_type") { put(meaning(of: name, orMember: false)) }
    if let name = node.text("id") {
      put(node.fields["base"] == nil ? meaning(of: name, orMember: typeDepth > 0) : member(name))
    }
    if let decl = node.text("decl") { put(parameterName(decl)) }
    for label in node.fields["names"] as? [String] ?? [] { put(member(label)) }
    for label in node.text("names")?.split(separator: ",", omittingEmptySubsequences: false) ?? [] {
      put(member(String(label)))
    }
  }

  /// Gives a name its number in the innermost scope, unless it has one there.
  private mutating func declare(_ name: String) -> String {
    if let known = scopes[scopes.count - 1][name] { return known }
    let meaning = "name \(declared)"
    declared += 1
    scopes[scopes.count - 1][name] = meaning
    return meaning
  }

  private mutating func hoist(_ items: [SyntaxNode], with isEarly: (SyntaxNode) -> Bool) {
    for item in items where isEarly(item) && item.kind != "extension_decl" {
      if let name = item.declaredName { _ = declare(name) }
    }
  }

  /// What a name that stands alone means; the name itself when it comes from elsewhere.
  private func meaning(of name: String, orMember: Bool) -> String {
    let base = String(name.prefix { $0 != "(" })
    for scope in scopes.reversed() {
      if let meaning = scope[base] { return meaning }
    }
    return orMember ? member(name) : name
  }

  /// What a name after a dot means.
  private func member(_ name: String) -> String {
    members[String(name.prefix { $0 != "(" })].map { "member \($0)" } ?? name
  }

  /// "…explicit closure discriminator=65535.$0@c.swift:23:19" is `$0`.
  private func parameterName(_ declaration: String) -> String {
    let place = declaration.prefix { $0 != "@" }
    return place.lastIndex(of: "$").map { String(place[$0...]) } ?? ""
  }

  /// Whether a call's labels are those of a function of the text.
  private func isOwn(callee: SyntaxNode?) -> Bool {
    guard let callee else { return false }
    switch callee.kind {
    case "unresolved_decl_ref_expr":
      let name = callee.text("name") ?? ""
      return meaning(of: name, orMember: typeDepth > 0) != name
    case "unresolved_dot_expr", "unresolved_member_expr":
      let name = callee.text("field") ?? callee.text("name") ?? ""
      if name == "init" {
        return callee.node("base").map { isOwn(callee: $0) || $0.text("name") == "self" } ?? false
      }
      return members[String(name.prefix { $0 != "(" })] != nil
    case "unresolved_specialize_expr", "paren_expr":
      return isOwn(callee: callee.node("sub_expr"))
    default: return false
    }
  }

  // MARK: - Fields

  private mutating func writeFields(of node: SyntaxNode, except written: [String] = []) {
    for key in node.fields.keys.sorted() where !written.contains(key) { writeField(key, of: node) }
  }

  private mutating func writeField(_ key: String, of node: SyntaxNode) {
    guard let value = node.fields[key], !Self.skippedFields.contains(key) else { return }
    if key == "args", let arguments = SyntaxNode(value) {
      put(key)
      write(arguments, of: node)
      return
    }
    put(key)
    write(value)
  }

  /// The arguments of a call, with their labels unless these are of the writer's own choice.
  private mutating func write(_ list: SyntaxNode, of call: SyntaxNode) {
    let isOwn = isOwn(callee: call.node("fn"))
    for argument in list.nodes("args") {
      if let label = argument.text("label") { put(isOwn ? "own" : label) }
      write(argument)
    }
  }

  private mutating func write(_ value: Any) {
    if let node = SyntaxNode(value) {
      write(node)
    } else if let list = value as? [Any] {
      put("[")
      list.forEach { write($0) }
      put("]")
    } else {
      put("\(value)")
    }
  }

  private mutating func inScope(_ body: (inout ShapeWriter) -> Void) {
    scopes.append([:])
    body(&self)
    scopes.removeLast()
  }

  private mutating func put(_ text: String) {
    bytes += "\(text.utf8.count):\(text)".utf8
  }
}

extension SyntaxNode {
  /// What the whole file can use, wherever it is declared in it.
  fileprivate var isGlobal: Bool { isHoisted || kind == "var_decl" }
}
