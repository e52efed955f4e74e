public import LinearAlgebra

/// The mean squared distance of the probability from what happened (1 or 0): 0 is perfect, ¼ is a coin's.
///
/// - Parameters:
///   - probabilities: of `true`, one per row.
///   - actual: what happened, as `true` and `false` or as 1 and 0.
/// - Throws: ``EvaluationError`` when there are no rows, when lengths differ, when a probability is not from 0 to 1,
///   when a label is not binary, or when weights are unusable.
///
/// Source: Brier, "Verification of Forecasts Expressed in Terms of Probability", Monthly Weather Review 78(1), 1950.
public func brierScore<Label: BinaryLabel>(
  probabilities: [Double], actual: [Label], sampleWeights: [Double]? = nil
) throws -> Double {
  try requirePairs(predicted: probabilities.count, actual: actual.count)
  let weights = try RowWeights(sampleWeights, rows: actual.count)
  try requireProbabilities(probabilities)
  let happened = try Label.positives(actual)
  var sum = 0.0
  for (row, probability) in probabilities.enumerated() {
    let distance = probability - (happened[row] ? 1 : 0)
    sum += weights[row] * distance * distance
  }
  return sum / weights.total
}

/// The same for several classes, the squared distances of a row added up: from 0 to 2.
///
/// - Throws: ``EvaluationError`` when there are no rows, when lengths differ, when a row is not a distribution over the
///   classes, when a label is unknown, or when weights are unusable.
public func brierScore<Label: Hashable>(
  probabilities: Matrix<Double>, classes: [Label], actual: [Label], sampleWeights: [Double]? = nil
) throws -> Double {
  try requirePairs(predicted: probabilities.rowCount, actual: actual.count)
  let weights = try RowWeights(sampleWeights, rows: actual.count)
  try requireDistributions(probabilities, classes: classes.count)
  let places = try ClassIndex(classes).places(of: actual)
  var sum = 0.0
  for (row, place) in places.enumerated() {
    for column in classes.indices {
      let distance = probabilities[row, column] - (column == place ? 1 : 0)
      sum += weights[row] * distance * distance
    }
  }
  return sum / weights.total
}

/// The same for probabilities as arrays, one per row.
public func brierScore<Label: Hashable>(
  probabilities: [[Double]], classes: [Label], actual: [Label], sampleWeights: [Double]? = nil
) throws -> Double {
  try brierScore(
    probabilities: classMatrix(probabilities, classes: classes.count), classes: classes, actual: actual,
    sampleWeights: sampleWeights)
}
