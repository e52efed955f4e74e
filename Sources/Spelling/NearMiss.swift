/// The word of `candidates` that `word` was probably meant to be; nil when none is close.
///
/// Close is an edit distance of at most a third of the longer word's length, rounded; of equally close ones the first wins.
/// O(word × candidate) for each candidate.
package func nearMiss(of word: String, among candidates: some Sequence<String>) -> String? {
  let typed = Array(word.lowercased().unicodeScalars.prefix(80))
  guard !typed.isEmpty else { return nil }
  var best: (word: String, distance: Int)?
  for candidate in candidates {
    let other = Array(candidate.lowercased().unicodeScalars.prefix(80))
    let allowed = max(1, (max(typed.count, other.count) + 1) / 3)
    let distance = editDistance(typed, other)
    if distance <= allowed, distance < best?.distance ?? .max { best = (candidate, distance) }
  }
  return best?.word
}

/// `; did you mean “word”?` or nothing, to end a sentence with.
package func didYouMean(_ word: String, among candidates: some Sequence<String>) -> String {
  nearMiss(of: word, among: candidates).map { "; did you mean “\($0)”?" } ?? ""
}

/// Insertions, deletions, replacements and swaps of neighbors that turn one into the other.
///
/// Source: the optimal string alignment distance, Damerau, Communications of the ACM 7(3), 1964.
private func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in 0..<a.count {
    var row = [i + 1]
    for j in 0..<b.count {
      var cost = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
      row.append(cost)
    }
    beforeLast = last
    last = row
  }
  return last[b.count]
}
