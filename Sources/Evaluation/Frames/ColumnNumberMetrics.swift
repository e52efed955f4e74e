public import DataFrames

/// The mean distance from the true value in a column of a frame, in its unit.
///
///     try meanAbsoluteError(predicted: model.predict(test), actual: test["price"])
/// - Throws: ``EvaluationError`` as with arrays; `FrameError` for a missing value or a column without numbers.
public func meanAbsoluteError(predicted: [Double], actual: Column, sampleWeights: [Double]? = nil) throws -> Double {
  try meanAbsoluteError(predicted: predicted, actual: actual.array(of: Double.self), sampleWeights: sampleWeights)
}

/// The mean squared distance from the true value in a column of a frame.
/// - Throws: as for ``meanAbsoluteError(predicted:actual:sampleWeights:)``.
public func meanSquaredError(predicted: [Double], actual: Column, sampleWeights: [Double]? = nil) throws -> Double {
  try meanSquaredError(predicted: predicted, actual: actual.array(of: Double.self), sampleWeights: sampleWeights)
}

/// The root of the mean squared distance from the true value in a column of a frame, in its unit.
/// - Throws: as for ``meanAbsoluteError(predicted:actual:sampleWeights:)``.
public func rootMeanSquaredError(
  predicted: [Double], actual: Column, sampleWeights: [Double]? = nil
) throws -> Double {
  try rootMeanSquaredError(predicted: predicted, actual: actual.array(of: Double.self), sampleWeights: sampleWeights)
}

/// The share of the variance of a column of a frame that is explained: 1 is perfect, 0 as good as the mean.
/// - Throws: as for ``meanAbsoluteError(predicted:actual:sampleWeights:)``.
public func rSquared(predicted: [Double], actual: Column, sampleWeights: [Double]? = nil) throws -> Double {
  try rSquared(predicted: predicted, actual: actual.array(of: Double.self), sampleWeights: sampleWeights)
}

extension RegressionReport {
  /// Takes predictions and the column of a frame with the true values.
  ///
  ///     try RegressionReport(predicted: model.predict(test), actual: test["price"])
  /// - Throws: ``EvaluationError`` as with arrays; `FrameError` for a missing value or a column without numbers.
  public init(predicted: [Double], actual: Column, sampleWeights: [Double]? = nil) throws {
    try self.init(predicted: predicted, actual: actual.array(of: Double.self), sampleWeights: sampleWeights)
  }

  /// Takes the columns of a frame with the predictions and with the true values.
  /// - Throws: ``EvaluationError`` as with arrays; `FrameError` for a missing value or a column without numbers.
  public init(predicted: Column, actual: Column, sampleWeights: [Double]? = nil) throws {
    try self.init(predicted: predicted.array(of: Double.self), actual: actual, sampleWeights: sampleWeights)
  }
}

// The predictions may be a column as well.

/// The mean distance of one column of a frame from another, in its unit.
///
///     try meanAbsoluteError(predicted: frame["forecast"], actual: frame["demand"])
/// - Throws: ``EvaluationError`` as with arrays; `FrameError` for a missing value or a column without numbers.
public func meanAbsoluteError(predicted: Column, actual: Column, sampleWeights: [Double]? = nil) throws -> Double {
  try meanAbsoluteError(predicted: predicted.array(of: Double.self), actual: actual, sampleWeights: sampleWeights)
}

/// The mean squared distance of one column of a frame from another.
/// - Throws: as for ``meanAbsoluteError(predicted:actual:sampleWeights:)``.
public func meanSquaredError(predicted: Column, actual: Column, sampleWeights: [Double]? = nil) throws -> Double {
  try meanSquaredError(predicted: predicted.array(of: Double.self), actual: actual, sampleWeights: sampleWeights)
}

/// The root of the mean squared distance of one column of a frame from another, in its unit.
/// - Throws: as for ``meanAbsoluteError(predicted:actual:sampleWeights:)``.
public func rootMeanSquaredError(predicted: Column, actual: Column, sampleWeights: [Double]? = nil) throws -> Double {
  try rootMeanSquaredError(predicted: predicted.array(of: Double.self), actual: actual, sampleWeights: sampleWeights)
}

/// The share of the variance of a column of a frame that another explains: 1 is perfect, 0 as good as the mean.
/// - Throws: as for ``meanAbsoluteError(predicted:actual:sampleWeights:)``.
public func rSquared(predicted: Column, actual: Column, sampleWeights: [Double]? = nil) throws -> Double {
  try rSquared(predicted: predicted.array(of: Double.self), actual: actual, sampleWeights: sampleWeights)
}
