internal import Statistics

extension Folds {
  /// Puts whole groups into `count` parts of as nearly as possible equally many rows: all rows of a user, a patient, a
  /// device are on one side.
  ///
  /// The largest group goes first, always to the part with the fewest rows; the seed decides between equals.
  /// - Throws: ``EvaluationError`` when there are fewer than two folds, fewer groups than folds, or no repeats.
  public static func groupKFold<Group: Hashable>(
    _ count: Int, groups: [Group], repeats: Int = 1, seed: UInt64
  ) throws -> Folds {
    let grouped = GroupedRows(groups)
    try requireFolds(count, of: grouped.labels.count, "groups")
    try requireSetting("the number of repeats", repeats, atLeast: 1)
    var folds: [Fold] = []
    for index in 0..<repeats {
      var rng = SeededGenerator(seed: seed, stream: "folds", index: index)
      let shuffled = rng.shuffled(grouped.rows.indices)
      let order = shuffled.enumerated().sorted {
        (grouped.rows[$0.element].count, $1.offset) > (grouped.rows[$1.element].count, $0.offset)
      }.map(\.element)
      var parts = [[Int]](repeating: [], count: count)
      for group in order {
        let least = parts.indices.min { parts[$0].count < parts[$1].count } ?? 0
        parts[least] += grouped.rows[group]
      }
      folds += Self.folds(parts: parts, rows: groups.count)
    }
    return Folds(checked: folds, rows: groups.count, name: "Group k-fold")
  }

  /// Judges each group once by a fit on all others.
  ///
  /// - Throws: ``EvaluationError`` when there are fewer than two groups.
  public static func leaveOneGroupOut<Group: Hashable>(groups: [Group]) throws -> Folds {
    let grouped = GroupedRows(groups)
    try requireFolds(grouped.labels.count, of: grouped.labels.count, "groups")
    return Folds(parts: grouped.rows, rows: groups.count, name: "Leave one group out")
  }

  /// Holds a share of the groups out at random, with all their rows.
  ///
  /// - Throws: ``EvaluationError`` when there are fewer than two groups, the share is out of range, or there are no
  ///   repeats.
  public static func groupHoldOut<Group: Hashable>(
    groups: [Group], test: Double, repeats: Int = 1, seed: UInt64
  ) throws -> Folds {
    let grouped = GroupedRows(groups)
    try requireHoldOut(test, repeats, of: grouped.labels.count, "groups")
    let size = partSize(test, of: grouped.labels.count)
    let folds = (0..<repeats).map { index in
      var rng = SeededGenerator(seed: seed, stream: "hold-out", index: index)
      let picks = rng.shuffled(grouped.rows.indices).prefix(size)
      return fold(test: picks.flatMap { grouped.rows[$0] }, rows: groups.count)
    }
    return Folds(checked: folds, rows: groups.count, name: "Group hold-out")
  }

  /// Puts whole groups into `count` parts so that each has, as nearly as whole groups allow, the same share of every
  /// class.
  ///
  /// Groups with the most uneven classes go first, each to the part where the shares of the classes then vary least.
  /// - Throws: ``EvaluationError`` when there are fewer than two folds, fewer groups than folds, when lengths differ,
  ///   or when there are no repeats.
  /// - Complexity: O(groups × folds × classes).
  public static func stratifiedGroupKFold<Label: Hashable, Group: Hashable>(
    _ count: Int, strata: [Label], groups: [Group], repeats: Int = 1, seed: UInt64
  ) throws -> Folds {
    guard strata.count == groups.count else {
      throw EvaluationError.lengths(
        first: "classes of rows", count: strata.count, second: "groups of rows", secondCount: groups.count)
    }
    let grouped = GroupedRows(groups)
    let classes = GroupedRows(strata)
    try requireFolds(count, of: grouped.labels.count, "groups")
    try requireSetting("the number of repeats", repeats, atLeast: 1)
    let width = classes.labels.count
    let counts = grouped.rows.map { rows in
      rows.reduce(into: [Double](repeating: 0, count: width)) { $0[classes.places[$1]] += 1 }
    }
    let totals = classes.rows.map { Double($0.count) }
    let uneven = counts.map { values in
      let mean = values.reduce(0, +) / Double(width)
      return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    }
    var folds: [Fold] = []
    for index in 0..<repeats {
      var rng = SeededGenerator(seed: seed, stream: "folds", index: index)
      let shuffled = rng.shuffled(grouped.rows.indices)
      let order = shuffled.enumerated().sorted {
        (uneven[$0.element], $1.offset) > (uneven[$1.element], $0.offset)
      }.map(\.element)
      var shares = [[Double]](repeating: [Double](repeating: 0, count: width), count: count)
      var parts = [[Int]](repeating: [], count: count)
      for group in order {
        // What adding the group to a part adds to Σ shares², which is what the variance over parts grows with.
        let growth = shares.indices.map { part in
          (0..<width).reduce(0.0) { sum, place in
            let added = counts[group][place] / totals[place]
            return sum + added * (2 * shares[part][place] + added)
          }
        }
        let best = parts.indices.min { (growth[$0], parts[$0].count) < (growth[$1], parts[$1].count) } ?? 0
        parts[best] += grouped.rows[group]
        for place in 0..<width { shares[best][place] += counts[group][place] / totals[place] }
      }
      // A part without groups takes the smallest group of the part with the most.
      while let empty = parts.firstIndex(where: \.isEmpty) {
        let owner =
          parts.indices.max {
            Set(parts[$0].map { grouped.places[$0] }).count < Set(parts[$1].map { grouped.places[$0] }).count
          } ?? 0
        let smallest =
          Set(parts[owner].map { grouped.places[$0] }).min {
            (grouped.rows[$0].count, $0) < (grouped.rows[$1].count, $1)
          } ?? 0
        parts[empty] = grouped.rows[smallest]
        parts[owner].removeAll { grouped.places[$0] == smallest }
      }
      folds += Self.folds(parts: parts, rows: groups.count)
    }
    return Folds(checked: folds, rows: groups.count, name: "Stratified group k-fold")
  }
}
