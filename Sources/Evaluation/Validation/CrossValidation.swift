public import Plotting
internal import Statistics

/// How well a learner does on each of several folds.
public struct CrossValidation: Hashable, Codable, Sendable {
  /// The scores of one measure.
  public struct Measure: Hashable, Codable, Sendable {
    /// What is measured.
    public let name: String
    /// The score on the test rows of each fold.
    public let scores: [Double]

    /// The mean over folds.
    public var mean: Double { scores.mean() }
    /// The standard deviation over folds; not a number for one fold.
    public var standardDeviation: Double { scores.standardDeviation() }
  }

  /// One entry for each measure, in the order given.
  public let measures: [Measure]
  /// The number of rows that each fold fitted on.
  public let trainRows: [Int]
  /// The number of rows that each fold judged with.
  public let testRows: [Int]

  /// The scores of the measure with the given name: `try validation["accuracy"].mean`.
  ///
  /// - Throws: ``EvaluationError/unknownMeasure(_:known:)`` if there is none.
  public subscript(name: String) -> Measure {
    get throws {
      guard let measure = measures.first(where: { $0.name == name }) else {
        throw EvaluationError.unknownMeasure(name, known: measures.map(\.name))
      }
      return measure
    }
  }
}

/// Fits and judges a learner on every fold, several folds at once.
///
///     let folds = try Folds.stratifiedKFold(5, strata: labels, seed: 1)
///     let right: @Sendable ([String], [Int]) throws -> Double = { predicted, rows in
///       try accuracy(predicted: predicted, actual: rows.map { labels[$0] })
///     }
///     try crossValidate(folds, measures: ["accuracy": right]) { train in
///       let model = try learner.fit(features: features.rows(train), labels: train.map { labels[$0] })
///       return { test in try model.predict(features.rows(test)) }
///     }
///
/// - Parameters:
///   - measures: names with what scores the predictions of a fold against the rows they are for.
///   - threads: how many folds at once; nil for one per processor. The result does not depend on it, as long as the
///     closures give the same for the same rows.
///   - fit: takes the rows to fit on, and gives what predicts other rows, one prediction for each, in order.
/// - Throws: ``FoldError`` for the first fold in which a closure throws, the number of predictions is not that of the
///   test rows, or a score is not finite.
public func crossValidate<Prediction>(
  _ folds: Folds, measures: KeyValuePairs<String, @Sendable ([Prediction], [Int]) throws -> Double>,
  threads: Int? = nil, fit: @escaping @Sendable ([Int]) throws -> ([Int]) throws -> [Prediction]
) throws -> CrossValidation {
  let list = measures.map { (name: $0.key, score: $0.value) }
  let scores = try concurrentMap(folds.count, threads: threads, failure: { FoldError(fold: $0, underlying: $1) }) {
    index in
    let fold = folds[index]
    let predictions = try predictions(of: fit(fold.train), for: fold.test)
    return try list.map { try finite($0.score(predictions, fold.test), $0.name) }
  }
  return CrossValidation(
    measures: list.enumerated().map { place, measure in
      CrossValidation.Measure(name: measure.name, scores: scores.map { $0[place] })
    },
    trainRows: folds.map(\.train.count), testRows: folds.map(\.test.count))
}

/// The same with one measure.
///
///     try crossValidate(folds, score: { try accuracy(predicted: $0, actual: $1.map { labels[$0] }) }) { train in … }
///
/// - Throws: ``FoldError`` as with several.
public func crossValidate<Prediction>(
  _ folds: Folds, name: String = "score", threads: Int? = nil,
  score: @escaping @Sendable ([Prediction], [Int]) throws -> Double,
  fit: @escaping @Sendable ([Int]) throws -> ([Int]) throws -> [Prediction]
) throws -> CrossValidation {
  try crossValidate(folds, measures: [name: score], threads: threads, fit: fit)
}

/// What each row is predicted to be by the fit of the fold that did not see it: for stacking, for calibration, and for
/// measures that need all rows at once.
///
/// - Returns: one prediction per row; nil for rows that no fold judges.
/// - Throws: ``FoldError`` for the first fold in which a closure throws or the number of predictions is not that of the
///   test rows; ``EvaluationError`` when a row is judged by several folds.
public func outOfFoldPredictions<Prediction: Sendable>(
  _ folds: Folds, threads: Int? = nil, fit: @escaping @Sendable ([Int]) throws -> ([Int]) throws -> [Prediction]
) throws -> [Prediction?] {
  var owner = [Int?](repeating: nil, count: folds.rowCount)
  for (index, fold) in folds.enumerated() {
    for row in fold.test {
      if let other = owner[row] { throw EvaluationError.rowJudgedTwice(row: row, first: other, second: index) }
      owner[row] = index
    }
  }
  let lists = try concurrentMap(folds.count, threads: threads, failure: { FoldError(fold: $0, underlying: $1) }) {
    try predictions(of: fit(folds[$0].train), for: folds[$0].test)
  }
  var result = [Prediction?](repeating: nil, count: folds.rowCount)
  for (fold, list) in zip(folds, lists) {
    for (row, prediction) in zip(fold.test, list) { result[row] = prediction }
  }
  return result
}

/// Predictions, one for each row.
func predictions<Prediction>(of predict: ([Int]) throws -> [Prediction], for rows: [Int]) throws -> [Prediction] {
  let list = try predict(rows)
  guard list.count == rows.count else {
    throw EvaluationError.predictionCount(predictions: list.count, rows: rows.count)
  }
  return list
}

/// A score, if it is a finite number.
func finite(_ score: Double, _ name: String) throws -> Double {
  guard score.isFinite else { throw EvaluationError.badScore(of: name, value: score) }
  return score
}

extension CrossValidation.Measure: CustomStringConvertible {
  /// The name, the mean, and the scores that it is the mean of.
  public var description: String {
    "\(name): \(rounded(mean)), the mean of \(firstValues(scores.map(rounded)))"
  }
}

extension CrossValidation: Displayable, CustomStringConvertible {
  /// The scores of each fold with their mean and standard deviation, as a table.
  public func display(in context: DisplayContext) -> DisplayBundle {
    var table = Table("Cross-validation", columns: ["fold", "train", "test"] + measures.map(\.name), rows: [])
    for fold in testRows.indices {
      let scores: [any TableValue] = measures.map { $0.scores[fold] }
      table = table.row(["\(fold)", trainRows[fold], testRows[fold]] + scores)
    }
    let means: [any TableValue] = measures.map(\.mean)
    table = table.row(["mean", TableCell.missing, TableCell.missing] + means)
    if testRows.count > 1 {
      let spreads: [any TableValue] = measures.map(\.standardDeviation)
      table = table.row(["standard deviation", TableCell.missing, TableCell.missing] + spreads)
    }
    return table.display(in: context)
  }

  /// The same table as text.
  public var description: String { display(in: DisplayContext()).plain }
}
