/// Names that look like one that does not exist.
enum SymbolSuggestions {
  /// At most three of `names` within a third of `name`'s length in edits, the nearest first; of equally near ones,
  /// those that come earlier.
  static func near(_ name: String, among names: some Sequence<String>) -> [String] {
    let typed = Array(name.lowercased().utf8)
    guard !typed.isEmpty, typed.count <= 64 else { return [] }
    let allowed = max(1, typed.count / 3)
    var seen: Set<String> = [name]
    var found: [(name: String, distance: Int)] = []
    for candidate in names where seen.insert(candidate).inserted {
      let other = Array(candidate.lowercased().utf8)
      guard abs(other.count - typed.count) <= allowed else { continue }
      let distance = edits(typed, other)
      if distance <= allowed { found.append((candidate, distance)) }
    }
    return found.enumerated().sorted { ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset) }
      .prefix(3).map(\.element.name)
  }

  /// Whether `word`, of two letters or more, is one of the words of `sentence`, in any case.
  static func mentions(_ word: String, in sentence: String) -> Bool {
    guard word.count >= 2 else { return false }
    return sentence.split { !$0.isLetter && !$0.isNumber }.contains { $0.lowercased() == word.lowercased() }
  }

  /// Insertions, deletions and replacements that make `b` of `a`. O(a b).
  private static func edits(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var row = Array(0...b.count)
    for i in a.indices {
      var diagonal = row[0]
      row[0] = i + 1
      for j in b.indices {
        let replaced = diagonal + (a[i] == b[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[b.count]
  }
}
