extension Folds {
  /// How much of the past a fit sees.
  public enum Window: Hashable, Codable, Sendable {
    /// Everything before the gap.
    case expanding
    /// The last so many rows (or times) before the gap.
    case sliding(Int)
  }

  /// Walks through rows in the order of time: each fold fits on rows before its test rows, and the test rows of the
  /// folds follow one another up to the end.
  ///
  /// - Parameters:
  ///   - testSize: the rows of each test part; nil for rows/(folds + 1), rounded down.
  ///   - gap: rows left out between fit and test, for labels that arrive late.
  /// - Throws: ``EvaluationError`` when there is no fold, when a setting is out of range, or when there are too few
  ///   rows.
  public static func walkForward(
    _ count: Int, rows: Int, testSize: Int? = nil, gap: Int = 0, window: Window = .expanding
  ) throws -> Folds {
    try walk(
      count, blocks: (0..<Swift.max(0, rows)).map { [$0] }, rows: rows, testSize: testSize, gap: gap, window: window,
      "rows")
  }

  /// Walks through rows by their times, which need not be sorted: sizes count different times (days, hours), and rows
  /// of one time stay together.
  ///
  /// - Throws: ``EvaluationError`` when there is no fold, when a setting is out of range, or when there are too few
  ///   times.
  public static func walkForward<Time: Comparable>(
    _ count: Int, times: [Time], testSize: Int? = nil, gap: Int = 0, window: Window = .expanding
  ) throws -> Folds {
    try walk(
      count, blocks: blocks(of: times), rows: times.count, testSize: testSize, gap: gap, window: window,
      "different times")
  }

  private static func walk(
    _ count: Int, blocks: [[Int]], rows: Int, testSize: Int?, gap: Int, window: Window, _ what: String
  ) throws -> Folds {
    try requireSetting("the number of folds", count, atLeast: 1)
    try requireSetting("the gap", gap, atLeast: 0)
    let size = testSize ?? Swift.max(1, blocks.count / (count + 1))
    try requireSetting("the test size", size, atLeast: 1)
    if case .sliding(let length) = window { try requireSetting("the sliding window", length, atLeast: 1) }
    guard blocks.count > count * size + gap else {
      throw EvaluationError.tooFew(
        what: what, count: blocks.count, needed: count * size + gap + 1,
        purpose: "walking forward through \(count) folds of \(size) with a gap of \(gap)")
    }
    let folds = (0..<count).map { index in
      let start = blocks.count - (count - index) * size
      let end = start - gap
      let first =
        switch window {
        case .expanding: 0
        case .sliding(let length): Swift.max(0, end - length)
        }
      return Fold(
        train: blocks[first..<end].flatMap { $0 }, test: blocks[start..<start + size].flatMap { $0 })
    }
    return Folds(checked: folds, rows: rows, name: "Walk forward")
  }

  /// Fits on the past and judges with the most recent rows: the share of rows nearest to `test` that can be cut off
  /// between two times.
  ///
  /// - Throws: ``EvaluationError`` when the share is out of range or there are fewer than two different times.
  public static func timeHoldOut<Time: Comparable>(times: [Time], test: Double) throws -> Folds {
    let blocks = blocks(of: times)
    try requireHoldOut(test, 1, of: blocks.count, "different times")
    var testRows = times.count
    var best = (cut: 1, distance: Double.infinity)
    for cut in 1..<blocks.count {
      testRows -= blocks[cut - 1].count
      let distance = abs(Double(testRows) - test * Double(times.count))
      if distance < best.distance { best = (cut, distance) }
    }
    let fold = Fold(train: blocks[..<best.cut].flatMap { $0 }, test: blocks[best.cut...].flatMap { $0 })
    return Folds(checked: [fold], rows: times.count, name: "Time hold-out")
  }

  /// The rows of each different time, from the earliest.
  private static func blocks<Time: Comparable>(of times: [Time]) -> [[Int]] {
    let order = times.indices.sorted { times[$0] < times[$1] || (times[$0] == times[$1] && $0 < $1) }
    var blocks: [[Int]] = []
    for (place, row) in order.enumerated() {
      if place > 0 && times[order[place - 1]] == times[row] {
        blocks[blocks.count - 1].append(row)
      } else {
        blocks.append([row])
      }
    }
    return blocks
  }
}
