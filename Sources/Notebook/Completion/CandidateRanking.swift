/// The order in which candidates are shown: what fits the place and is near comes first, what is private or
/// discouraged comes last.
struct CandidateRanking {
  /// What the student has typed of the word.
  let typed: String
  private let cells: Set<String>
  private let library: Set<String>
  /// The cells that names which were declared again are taken from.
  private let owners: [String: Set<String>]

  init(typed: String, context: CompletionContext) {
    self.typed = typed
    let imports = context.imports
    cells = Set(imports.filter(\.isCell).map(\.module))
    library = Set(imports.filter { !$0.isCell && $0.module != "Foundation" }.map(\.module))
    owners = imports.filter(\.isCell).reduce(into: [:]) { owners, line in
      if let name = line.name { owners[name, default: []].insert(line.module) }
    }
  }

  /// The best candidates for `items`, without those that look the same.
  func list(_ items: [CompletionItem], start: Int) -> CompletionList {
    var seen: Set<String> = []
    var list = CompletionList(start: start)
    for item in sorted(items) where !item.isCurried && (!item.insertion.isEmpty || item.isArgumentList) {
      guard list.candidates.count < CompletionList.limit else {
        list.omitted += 1
        continue
      }
      let candidate = item.candidate
      if seen.insert(candidate.insertion + "\n" + candidate.display).inserted { list.candidates.append(candidate) }
    }
    return list
  }

  /// Whether a later cell has declared `item`'s name again, or it is only the name of an earlier cell.
  private func isReplaced(_ item: CompletionItem) -> Bool {
    guard cells.contains(item.module) else { return false }
    if item.kind == "decl.module" { return true }
    guard item.context == "othermodule", let owners = owners[String(item.baseName)] else { return false }
    return !owners.contains(item.module)
  }

  /// Whether the library that cells have before them declares `item`.
  func isOfLibrary(_ item: CompletionItem) -> Bool { isOfLibrary(item.module) }

  /// Whether `module` belongs to the library that cells have before them.
  func isOfLibrary(_ module: String) -> Bool { library.contains(module) }

  /// Whether the student declared `item`.
  func isOfCells(_ item: CompletionItem) -> Bool { item.module.isEmpty || cells.contains(item.module) }

  /// `items` that are in scope, best first.
  func sorted(_ items: [CompletionItem]) -> [CompletionItem] {
    items.filter { !isReplaced($0) }.map { (key: key($0), item: $0) }.sorted { $0.key < $1.key }.map(\.item)
  }

  private struct Key: Comparable {
    var isHidden: Bool
    var differsInCase: Bool
    var fit: Int
    var distance: Int
    var name: String
    var length: Int

    static func < (a: Key, b: Key) -> Bool {
      (a.isHidden ? 1 : 0, a.differsInCase ? 1 : 0, a.fit, a.distance, a.name, a.length)
        < (b.isHidden ? 1 : 0, b.differsInCase ? 1 : 0, b.fit, b.distance, b.name, b.length)
    }
  }

  private func key(_ item: CompletionItem) -> Key {
    let isPrivate = item.rawName.hasPrefix("_") && !typed.hasPrefix("_")
    return Key(
      isHidden: isPrivate || (item.isDiscouraged && item.kind != "decl.module"),
      differsInCase: !item.rawName.hasPrefix(typed), fit: fit(item), distance: distance(item),
      name: item.rawName.lowercased(), length: item.description.utf8.count)
  }

  private func fit(_ item: CompletionItem) -> Int {
    if item.isArgumentList { return 0 }
    // Everything is convertible to `Any`, but a protocol is seldom meant as a value.
    if item.kind == "decl.protocol" { return 1 }
    switch item.relation {
    case "identical", "convertible": return 0
    case "invalid": return 2
    default: return 1
    }
  }

  private func distance(_ item: CompletionItem) -> Int {
    if item.isArgumentList { return 0 }
    switch item.context {
    case "local", "exprspecific": return 0
    case "thisclass" where item.rawName == "self": return 9
    case "thisclass": return 1
    case "superclass": return 2
    case "outsidenominal", "thismodule": return 3
    default: break
    }
    if cells.contains(item.module) { return 4 }
    if isOfLibrary(item) { return 5 }
    if item.kind == "keyword" { return Self.rareKeywords.contains(item.rawName) ? 9 : 6 }
    if item.isForeign { return 9 }
    return item.module == "Swift" || item.module.hasPrefix("_") ? 7 : 8
  }

  /// Keywords that a cell hardly ever needs.
  private static let rareKeywords: Set = [
    "associatedtype", "deinit", "operator", "precedencegroup", "fileprivate", "open", "package", "required",
    "optional", "dynamic", "infix", "prefix", "postfix", "nonmutating", "unowned", "convenience", "consuming",
    "borrowing", "distributed", "override", "weak", "isolated", "nonisolated", "macro", "consume", "copy",
    "repeat each",
  ]
}
