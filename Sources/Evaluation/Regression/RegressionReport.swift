public import Plotting
internal import Statistics

/// The usual measures of predictions of numbers, together.
public struct RegressionReport: Hashable, Codable, Sendable {
  /// The number of rows.
  public let rows: Int
  /// The mean distance.
  public let meanAbsoluteError: Double
  /// The root of the mean squared distance.
  public let rootMeanSquaredError: Double
  /// The distance that half of the rows stay below.
  public let medianAbsoluteError: Double
  /// How much of the variation is explained.
  public let rSquared: Double
  /// How much of the variance is not left in the errors.
  public let explainedVariance: Double
  /// The mean distance as a share of the true value; nil where a true value is 0.
  public let meanAbsolutePercentageError: Double?

  /// Measures predictions.
  ///
  /// - Throws: ``EvaluationError`` when fewer than two rows count, when lengths differ, when a value is not finite, or
  ///   when weights are unusable.
  public init(predicted: [Double], actual: [Double], sampleWeights: [Double]? = nil) throws {
    rows = predicted.count
    meanAbsoluteError = try Evaluation.meanAbsoluteError(
      predicted: predicted, actual: actual, sampleWeights: sampleWeights)
    rootMeanSquaredError = try Evaluation.rootMeanSquaredError(
      predicted: predicted, actual: actual, sampleWeights: sampleWeights)
    medianAbsoluteError = try Evaluation.medianAbsoluteError(
      predicted: predicted, actual: actual, sampleWeights: sampleWeights)
    rSquared = try Evaluation.rSquared(predicted: predicted, actual: actual, sampleWeights: sampleWeights)
    explainedVariance = try Evaluation.explainedVariance(
      predicted: predicted, actual: actual, sampleWeights: sampleWeights)
    meanAbsolutePercentageError =
      actual.contains(0)
      ? nil
      : try Evaluation.meanAbsolutePercentageError(predicted: predicted, actual: actual, sampleWeights: sampleWeights)
  }
}

extension RegressionReport: Displayable, CustomStringConvertible {
  /// The measures as a table.
  public func display(in context: DisplayContext) -> DisplayBundle {
    Table(
      "Regression report, \(counted(rows, "row"))", columns: ["measure", "value"],
      rows: [
        ["mean absolute error", meanAbsoluteError], ["root mean squared error", rootMeanSquaredError],
        ["median absolute error", medianAbsoluteError], ["R²", rSquared],
        ["explained variance", explainedVariance],
        ["mean absolute percentage error", meanAbsolutePercentageError ?? .nan],
      ]
    ).display(in: context)
  }

  /// The same table as text.
  public var description: String { display(in: DisplayContext()).plain }
}
