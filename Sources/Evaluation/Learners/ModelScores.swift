public import DataFrames
public import Models
public import Plotting
internal import Statistics

/// How well a fitted model does on some rows, by several scores.
public struct ModelScores: Hashable, Codable, Sendable {
  /// The names of the scores.
  public let names: [String]
  /// The scores, in the order of the names.
  public let values: [Double]
  /// The number of rows that they were measured on.
  public let rows: Int

  /// The score with the given name: `try scores["accuracy"]`.
  ///
  /// - Throws: ``EvaluationError/unknownMeasure(_:known:)`` if there is none.
  public subscript(name: String) -> Double {
    get throws {
      guard let place = names.firstIndex(of: name) else {
        throw EvaluationError.unknownMeasure(name, known: names)
      }
      return values[place]
    }
  }
}

extension ModelScores: Displayable, CustomStringConvertible {
  /// The scores as a table.
  public func display(in context: DisplayContext) -> DisplayBundle {
    Table("Scores").column("score", names).column("value", values)
      .note("on \(counted(rows, "row"))").display(in: context)
  }

  /// The same table as text.
  public var description: String { display(in: DisplayContext()).plain }
}

extension FrameClassifier {
  /// How well the model does on the rows of a frame that has its labels.
  ///
  ///     try model.evaluate(test)
  /// - Parameter scores: nil for accuracy, log loss for models with probabilities, and ROC AUC for two classes.
  /// - Throws: what a prediction from a frame throws; ``EvaluationError`` where a score is not defined.
  public func evaluate(_ frame: DataFrame, scores: [ClassScore]? = nil) throws -> ModelScores {
    let actual = try actualLabels(frame)
    let scores = scores ?? ClassScore.usual(givesProbabilities: model is any ProbabilisticClassifier, parts: [actual])
    let labels = labels
    let features = try matrix(frame)
    let outcome = try Models.tellingNames(self.features, labels) {
      try ClassOutcome(
        of: model, features: features, actual: actual, sampleWeights: nil, scores: scores,
        name: { labels.text(of: $0) })
    }
    return ModelScores(names: scores.map(\.name), values: try scores.map { try $0.score(outcome) }, rows: actual.count)
  }
}

extension FrameRegressor {
  /// How well the model does on the rows of a frame that has its target.
  ///
  ///     try model.evaluate(test)
  /// - Parameter scores: nil for R² and the mean absolute error.
  /// - Throws: what a prediction from a frame throws; ``EvaluationError`` where a score is not defined.
  public func evaluate(_ frame: DataFrame, scores: [NumberScore]? = nil) throws -> ModelScores {
    let actual = try actualTargets(frame)
    let scores = scores ?? NumberScore.usual(parts: [actual.count])
    let predicted = try predict(frame)
    return ModelScores(
      names: scores.map(\.name), values: try scores.map { try $0.score(predicted: predicted, actual: actual) },
      rows: actual.count)
  }
}
