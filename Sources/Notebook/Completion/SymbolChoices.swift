/// The declarations that a name may stand for.
struct SymbolChoices {
  /// Each declaration once, with all its arguments, the likeliest first.
  let all: [CompletionItem]
  /// For each declaration, its names with and without the arguments that have defaults.
  private let names: [[String]]

  /// - Parameter items: what completion offers for one name, the likeliest first: a function whose arguments have
  ///   defaults comes several times, without and with them.
  init(_ items: [CompletionItem]) {
    var order: [String] = []
    var forms: [String: [CompletionItem]] = [:]
    for item in items {
      let declaration = item.declarationID.isEmpty ? item.name : item.declarationID
      if forms[declaration, default: []].isEmpty { order.append(declaration) }
      forms[declaration, default: []].append(item)
    }
    var all: [CompletionItem] = []
    var names: [[String]] = []
    for declaration in order {
      guard let forms = forms[declaration], let whole = forms.max(by: { $0.name.count < $1.name.count }) else {
        continue
      }
      // Of overloads that differ in types alone, the first speaks for all.
      if let same = all.firstIndex(where: { $0.name == whole.name }) {
        names[same] += forms.map(\.name)
      } else {
        all.append(whole)
        names.append(forms.map(\.name))
      }
    }
    self.all = all
    self.names = names
  }

  /// Those that `path` may mean: those with exactly its labels, else those that have its labels among others, in this
  /// order.
  func asked(for path: SymbolPath) -> [CompletionItem] {
    let exact = all.indices.filter { names[$0].contains(path.fullName) }
    if !exact.isEmpty { return exact.map { all[$0] } }
    let labels = path.labelList
    return all.filter { Self.holds(SymbolPath.labelList($0.name), labels) }
  }

  private static let longestName = 32

  /// A name that asks for `item` alone, with one label that no other has if its whole name is long.
  func shortName(of item: CompletionItem) -> String {
    guard item.name.count > Self.longestName else { return item.name }
    let others = all.filter { $0.name != item.name }.map { SymbolPath.labelList($0.name) }
    let own = SymbolPath.labelList(item.name).first { label in label != "_" && !others.contains { $0.contains(label) } }
    return own.map { "\(item.baseName)(\($0):)" } ?? item.name
  }

  /// Whether `part` stands in `labels`, in order, with or without others between.
  private static func holds(_ labels: [Substring], _ part: [Substring]) -> Bool {
    var rest = labels[...]
    return part.allSatisfy { label in
      guard let place = rest.firstIndex(of: label) else { return false }
      rest = rest[(place + 1)...]
      return true
    }
  }
}
