internal import Kernels
public import LinearAlgebra

/// The area under the ROC curve: the chance that a positive row scores above a negative one, ties counting half.
///
/// 1 is a perfect order, ½ is chance. Without weights the count of pairs is exact, and the work is spread over the
/// processors without changing the result.
///
/// - Parameters:
///   - scores: one per row, higher for more likely positive; any number but NaN.
///   - actual: whether each row is positive, as `true` and `false` or as 1 and 0.
///   - sampleWeights: by how much each row counts, nil for once.
/// - Throws: ``EvaluationError`` when there are no rows, when lengths differ, when a score is NaN, when only one class
///   has rows, or when weights are unusable.
/// - Complexity: O(rows) without weights, by radix sort, with 8 bytes of memory per row; O(rows · log rows) with.
///
/// Source: Hanley and McNeil, "The Meaning and Use of the Area under a ROC Curve", Radiology 143(1), 1982.
public func rocAUC<Label: BinaryLabel>(
  scores: [Double], actual: [Label], sampleWeights: [Double]? = nil
) throws -> Double {
  try requirePairs(predicted: scores.count, actual: actual.count)
  guard sampleWeights == nil else {
    return try ROCCurve(scores: scores, actual: actual, sampleWeights: sampleWeights).auc
  }
  return try rocAUC(scores: scores, actual: Label.positives(actual), workers: Threads.count)
}

/// The same with the class that counts as positive.
///
/// - Throws: ``EvaluationError`` as without it, and when no row is of that class.
public func rocAUC<Label: Equatable>(
  scores: [Double], actual: [Label], positive: Label, sampleWeights: [Double]? = nil
) throws -> Double {
  try rocAUC(scores: scores, actual: positiveRows(actual, positive), sampleWeights: sampleWeights)
}

/// The unweighted area by a given number of workers.
package func rocAUC(scores: [Double], actual: [Bool], workers: Int) throws -> Double {
  let pairs = try scores.withUnsafeBufferPointer { scores in
    try actual.withUnsafeBufferPointer { try PairCount(scores: scores, labels: $0, workers: workers) }
  }
  if pairs.positives == 0 { throw EvaluationError.oneClass(measure: "a ROC curve", label: "negative") }
  if pairs.negatives == 0 { throw EvaluationError.oneClass(measure: "a ROC curve", label: "positive") }
  return Double(pairs.doubledOrdered) / (2 * Double(pairs.positives) * Double(pairs.negatives))
}

/// How an area for two classes becomes one for several.
public enum MulticlassArea: String, CaseIterable, Hashable, Codable, Sendable {
  /// The mean over classes of each against all others.
  case oneAgainstRest
  /// The mean over pairs of classes, each in both directions, from the rows of the two only (Hand and Till, Machine
  /// Learning 45, 2001).
  case oneAgainstOne
}

/// The area under the ROC curve for several classes.
///
/// - Parameters:
///   - probabilities: rows × classes, in the order of `classes`.
///   - average: `macro` over classes or pairs alike; `weighted` by their rows; `micro` from all cells as if they were
///     rows of one problem (only against the rest).
/// - Throws: ``EvaluationError`` when lengths differ, a row is not a distribution over the classes, a label is unknown,
///   a class has no rows, or weights are unusable.
public func rocAUC<Label: Hashable>(
  probabilities: Matrix<Double>, classes: [Label], actual: [Label], multiclass: MulticlassArea = .oneAgainstRest,
  average: ClassAverage = .macro, sampleWeights: [Double]? = nil
) throws -> Double {
  try requirePairs(predicted: probabilities.rowCount, actual: actual.count)
  try requireDistributions(probabilities, classes: classes.count)
  let places = try ClassIndex(classes).places(of: actual)
  let weights = try RowWeights(sampleWeights, rows: actual.count)
  var shares = [Double](repeating: 0, count: classes.count)
  for (row, place) in places.enumerated() { shares[place] += weights[row] }
  if average != .micro, let place = shares.firstIndex(of: 0) {
    throw EvaluationError.classWithoutRows(String(describing: classes[place]))
  }
  func area(_ place: Int) throws -> Double {
    try rocAUC(
      scores: probabilities.column(place).map { $0 }, actual: places.map { $0 == place }, sampleWeights: sampleWeights)
  }
  switch (multiclass, average) {
  case (.oneAgainstRest, .micro):
    return try rocAUC(
      scores: probabilities.values,
      actual: places.flatMap { place in classes.indices.map { $0 == place } },
      sampleWeights: sampleWeights.map { $0.flatMap { Array(repeating: $0, count: classes.count) } })
  case (.oneAgainstRest, _):
    var sum = 0.0
    var all = 0.0
    for place in classes.indices {
      let weight = average == .macro ? 1 : shares[place]
      sum += try weight * area(place)
      all += weight
    }
    return sum / all
  case (.oneAgainstOne, .micro):
    throw EvaluationError.noMicroAverageOfPairs
  case (.oneAgainstOne, _):
    var sum = 0.0
    var all = 0.0
    for first in classes.indices {
      for second in classes.indices where second > first {
        let rows = places.indices.filter { places[$0] == first || places[$0] == second }
        func area(_ positive: Int) throws -> Double {
          try rocAUC(
            scores: rows.map { probabilities[$0, positive] }, actual: rows.map { places[$0] == positive },
            sampleWeights: sampleWeights.map { weights in rows.map { weights[$0] } })
        }
        let weight = average == .macro ? 1 : shares[first] + shares[second]
        sum += try weight * (area(first) + area(second)) / 2
        all += weight
      }
    }
    return sum / all
  }
}

/// The same for probabilities as arrays, one per row.
public func rocAUC<Label: Hashable>(
  probabilities: [[Double]], classes: [Label], actual: [Label], multiclass: MulticlassArea = .oneAgainstRest,
  average: ClassAverage = .macro, sampleWeights: [Double]? = nil
) throws -> Double {
  try rocAUC(
    probabilities: classMatrix(probabilities, classes: classes.count), classes: classes, actual: actual,
    multiclass: multiclass, average: average, sampleWeights: sampleWeights)
}
