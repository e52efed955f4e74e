/// Finds what a name in scope of a cell refers to, and its documentation.
///
/// Names are looked up as completion would offer them, so that exactly what can be used can be asked about. Members
/// are looked up inside an extension of their type, which needs no value and no generic arguments.
struct SymbolFinder {
  let engine: CompletionEngine
  let context: CompletionContext

  func find(_ text: String) throws(SourceKitError) -> SymbolLookup {
    guard let path = SymbolPath(text) else { return .unknown(suggestions: []) }
    if path.isOperator { return try findOperator(path.name) }
    return path.base.isEmpty ? try findGlobal(path) : try findMember(path)
  }

  // MARK: Global names

  private func findGlobal(_ path: SymbolPath) throws(SourceKitError) -> SymbolLookup {
    let matches = try items("•", beginningWith: path.name).filter { $0.baseName == path.name && $0.kind != "keyword" }
    guard !ranking.sorted(matches).isEmpty else { return .unknown(suggestions: try globalSuggestions(path.name)) }
    return try choose(matches, path, owner: nil) { item in
      let name = item.name
      var places = ["_ = •\(name)\n", "let _: •\(item.baseName)\n"]
      if !item.module.isEmpty {
        places.insert("_ = \(item.module).•\(name)\n", at: 0)
        // A generic function is only resolved where it is called.
        if let call = item.call(with: "value") {
          places.append("func lectern<Value>(_ value: Value) { _ = \(item.module).•\(call) }\n")
        }
      }
      return places
    }
  }

  private func globalSuggestions(_ name: String) throws(SourceKitError) -> [String] {
    let all = try items("•")
    let visible = all.filter { $0.kind != "keyword" && !$0.isForeign && !$0.rawName.hasPrefix("_") }
    return SymbolSuggestions.near(name, among: ranking.sorted(visible).map { String($0.baseName) })
  }

  // MARK: Members

  private func findMember(_ path: SymbolPath) throws(SourceKitError) -> SymbolLookup {
    let base = path.base.joined(separator: ".")
    let offered = try items("_ = \(base).•\n")
    let ownType = offered.first { $0.rawName == "self" }?.typeName
    var type = base
    if let ownType, !ownType.hasSuffix(".Type") { type = SymbolPath.nominal(of: ownType) ?? base }
    let instance = "extension \(type) { func lectern() { _ = self."
    let shared = "extension \(type) { static func lectern() { _ = self."
    let instanceItems = try items(instance + "• } }\n")
    let sharedItems = try items(shared + "• } }\n").filter { !$0.isCurried }
    let all = (instanceItems + sharedItems + offered.filter { !$0.isCurried }).filter { $0.kind != "keyword" }
    if all.isEmpty {
      // Not a type and not a value: the base itself may be misspelled.
      guard path.base.count == 1 else { return .unknown(suggestions: []) }
      let suggestions = try globalSuggestions(path.base[0])
      return .unknown(suggestions: suggestions.map { "\($0).\(path.fullName)" })
    }
    let places = { (name: String) in
      [instance + "•\(name) } }\n", shared + "•\(name) } }\n", "_ = \(type).•\(name)\n", "_ = \(base).•\(name)\n"]
    }
    var matches = all.filter { $0.baseName == path.name }
    // Completion offers no subscripts after a dot.
    if matches.isEmpty, path.name == "subscript" {
      let symbols = try engine.symbols(at: placed(instance + "•subscript } }\n"), in: context)
      if let first = symbols.first { return .found(documentation(first, owner: type, others: symbols.dropFirst())) }
    }
    if matches.isEmpty {
      let near = SymbolSuggestions.near(path.name, among: all.map { String($0.baseName) })
      return .unknown(suggestions: near.map { "\(base).\($0)" })
    }
    if matches.contains(where: { $0.context == "thisclass" }) {
      // What the type declares itself stands before what it has from a protocol.
      let own = Set(matches.filter { $0.context == "thisclass" }.map(\.name))
      matches.removeAll { $0.context != "thisclass" && own.contains($0.name) }
    }
    return try choose(matches, path, owner: type) { places($0.name) + places(String($0.baseName)) }
  }

  // MARK: Operators

  private func findOperator(_ name: String) throws(SourceKitError) -> SymbolLookup {
    let uses = [
      "_ = 1 •\(name) 2\n", "_ = 1.0 •\(name) 2.0\n", "_ = true •\(name) false\n", "var a = 1\na •\(name) 2\n",
      "_ = Optional(1) •\(name) 2\n", "_ = •\(name)true\n", "_ = •\(name)1\n", "_ = 1•\(name)\n",
    ]
    for use in uses {
      if let symbol = try engine.symbols(at: placed(use), in: context).first {
        return .found(documentation(symbol, owner: nil, others: []))
      }
    }
    return .unknown(suggestions: [])
  }

  // MARK: Choosing

  /// The documentation if `matches` all have one name, else the choice between the names.
  private func choose(
    _ matches: [CompletionItem], _ path: SymbolPath, owner: String?, places: (CompletionItem) -> [String]
  ) throws(SourceKitError) -> SymbolLookup {
    let ordered = ranking.sorted(matches)
    var names: [String] = []
    for item in ordered where !names.contains(item.name) { names.append(item.name) }
    let exact = names.filter { $0 == path.fullName }
    let wanted = path.labels != nil || names.count == 1 ? (exact.isEmpty && names.count == 1 ? names : exact) : names
    guard let name = wanted.first else {
      return .unknown(suggestions: names.prefix(5).map { qualified($0, owner) })
    }
    guard wanted.count == 1, let item = ordered.first(where: { $0.name == name }) else {
      return .ambiguous(
        wanted.compactMap { name in
          ordered.first { $0.name == name }.map {
            SymbolSummary(
              name: qualified(name, owner), display: $0.display, module: $0.module.isEmpty ? nil : $0.module,
              summary: $0.summary)
          }
        })
    }
    for place in places(item) {
      let symbols = try engine.symbols(at: placed(place), in: context)
      // Without the module, C's `abs` would be explained for Swift's.
      let named = symbols.filter { ($0.name == name || $0.name == item.rawName) && $0.module == item.module }
      if let first = named.first {
        return .found(documentation(first, owner: owner, others: named.dropFirst()))
      }
    }
    // The compiler offers the name but does not explain it: what completion knows is all there is.
    return .found(
      SymbolDocumentation(
        name: qualified(name, owner), declaration: item.display, markdown: item.summary,
        module: item.module.isEmpty ? nil : item.module))
  }

  private func qualified(_ name: String, _ owner: String?) -> String {
    owner.map { $0 + "." + name } ?? name
  }

  private func documentation(
    _ symbol: CompletionEngine.Symbol, owner: String?, others: some Sequence<CompletionEngine.Symbol>
  ) -> SymbolDocumentation {
    SymbolDocumentation(
      name: qualified(symbol.name, owner), declaration: symbol.declaration, markdown: symbol.markdown,
      module: symbol.module, overloads: others.map(\.declaration).filter { $0 != symbol.declaration })
  }

  private var ranking: CandidateRanking {
    CandidateRanking(typed: "", context: context)
  }

  // MARK: Text

  private func placed(_ marked: String) -> SourceText {
    SourceText(marked: context.prefixText + marked)
  }

  private func items(_ marked: String, beginningWith prefix: String = "") throws(SourceKitError) -> [CompletionItem] {
    try engine.items(at: placed(marked), beginningWith: prefix, in: context)
  }
}
