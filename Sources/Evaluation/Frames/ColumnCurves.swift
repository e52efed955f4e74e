public import DataFrames

/// The area under the ROC curve, for columns of a frame.
///
///     try rocAUC(scores: probabilities["malignant"], actual: test["diagnosis"], positive: "malignant")
///
/// - Parameter positive: the class that counts as positive; nil for `true`, or for 1 of 0 and 1.
/// - Throws: ``EvaluationError`` as with arrays, and when it is not clear which class counts as positive; `FrameError`
///   for a missing value.
public func rocAUC(
  scores: Column, actual: Column, positive: String? = nil, sampleWeights: [Double]? = nil
) throws -> Double {
  try rocAUC(
    scores: scores.array(of: Double.self), actual: positiveRows(actual, positive), sampleWeights: sampleWeights)
}

/// The average precision, for columns of a frame.
///
/// - Parameter positive: the class that counts as positive; nil for `true`, or for 1 of 0 and 1.
/// - Throws: as for the area under the ROC curve.
public func averagePrecision(
  scores: Column, actual: Column, positive: String? = nil, sampleWeights: [Double]? = nil
) throws -> Double {
  try averagePrecision(
    scores: scores.array(of: Double.self), actual: positiveRows(actual, positive), sampleWeights: sampleWeights)
}

extension ROCCurve {
  /// Draws the curve from columns of a frame.
  ///
  ///     try ROCCurve(scores: probabilities["malignant"], actual: test["diagnosis"], positive: "malignant")
  ///
  /// - Parameter positive: the class that counts as positive; nil for `true`, or for 1 of 0 and 1.
  /// - Throws: ``EvaluationError`` as with arrays, and when it is not clear which class counts as positive; `FrameError`
  ///   for a missing value.
  public init(scores: Column, actual: Column, positive: String? = nil, sampleWeights: [Double]? = nil) throws {
    try self.init(
      scores: scores.array(of: Double.self), actual: positiveRows(actual, positive), sampleWeights: sampleWeights)
  }
}

extension PrecisionRecallCurve {
  /// Draws the curve from columns of a frame.
  ///
  /// - Parameter positive: the class that counts as positive; nil for `true`, or for 1 of 0 and 1.
  /// - Throws: as for the ROC curve.
  public init(scores: Column, actual: Column, positive: String? = nil, sampleWeights: [Double]? = nil) throws {
    try self.init(
      scores: scores.array(of: Double.self), actual: positiveRows(actual, positive), sampleWeights: sampleWeights)
  }
}

extension ReliabilityDiagram {
  /// Puts the rows of columns of a frame into bins.
  ///
  /// - Parameters:
  ///   - probabilities: of the positive class.
  ///   - positive: the class that counts as positive; nil for `true`, or for 1 of 0 and 1.
  /// - Throws: as with arrays, and when it is not clear which class counts as positive; `FrameError` for a missing
  ///   value.
  public init(
    probabilities: Column, actual: Column, positive: String? = nil, bins: Int = 10,
    binning: ProbabilityBinning = .equalWidth, sampleWeights: [Double]? = nil
  ) throws {
    try self.init(
      probabilities: probabilities.array(of: Double.self), actual: positiveRows(actual, positive), bins: bins,
      binning: binning, sampleWeights: sampleWeights)
  }
}
