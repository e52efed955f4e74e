internal import Statistics

extension Folds {
  /// Deals all rows at random into `count` parts, whose sizes differ by at most one; each part is judged once.
  ///
  /// - Parameters:
  ///   - repeats: how often all of it is done again with another order; gives count × repeats folds.
  /// - Throws: ``EvaluationError`` when there are fewer than two folds, fewer rows than folds, or no repeats.
  public static func kFold(_ count: Int, rows: Int, repeats: Int = 1, seed: UInt64) throws -> Folds {
    try requireFolds(count, of: rows, "rows")
    return try stratified(count, strata: [Int](repeating: 0, count: rows), repeats: repeats, seed: seed, name: "k-fold")
  }

  /// Cuts the rows as they stand into `count` blocks, whose sizes differ by at most one.
  ///
  /// For rows in random order already; in sorted rows a block is not like the rest.
  /// - Throws: ``EvaluationError`` when there are fewer than two folds or fewer rows than folds.
  public static func blocks(_ count: Int, rows: Int) throws -> Folds {
    try requireFolds(count, of: rows, "rows")
    let edges = (0...count).map { rows / count * $0 + Swift.min($0, rows % count) }
    return Folds(parts: (0..<count).map { Array(edges[$0]..<edges[$0 + 1]) }, rows: rows, name: "Blocks")
  }

  /// Judges each row once by a fit on all others.
  ///
  /// - Throws: ``EvaluationError`` when there are fewer than two rows.
  public static func leaveOneOut(rows: Int) throws -> Folds {
    try requireFolds(rows, of: rows, "rows")
    return Folds(parts: (0..<rows).map { [$0] }, rows: rows, name: "Leave one out")
  }

  /// Deals the rows of each class at random into `count` parts: for each class, as for all rows, the parts differ by at
  /// most one row.
  ///
  /// - Parameters:
  ///   - strata: the class of each row.
  /// - Throws: ``EvaluationError`` when there are fewer than two folds, fewer rows than folds, or no repeats.
  ///
  /// Source: *Designing Machine Learning Systems*, ch. 4, "Stratified Sampling".
  public static func stratifiedKFold<Label: Hashable>(
    _ count: Int, strata: [Label], repeats: Int = 1, seed: UInt64
  ) throws -> Folds {
    try stratified(count, strata: strata, repeats: repeats, seed: seed, name: "Stratified k-fold")
  }

  private static func stratified<Label: Hashable>(
    _ count: Int, strata: [Label], repeats: Int, seed: UInt64, name: String
  ) throws -> Folds {
    try requireFolds(count, of: strata.count, "rows")
    try requireSetting("the number of repeats", repeats, atLeast: 1)
    let classes = GroupedRows(strata)
    var folds: [Fold] = []
    for index in 0..<repeats {
      var rng = SeededGenerator(seed: seed, stream: "folds", index: index)
      // Class after class, each in random order, dealt to one part after the other without a break.
      let deck = classes.rows.flatMap { rng.shuffled($0) }
      let order = rng.shuffled(0..<count)
      var parts = [Int](repeating: 0, count: strata.count)
      for (place, row) in deck.enumerated() { parts[row] = order[place % count] }
      folds += Self.folds(parts: Self.parts(count, of: parts), rows: strata.count)
    }
    let notes = zip(classes.labels, classes.rows).filter { $1.count < count }.map { label, rows in
      "class \(label) has only \(counted(rows.count, "row")) for \(count) folds: it is missing from some of them"
    }
    return Folds(checked: folds, rows: strata.count, name: name, notes: notes)
  }

  /// Holds a share of the rows out at random.
  ///
  /// - Parameters:
  ///   - test: the share of rows to judge with, above 0 and below 1; rounded to whole rows, at least one.
  ///   - repeats: how many folds, each drawn anew.
  /// - Throws: ``EvaluationError`` when there are fewer than two rows, the share is out of range, or there are no
  ///   repeats.
  public static func holdOut(rows: Int, test: Double, repeats: Int = 1, seed: UInt64) throws -> Folds {
    try requireHoldOut(test, repeats, of: rows, "rows")
    let size = partSize(test, of: rows)
    let folds = (0..<repeats).map { index in
      var rng = SeededGenerator(seed: seed, stream: "hold-out", index: index)
      return fold(test: Array(rng.shuffled(0..<rows).prefix(size)), rows: rows)
    }
    return Folds(checked: folds, rows: rows, name: "Hold-out")
  }

  /// Holds the same share of each class out at random: for each class the exact share rounded down or up.
  ///
  /// - Throws: ``EvaluationError`` when there are fewer than two rows, the share is out of range, or there are no
  ///   repeats.
  public static func stratifiedHoldOut<Label: Hashable>(
    strata: [Label], test: Double, repeats: Int = 1, seed: UInt64
  ) throws -> Folds {
    try requireHoldOut(test, repeats, of: strata.count, "rows")
    let classes = GroupedRows(strata)
    let folds = (0..<repeats).map { index in
      var rng = SeededGenerator(seed: seed, stream: "hold-out", index: index)
      var sizes = classes.rows.map { Int(Double($0.count) * test) }
      let claims = zip(classes.rows, sizes).map { Double($0.count) * test - Double($1) }
      // Among classes with an equal claim to one more row, chance decides.
      let open = rng.shuffled(claims.indices.filter { claims[$0] > 0 })
      let places = open.enumerated().sorted { (claims[$0.element], $1.offset) > (claims[$1.element], $0.offset) }
      let left = partSize(test, of: strata.count) - sizes.reduce(0, +)
      for (_, place) in places.prefix(Swift.max(0, left)) { sizes[place] += 1 }
      return fold(
        test: zip(classes.rows, sizes).flatMap { rows, size in rng.shuffled(rows).prefix(size) }, rows: strata.count)
    }
    let notes = zip(classes.labels, classes.rows).filter { $1.count < 2 }.map { label, _ in
      "class \(label) has only one row, which cannot be on both sides"
    }
    return Folds(checked: folds, rows: strata.count, name: "Stratified hold-out", notes: notes)
  }

  static func requireFolds(_ count: Int, of things: Int, _ what: String) throws {
    try requireSetting("the number of folds", count, atLeast: 2)
    guard things >= count else {
      throw EvaluationError.tooFew(what: what, count: things, needed: count, purpose: "\(count) folds")
    }
  }

  static func requireHoldOut(_ test: Double, _ repeats: Int, of things: Int, _ what: String) throws {
    try requireShare("the share of test rows", test)
    try requireSetting("the number of repeats", repeats, atLeast: 1)
    guard things >= 2 else { throw EvaluationError.tooFew(what: what, count: things, needed: 2, purpose: "a hold-out") }
  }

  /// A share as a whole number that leaves something on both sides.
  static func partSize(_ share: Double, of count: Int) -> Int {
    Swift.min(Swift.max(1, Int((share * Double(count)).rounded())), count - 1)
  }
}
