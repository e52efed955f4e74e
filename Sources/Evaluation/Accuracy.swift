/// The share of predictions that equal the true label, each row counted by its weight if weights are given.
///
/// A number from 0 to 1: Σ wᵢ [predictedᵢ = actualᵢ] / Σ wᵢ. O(n).
/// - Throws: ``EvaluationError`` when there are no predictions, when the lengths differ, or when a weight is
///   negative, not finite, or all are zero.
/// - Note: On imbalanced classes a high accuracy says little; see *Designing Machine Learning Systems*, ch. 4,
///   on using the right evaluation metrics.
@inlinable
public func accuracy<Label: Equatable>(
  predicted: [Label], actual: [Label], sampleWeights: [Double]? = nil
) throws -> Double {
  guard predicted.count == actual.count else {
    throw EvaluationError.labelCount(predicted: predicted.count, actual: actual.count)
  }
  guard !predicted.isEmpty else { throw EvaluationError.noPredictions }
  guard let sampleWeights else {
    var hits = 0
    for index in predicted.indices where predicted[index] == actual[index] { hits += 1 }
    return Double(hits) / Double(predicted.count)
  }
  guard sampleWeights.count == predicted.count else {
    throw EvaluationError.weightCount(weights: sampleWeights.count, predictions: predicted.count)
  }
  // Divided by the largest weight first, so that a sum of large weights cannot overflow.
  var largest = 0.0
  for (row, weight) in sampleWeights.enumerated() {
    guard weight >= 0, weight.isFinite else { throw EvaluationError.weight(row: row, value: weight) }
    largest = max(largest, weight)
  }
  guard largest > 0 else { throw EvaluationError.weightsAllZero }
  var right = 0.0
  var total = 0.0
  for index in predicted.indices {
    let share = sampleWeights[index] / largest
    total += share
    if predicted[index] == actual[index] { right += share }
  }
  return right / total
}
