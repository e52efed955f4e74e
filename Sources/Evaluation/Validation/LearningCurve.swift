public import Plotting
internal import Statistics

/// How a learner does as it is given more rows.
///
/// Curves that meet low say that more rows of this kind will not help; a gap between them that still closes says that
/// they will.
///
/// Source: *Designing Machine Learning Systems*, ch. 6, "Evaluating good performance now versus good performance
/// later".
public struct LearningCurve: Hashable, Codable, Sendable {
  /// The numbers of rows fitted on, ascending.
  public let sizes: [Int]
  /// The scores on the rows fitted on: `trainScores[size][fold]`.
  public let trainScores: [[Double]]
  /// The scores on the test rows of the fold: `testScores[size][fold]`.
  public let testScores: [[Double]]

  /// The mean score on the rows fitted on, for each size.
  public var trainMeans: [Double] { trainScores.map { $0.mean() } }
  /// The mean score on test rows, for each size.
  public var testMeans: [Double] { testScores.map { $0.mean() } }
  /// The standard deviation over folds of the score on test rows, for each size.
  public var testDeviations: [Double] { testScores.map { $0.count > 1 ? $0.standardDeviation() : 0 } }
  /// The standard deviation over folds of the score on the rows fitted on, for each size.
  public var trainDeviations: [Double] { trainScores.map { $0.count > 1 ? $0.standardDeviation() : 0 } }

  /// Both curves, with a band of one standard deviation over folds.
  public func plot() -> Plot {
    func band(_ means: [Double], _ spreads: [Double], _ sign: Double) -> [Double] {
      zip(means, spreads).map { $0 + sign * $1 }
    }
    return Plot("Learning curve")
      .line(x: sizes, y: trainMeans, "training rows")
      .band(x: sizes, from: band(trainMeans, trainDeviations, -1), to: band(trainMeans, trainDeviations, 1))
      .line(x: sizes, y: testMeans, "test rows")
      .band(x: sizes, from: band(testMeans, testDeviations, -1), to: band(testMeans, testDeviations, 1))
      .xLabel("rows fitted on").yLabel("score")
  }

  /// The means as a table.
  public func table() -> Table {
    Table("Learning curve").column("rows fitted on", sizes).column("training rows", trainMeans)
      .column("test rows", testMeans).column("± over folds", testDeviations)
  }
}

extension LearningCurve: Displayable, CustomStringConvertible {
  /// Both curves as a plot.
  public func display(in context: DisplayContext) -> DisplayBundle { plot().display(in: context) }

  /// The means as a table of text.
  public var description: String { table().display(in: DisplayContext()).plain }
}

/// Fits on growing parts of each fold's rows and judges every fit on the rows fitted on and on the fold's test rows.
///
/// The parts are nested: each contains the smaller ones, so that a curve shows more rows, not other rows.
///
/// - Parameters:
///   - sizes: numbers of rows, each at least 1 and at most the rows of the smallest fold.
///   - strata: the class of each row, to keep each class's share in every part; nil for parts at random.
///   - seed: decides which rows come first.
///   - score: scores predictions against the rows they are for.
///   - fit: takes the rows to fit on, and gives what predicts other rows, one prediction for each, in order.
/// - Throws: ``EvaluationError`` when there is no size, a size is out of range, or strata are not one per row;
///   ``FoldError`` for the first fold in which a closure throws or a score is not finite.
public func learningCurve<Prediction>(
  _ folds: Folds, sizes: [Int], strata: [AnyHashable]? = nil, seed: UInt64, threads: Int? = nil,
  score: @escaping @Sendable ([Prediction], [Int]) throws -> Double,
  fit: @escaping @Sendable ([Int]) throws -> ([Int]) throws -> [Prediction]
) throws -> LearningCurve {
  try LearningCurve(folds, sizes: sizes, strata: strata, seed: seed, threads: threads) { train, test in
    let predict = try fit(train)
    return [
      try finite(score(predictions(of: predict, for: train), train), "the rows fitted on"),
      try finite(score(predictions(of: predict, for: test), test), "the test rows"),
    ]
  }
}

extension LearningCurve {
  /// Scores fits on growing parts of each fold's rows.
  ///
  /// - Parameter scores: takes the rows to fit on and the test rows, and gives the score on each.
  init<Stratum: Hashable>(
    _ folds: Folds, sizes: [Int], strata: [Stratum]?, seed: UInt64, threads: Int?,
    scores: @escaping @Sendable (_ train: [Int], _ test: [Int]) throws -> [Double]
  ) throws {
    let sizes = Set(sizes).sorted()
    guard let least = sizes.first, let greatest = sizes.last else {
      throw EvaluationError.tooFew(what: "sizes", count: 0, needed: 1, purpose: "a learning curve")
    }
    try requireSetting("a size of the learning curve", least, atLeast: 1)
    let room = folds.map(\.train.count).min() ?? 0
    guard greatest <= room else {
      throw EvaluationError.setting(
        name: "a size of the learning curve", value: Double(greatest),
        requirement: "at most \(room), the rows that the smallest fold fits on")
    }
    if let strata, strata.count != folds.rowCount {
      throw EvaluationError.lengths(first: "strata", count: strata.count, second: "rows", secondCount: folds.rowCount)
    }
    let orders = folds.enumerated().map { index, fold in
      var rng = SeededGenerator(seed: seed, stream: "learning curve", index: index)
      let classes =
        strata.map { strata in GroupedRows(fold.train.map { strata[$0] }).rows } ?? [Array(fold.train.indices)]
      // Each class's rows, in random order, are spread evenly over the whole list.
      var places: [(place: Double, row: Int)] = []
      for rows in classes {
        for (place, member) in rng.shuffled(rows).enumerated() {
          places.append(((Double(place) + rng.uniform()) / Double(rows.count), fold.train[member]))
        }
      }
      return places.sorted { ($0.place, $0.row) < ($1.place, $1.row) }.map(\.row)
    }
    let results = try concurrentMap(
      folds.count * sizes.count, threads: threads, failure: { FoldError(fold: $0 / sizes.count, underlying: $1) }
    ) { index in
      let (fold, size) = index.quotientAndRemainder(dividingBy: sizes.count)
      return try scores(Array(orders[fold].prefix(sizes[size])), folds[fold].test)
    }
    func column(_ part: Int) -> [[Double]] {
      sizes.indices.map { size in folds.indices.map { results[$0 * sizes.count + size][part] } }
    }
    self.init(sizes: sizes, trainScores: column(0), testScores: column(1))
  }
}
