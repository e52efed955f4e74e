public import LinearAlgebra
internal import Statistics

/// The smallest distance of a probability from 0 and 1 in a logarithm: a sure mistake costs 36, not infinity.
let probabilityFloor = 0x1p-52

/// The mean of −log of the probability given to what happened, in nats; also cross-entropy.
///
/// Probabilities are kept 2⁻⁵² away from 0 and 1. 0 is perfect, ln 2 ≈ 0.693 is a coin's.
///
/// - Parameters:
///   - probabilities: of `true`, one per row.
///   - actual: what happened, as `true` and `false` or as 1 and 0.
/// - Throws: ``EvaluationError`` when there are no rows, when lengths differ, when a probability is not from 0 to 1,
///   when a label is not binary, or when weights are unusable.
public func logLoss<Label: BinaryLabel>(
  probabilities: [Double], actual: [Label], sampleWeights: [Double]? = nil
) throws -> Double {
  try requirePairs(predicted: probabilities.count, actual: actual.count)
  let weights = try RowWeights(sampleWeights, rows: actual.count)
  try requireProbabilities(probabilities)
  let happened = try Label.positives(actual)
  var sum = 0.0
  for (row, probability) in probabilities.enumerated() {
    let kept = min(max(probability, probabilityFloor), 1 - probabilityFloor)
    sum -= weights[row] * Portable.log(happened[row] ? kept : 1 - kept)
  }
  return sum / weights.total
}

/// The same for several classes.
///
/// - Parameters:
///   - probabilities: rows × classes, in the order of `classes`; each row adds up to 1: a model's `classProbabilities`.
/// - Throws: ``EvaluationError`` when there are no rows, when lengths differ, when a row is not a distribution over the
///   classes, when a label is unknown, or when weights are unusable.
public func logLoss<Label: Hashable>(
  probabilities: Matrix<Double>, classes: [Label], actual: [Label], sampleWeights: [Double]? = nil
) throws -> Double {
  try requirePairs(predicted: probabilities.rowCount, actual: actual.count)
  let weights = try RowWeights(sampleWeights, rows: actual.count)
  try requireDistributions(probabilities, classes: classes.count)
  let places = try ClassIndex(classes).places(of: actual)
  var sum = 0.0
  for (row, place) in places.enumerated() {
    sum -= weights[row] * Portable.log(min(max(probabilities[row, place], probabilityFloor), 1 - probabilityFloor))
  }
  return sum / weights.total
}

/// The same for probabilities as arrays, one per row.
public func logLoss<Label: Hashable>(
  probabilities: [[Double]], classes: [Label], actual: [Label], sampleWeights: [Double]? = nil
) throws -> Double {
  try logLoss(
    probabilities: classMatrix(probabilities, classes: classes.count), classes: classes, actual: actual,
    sampleWeights: sampleWeights)
}
