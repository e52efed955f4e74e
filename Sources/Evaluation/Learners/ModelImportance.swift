public import DataFrames
public import LinearAlgebra
public import Models

/// How much worse a fitted classifier does when the values of one feature are shuffled over the rows.
///
///     try permutationImportance(of: model, features: x, labels: y, names: ["age", "income"])
///
/// - Parameters:
///   - names: one for each feature; nil for `x0`, `x1`, ….
///   - score: what is measured; for a loss, importance is by how much it rises.
///   - repeats: how many shuffles of each feature.
/// - Throws: ``EvaluationError`` when lengths differ, when there are fewer than two rows or no repeats, or when a score
///   is not finite; the errors of the model.
public func permutationImportance(
  of model: some Classifier, features: Matrix<Double>, labels: [Int], names: [String]? = nil,
  score: ClassScore = .accuracy, repeats: Int = 10, seed: UInt64 = 0, threads: Int? = nil
) throws -> PermutationImportance {
  try importance(
    of: features, groups: groups(names, features.columnCount), higherIsBetter: score.higherIsBetter, repeats, seed,
    threads
  ) { changed in
    try score.score(
      ClassOutcome(
        of: model, features: changed, actual: labels, sampleWeights: nil, scores: [score], name: { "\($0)" }))
  }
}

/// The same for a model that was fitted to a frame: each column is shuffled as a whole, all its categories together.
///
///     try permutationImportance(of: model, test)
/// - Throws: as with a matrix, and what a prediction from a frame throws.
public func permutationImportance<Model>(
  of model: FrameClassifier<Model>, _ frame: DataFrame, score: ClassScore = .accuracy, repeats: Int = 10,
  seed: UInt64 = 0, threads: Int? = nil
) throws -> PermutationImportance {
  let labels = try model.actualLabels(frame)
  let names = model.labels
  return try importance(
    of: model.matrix(frame), groups: groups(model.features), higherIsBetter: score.higherIsBetter, repeats, seed,
    threads
  ) { changed in
    try score.score(
      ClassOutcome(
        of: model.model, features: changed, actual: labels, sampleWeights: nil, scores: [score],
        name: { names.text(of: $0) }))
  }
}

/// How much worse a fitted regression does when the values of one feature are shuffled over the rows.
///
/// - Parameters:
///   - names: one for each feature; nil for `x0`, `x1`, ….
///   - score: what is measured; for an error, importance is by how much it rises.
/// - Throws: as for classes.
public func permutationImportance(
  of model: some Regressor, features: Matrix<Double>, targets: [Double], names: [String]? = nil,
  score: NumberScore = .rSquared, repeats: Int = 10, seed: UInt64 = 0, threads: Int? = nil
) throws -> PermutationImportance {
  try importance(
    of: features, groups: groups(names, features.columnCount), higherIsBetter: score.higherIsBetter, repeats, seed,
    threads
  ) { try score.score(predicted: model.predict($0), actual: targets) }
}

/// The same for a model that was fitted to a frame: each column is shuffled as a whole, all its categories together.
/// - Throws: as with a matrix, and what a prediction from a frame throws.
public func permutationImportance<Model>(
  of model: FrameRegressor<Model>, _ frame: DataFrame, score: NumberScore = .rSquared, repeats: Int = 10,
  seed: UInt64 = 0, threads: Int? = nil
) throws -> PermutationImportance {
  let targets = try model.actualTargets(frame)
  return try importance(
    of: model.matrix(frame), groups: groups(model.features), higherIsBetter: score.higherIsBetter, repeats, seed,
    threads
  ) { try score.score(predicted: model.model.predict($0), actual: targets) }
}

/// Columns of a matrix that are shuffled together.
private struct FeatureGroup {
  let name: String
  let columns: Range<Int>
}

private func groups(_ names: [String]?, _ count: Int) throws -> [FeatureGroup] {
  if let names, names.count != count {
    throw EvaluationError.lengths(first: "names", count: names.count, second: "columns", secondCount: count)
  }
  return (0..<count).map { FeatureGroup(name: names?[$0] ?? "x\($0)", columns: $0..<$0 + 1) }
}

private func groups(_ features: FrameFeatures) -> [FeatureGroup] {
  var place = 0
  return features.columns.map { column in
    defer { place += column.featureNames.count }
    return FeatureGroup(name: column.name, columns: place..<place + column.featureNames.count)
  }
}

private func importance(
  of features: Matrix<Double>, groups: [FeatureGroup], higherIsBetter: Bool, _ repeats: Int, _ seed: UInt64,
  _ threads: Int?, score: @escaping @Sendable (Matrix<Double>) throws -> Double
) throws -> PermutationImportance {
  let sign = higherIsBetter ? 1.0 : -1.0
  let ranges = groups.map(\.columns)
  let found = try permutationImportance(
    features: groups.map(\.name), rows: features.rowCount, repeats: repeats, seed: seed, threads: threads
  ) { shuffled in
    guard let shuffled else { return try sign * score(features) }
    var changed = features
    for (row, source) in shuffled.sources.enumerated() {
      for column in ranges[shuffled.feature] { changed[row, column] = features[source, column] }
    }
    return try sign * score(changed)
  }
  return PermutationImportance(features: found.features, baseline: sign * found.baseline, drops: found.drops)
}
