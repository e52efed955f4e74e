/// What makes an evaluation impossible.
public enum EvaluationError: Error, Equatable, CustomStringConvertible {
  /// There is nothing to evaluate.
  case noPredictions
  /// There are `predicted` predictions for `actual` true labels.
  case labelCount(predicted: Int, actual: Int)
  /// There are `weights` sample weights for `predictions` predictions.
  case weightCount(weights: Int, predictions: Int)
  /// The weight of `row` is negative or not finite.
  case weight(row: Int, value: Double)
  /// No weight is above zero.
  case weightsAllZero

  public var description: String {
    switch self {
    case .noPredictions:
      "there are no predictions to evaluate; give at least one"
    case .labelCount(let predicted, let actual):
      "there are \(predicted) predictions but \(actual) true labels; give one of each per row"
    case .weightCount(let weights, let predictions):
      "there are \(weights) sample weights for \(predictions) predictions; give one per prediction"
    case .weight(let row, let value):
      "the sample weight of row \(row) is \(value); a weight must be a finite number of at least 0"
    case .weightsAllZero:
      "every sample weight is 0, so no row counts; at least one must be above 0"
    }
  }
}
