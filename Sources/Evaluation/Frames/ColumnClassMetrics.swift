public import DataFrames

/// The share of rows whose predicted class is the true one, for columns of a frame.
///
///     try accuracy(predicted: model.predict(test), actual: test["diagnosis"])
/// - Throws: ``EvaluationError`` as with arrays; `FrameError` for a missing value.
public func accuracy(predicted: Column, actual: Column, sampleWeights: [Double]? = nil) throws -> Double {
  try accuracy(predicted: classTexts(predicted), actual: classTexts(actual), sampleWeights: sampleWeights)
}

extension ConfusionMatrix where Label == String {
  /// Counts rows by true and predicted class, for columns of a frame.
  ///
  ///     try ConfusionMatrix(predicted: model.predict(test), actual: test["diagnosis"])
  /// - Throws: ``EvaluationError`` as with arrays; `FrameError` for a missing value.
  public init(predicted: Column, actual: Column, sampleWeights: [Double]? = nil) throws {
    try self.init(
      predicted: classTexts(predicted), actual: classTexts(actual), classes: classNames([actual, predicted]),
      sampleWeights: sampleWeights)
  }
}

/// The mean of −log of the probability given to what happened, for probabilities by class.
///
///     try logLoss(probabilities: model.probabilities(test), actual: test["diagnosis"])
///
/// - Parameters:
///   - probabilities: one column for each class, called as it is.
/// - Throws: ``EvaluationError`` as with a matrix; `FrameError` for a missing value.
public func logLoss(probabilities: DataFrame, actual: Column, sampleWeights: [Double]? = nil) throws -> Double {
  try logLoss(
    probabilities: probabilities.matrix(), classes: probabilities.columnNames, actual: classTexts(actual),
    sampleWeights: sampleWeights)
}

/// The squared distances of the probabilities from what happened, for probabilities by class.
/// - Throws: ``EvaluationError`` as with a matrix; `FrameError` for a missing value.
public func brierScore(probabilities: DataFrame, actual: Column, sampleWeights: [Double]? = nil) throws -> Double {
  try brierScore(
    probabilities: probabilities.matrix(), classes: probabilities.columnNames, actual: classTexts(actual),
    sampleWeights: sampleWeights)
}

/// The mean distance between what is promised and what comes true, for probabilities by class.
/// - Throws: ``EvaluationError`` as with a matrix; `FrameError` for a missing value.
public func expectedCalibrationError(
  probabilities: DataFrame, actual: Column, bins: Int = 10, binning: ProbabilityBinning = .equalWidth,
  sampleWeights: [Double]? = nil
) throws -> Double {
  try expectedCalibrationError(
    probabilities: probabilities.matrix(), classes: probabilities.columnNames, actual: classTexts(actual), bins: bins,
    binning: binning, sampleWeights: sampleWeights)
}

/// The area under the ROC curve, for probabilities by class: for two classes their area, for more the mean over classes
/// of each against the rest.
///
///     try rocAUC(probabilities: model.probabilities(test), actual: test["diagnosis"])
/// - Throws: ``EvaluationError`` as with a matrix; `FrameError` for a missing value.
public func rocAUC(
  probabilities: DataFrame, actual: Column, multiclass: MulticlassArea = .oneAgainstRest,
  average: ClassAverage = .macro, sampleWeights: [Double]? = nil
) throws -> Double {
  try rocAUC(
    probabilities: probabilities.matrix(), classes: probabilities.columnNames, actual: classTexts(actual),
    multiclass: multiclass, average: average, sampleWeights: sampleWeights)
}
