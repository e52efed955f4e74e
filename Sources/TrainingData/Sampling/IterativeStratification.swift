/// Divides rows that carry several labels each into parts, so that every label keeps its share in every part.
///
/// `labelSets` holds the labels of each row (an empty list is a row without labels; a label listed twice
/// counts once) and `fractions` the wanted size of each part, which must add up to 1. The result holds the
/// row indices of each part, in increasing order: disjoint, together all rows.
///
/// The rarest label is dealt with first, since it is the one that can still go wrong: each of its rows goes
/// to the part that wants most rows of that label; among equals, to the part that wants most rows of all;
/// among equals again, at random. O(labels² + rows × labels per row × parts).
///
/// - Throws: ``SamplingError/empty(what:)`` if there is no fraction,
///   ``SamplingError/fractionOutOfRange(what:value:range:)`` if one is negative,
///   ``SamplingError/fractionsDoNotAddUp(sum:)`` if they do not add up to 1.
///
/// Source: Sechidis, Tsoumakas and Vlahavas, "On the Stratification of Multi-Label Data", ECML PKDD 2011.
public func iterativeStratification<Label: Hashable>(
  of labelSets: [[Label]], fractions: [Double], using rng: inout some RandomNumberGenerator
) throws(SamplingError) -> [[Int]] {
  guard !fractions.isEmpty else { throw .empty(what: "the list of fractions") }
  for (part, fraction) in fractions.enumerated() where !(fraction >= 0 && fraction <= 1) {
    throw .fractionOutOfRange(what: "fraction \(part)", value: fraction, range: "0...1")
  }
  let sum = fractions.reduce(0, +)
  guard abs(sum - 1) < 1e-9 else { throw .fractionsDoNotAddUp(sum: sum) }

  let table = LabelIndex(labelSets)
  let rows = labelSets.count
  var wanted = fractions.map { $0 * Double(rows) }
  var wantedOfLabel = table.rowsOfLabel.map { rows in fractions.map { $0 * Double(rows.count) } }
  var remainingOfLabel = table.rowsOfLabel.map(\.count)
  var parts = [[Int]](repeating: [], count: fractions.count)
  var isPlaced = [Bool](repeating: false, count: rows)

  func place(_ row: Int, in part: Int) {
    parts[part].append(row)
    isPlaced[row] = true
    wanted[part] -= 1
    for label in table.labelsOfRow[row] {
      wantedOfLabel[label][part] -= 1
      remainingOfLabel[label] -= 1
    }
  }

  while true {
    var rarest: [Int] = []
    for label in remainingOfLabel.indices where remainingOfLabel[label] > 0 {
      if let first = rarest.first, remainingOfLabel[label] > remainingOfLabel[first] { continue }
      if let first = rarest.first, remainingOfLabel[label] < remainingOfLabel[first] { rarest = [] }
      rarest.append(label)
    }
    guard !rarest.isEmpty else { break }
    let label = rarest[rarest.count == 1 ? 0 : rng.uniformInt(below: rarest.count)]
    for row in table.rowsOfLabel[label] where !isPlaced[row] {
      let part = mostWanting(wantedOfLabel[label], thenBy: wanted, using: &rng)
      place(row, in: part)
    }
  }
  for row in 0..<rows where !isPlaced[row] {
    place(row, in: mostWanting(wanted, thenBy: wanted, using: &rng))
  }
  return parts.map { $0.sorted() }
}

/// Divides rows that carry several labels each into `folds` parts of equal size, as
/// ``iterativeStratification(of:fractions:using:)`` does.
///
/// - Throws: ``SamplingError/countTooSmall(what:value:minimum:)`` if `folds` is below 1.
public func iterativeStratification<Label: Hashable>(
  of labelSets: [[Label]], folds: Int, using rng: inout some RandomNumberGenerator
) throws(SamplingError) -> [[Int]] {
  guard folds >= 1 else { throw .countTooSmall(what: "the number of folds", value: folds, minimum: 1) }
  let fractions = [Double](repeating: 1 / Double(folds), count: folds)
  return try iterativeStratification(of: labelSets, fractions: fractions, using: &rng)
}

/// The part with the largest wish; equal wishes are decided by the second list, then at random.
private func mostWanting(
  _ wishes: [Double], thenBy others: [Double], using rng: inout some RandomNumberGenerator
) -> Int {
  var best: [Int] = []
  for part in wishes.indices {
    if let first = best.first {
      // Wishes are sums of fractions: compare them with room for rounding error.
      let more = wishes[part] - wishes[first]
      let otherwise = others[part] - others[first]
      if more < -1e-9 || (more <= 1e-9 && otherwise < -1e-9) { continue }
      if more > 1e-9 || otherwise > 1e-9 { best = [] }
    }
    best.append(part)
  }
  return best[best.count == 1 ? 0 : rng.uniformInt(below: best.count)]
}

/// A multilabel table with its labels numbered in order of first appearance.
struct LabelIndex<Label: Hashable> {
  var labels: [Label] = []
  var labelsOfRow: [[Int]] = []
  var rowsOfLabel: [[Int]] = []

  init(_ labelSets: [[Label]]) {
    var number: [Label: Int] = [:]
    for (row, set) in labelSets.enumerated() {
      var own: [Int] = []
      for label in set {
        let index = number[label] ?? labels.count
        if index == labels.count {
          number[label] = index
          labels.append(label)
          rowsOfLabel.append([])
        }
        if !own.contains(index) {
          own.append(index)
          rowsOfLabel[index].append(row)
        }
      }
      labelsOfRow.append(own)
    }
  }
}
