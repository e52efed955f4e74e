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
    // What only C has is hardly ever meant: `group` is what frames do.
    if matches.allSatisfy(\.isForeign) {
      let member = try findWithoutOwner(path)
      guard case .unknown = member, !ranking.sorted(matches).isEmpty else { return member }
    }
    let lookup = try choose(matches, path, owner: nil) { item in
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
    guard case .found(var found) = lookup, matches.contains(where: isDescribedType) else { return lookup }
    found.forms = try forms(of: path.name)
    return .found(found)
  }

  /// Whether `item` is a type whose page tells how its values are written; Swift's own have too many ways.
  private func isDescribedType(_ item: CompletionItem) -> Bool {
    ["decl.struct", "decl.enum", "decl.class", "decl.actor"].contains(item.kind)
      && (ranking.isOfLibrary(item) || ranking.isOfCells(item))
  }

  /// The initializers, the cases and the ready-made values of a type, in short.
  private func forms(of type: String) throws(SourceKitError) -> [String] {
    let own = try items("_ = \(type).•\n").filter { item in
      guard item.context == "thisclass", !item.isDiscouraged, !item.rawName.hasPrefix("_") else { return false }
      switch item.kind {
      case "decl.function.constructor": return !["init(from:)", "init(rawValue:)"].contains(item.name)
      case "decl.enumelement": return true
      case "decl.var.class", "decl.function.method.class": return item.typeName == type
      default: return false
      }
    }
    return SymbolChoices(ranking.sorted(own)).all.map(\.display)
  }

  /// What a student may have in hand when asking for a member by its name alone, and its elements, if it has any.
  private static let usualOwners = [
    ("Array", "<Double>"), ("DataFrame", ""), ("Matrix", "<Double>"), ("Column", ""), ("ClassScore", ""),
    ("Folds", ""), ("ConfusionMatrix", ""), ("Normal", ""), ("ClassifierLearner", ""),
  ]

  /// A name that stands for nothing by itself may be a member: `mean` is `Array.mean`.
  private func findWithoutOwner(_ path: SymbolPath) throws(SourceKitError) -> SymbolLookup {
    var ofSwift: SymbolLookup?
    for (owner, elements) in Self.usualOwners {
      let lookup = try findMember(path.member(of: owner), of: owner, offered: [], elements: [elements])
      let modules: [String?]
      switch lookup {
      case .found(let found): modules = [found.module]
      case .ambiguous(let choices): modules = choices.map(\.module)
      case .unknown: continue
      }
      if modules.contains(where: { $0.map(ranking.isOfLibrary) == true }) { return lookup }
      ofSwift = ofSwift ?? lookup
    }
    if let ofSwift { return ofSwift }
    return .unknown(suggestions: try globalSuggestions(path.name))
  }

  /// Names of the library that hold the word, those whose documentation begins with a sentence that has it, then names
  /// that look like it. What only C has is hardly ever meant.
  private func globalSuggestions(_ name: String) throws(SourceKitError) -> [String] {
    let all = try items("•")
    let visible = ranking.sorted(
      all.filter { item in
        let isKnown = ranking.isOfLibrary(item) || ranking.isOfCells(item) || item.module == "Swift"
        return isKnown && item.kind != "keyword" && !item.isForeign && !item.rawName.hasPrefix("_")
      })
    let library = visible.filter(ranking.isOfLibrary)
    let mentioned = library.filter { SymbolSuggestions.mentions(name, in: $0.summary) }.prefix(3).map(\.baseName)
    let held = SymbolSuggestions.holding(name, among: library.map { String($0.baseName) })
    let near = SymbolSuggestions.near(name, among: visible.map { String($0.baseName) })
    return (held + mentioned.map(String.init) + near).reduce(into: []) { names, name in
      if !names.contains(name) { names.append(name) }
    }
  }

  // MARK: Members

  /// Members that only some element types have are offered where the type has such elements.
  private static let elements = ["", "<Double>", "<Int>", "<String>", "<Bool>"]

  private func findMember(_ path: SymbolPath) throws(SourceKitError) -> SymbolLookup {
    let base = path.base.joined(separator: ".")
    let offered = try items("_ = \(base).•\n")
    let ownType = offered.first { $0.rawName == "self" }?.typeName
    var type = base
    if let ownType, !ownType.hasSuffix(".Type") { type = SymbolPath.nominal(of: ownType) ?? base }
    return try findMember(path, of: type, offered: offered, elements: Self.elements)
  }

  /// Looks for a member of `type` among what completion has `offered` after the base of `path`, and in the extensions of
  /// the type for each of `elements`.
  private func findMember(
    _ path: SymbolPath, of type: String, offered: [CompletionItem], elements: [String]
  ) throws(SourceKitError) -> SymbolLookup {
    let base = path.base.joined(separator: ".")
    var names: [String] = []
    for elements in elements {
      let instance = "extension \(type)\(elements) { func lectern() { _ = self."
      let shared = "extension \(type)\(elements) { static func lectern() { _ = self."
      let instanceItems = try items(instance + "• } }\n")
      let sharedItems = try items(shared + "• } }\n").filter { !$0.isCurried }
      let all = (instanceItems + sharedItems + offered.filter { !$0.isCurried }).filter { $0.kind != "keyword" }
      if all.isEmpty { break }
      var matches = all.filter { $0.baseName == path.name }
      // Completion offers no subscripts after a dot.
      if matches.isEmpty, path.name == "subscript" {
        let symbols = try engine.symbols(at: placed(instance + "•subscript } }\n"), in: context)
        if let first = symbols.first { return .found(documentation(first, owner: type, others: symbols.dropFirst())) }
      }
      if matches.isEmpty {
        names += all.map { String($0.baseName) }
        continue
      }
      if matches.contains(where: { $0.context == "thisclass" }) {
        // What the type declares itself stands before what it has from a protocol.
        let own = Set(matches.filter { $0.context == "thisclass" }.map(\.name))
        matches.removeAll { $0.context != "thisclass" && own.contains($0.name) }
      }
      return try choose(matches, path, owner: type) { item in
        [item.name, String(item.baseName)].flatMap { name in
          [instance + "•\(name) } }\n", shared + "•\(name) } }\n", "_ = \(type).•\(name)\n", "_ = \(base).•\(name)\n"]
        }
      }
    }
    if names.isEmpty {
      // Not a type and not a value: the base itself may be misspelled.
      guard path.base.count == 1 else { return .unknown(suggestions: []) }
      let suggestions = try globalSuggestions(path.base[0])
      return .unknown(suggestions: suggestions.map { "\($0).\(path.fullName)" })
    }
    return .unknown(suggestions: SymbolSuggestions.near(path.name, among: names).map { "\(base).\($0)" })
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

  /// The documentation if one of `matches` is asked for, else the choice between them.
  private func choose(
    _ matches: [CompletionItem], _ path: SymbolPath, owner: String?, places: (CompletionItem) -> [String]
  ) throws(SourceKitError) -> SymbolLookup {
    let choices = SymbolChoices(ranking.sorted(matches))
    let wanted = choices.asked(for: path)
    guard let item = wanted.first else {
      return .unknown(suggestions: choices.all.prefix(5).map { qualified($0.name, owner) })
    }
    guard wanted.count == 1 else {
      return .ambiguous(
        wanted.map { item in
          SymbolSummary(
            name: qualified(choices.shortName(of: item), owner), display: item.display,
            module: item.module.isEmpty ? nil : item.module, summary: item.summary)
        })
    }
    let name = item.name
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
