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

  /// At most three of `names` that `name` begins a word of, or whose words' first letters it is, in any case and without
  /// underscores: `Ridge` in `RidgeRegression`, `read_csv` in `readCSV`, `rmse` in `rootMeanSquaredError`. The shortest
  /// first.
  static func holding(_ name: String, among names: some Sequence<String>) -> [String] {
    let wanted = name.lowercased().filter { $0 != "_" }
    guard wanted.count >= 3 else { return [] }
    let found = Set(names).filter { candidate in
      let words = words(of: candidate)
      return words.indices.contains { words[$0...].joined().hasPrefix(wanted) }
        || String(words.compactMap(\.first)) == wanted
    }
    return Array(found.sorted { ($0.count, $0) < ($1.count, $1) }.prefix(3))
  }

  /// The words of a name in lower case: `rocAUC` is `roc` and `auc`, `SVDSolver` is `svd` and `solver`.
  private static func words(of name: String) -> [String] {
    let letters = Array(name)
    var words: [String] = []
    for (place, letter) in letters.enumerated() where letter != "_" {
      let isNew =
        letter.isUppercase
        && (!letters[max(0, place - 1)].isUppercase || letters.dropFirst(place + 1).first?.isLowercase == true)
      if words.isEmpty || isNew { words.append("") }
      words[words.count - 1] += letter.lowercased()
    }
    return words
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
