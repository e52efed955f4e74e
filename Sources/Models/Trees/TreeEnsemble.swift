import Kernels
import LinearAlgebra

/// A model that is made of trees.
public protocol TreeEnsemble: Sendable {
  /// The trees, in the order in which they were made.
  var trees: [Tree] { get }
  /// The number of feature columns that the model was fitted on.
  var featureCount: Int { get }
}

/// What the importance of a feature adds up over the questions that ask about it.
public enum ImportanceKind: String, CaseIterable, Sendable {
  /// The sum of what the questions gained.
  case gain
  /// The mean of what the questions gained.
  case meanGain
  /// The number of questions.
  case splits
  /// The sum of the weights of the training rows that the questions were asked of.
  case cover
  /// The mean of these weights.
  case meanCover
}

extension TreeEnsemble {
  /// How much each feature was used by the trees, in the units of `kind`, which may rank features differently.
  ///
  ///     let shares = model.featureImportance(.gain, normalized: true)
  ///
  /// Measured on the training rows, so a feature that can only be memorized looks important too.
  /// - Parameters:
  ///   - kind: what is added up.
  ///   - normalized: whether to scale the result to a sum of 1 (all zeros stay).
  /// - Returns: one number per feature.
  public func featureImportance(_ kind: ImportanceKind = .gain, normalized: Bool = false) -> [Double] {
    var result = [Double](repeating: 0, count: featureCount)
    for (feature, importance) in trees.usedFeatures(kind, normalized: normalized) {
      result[feature] = importance
    }
    return result
  }
}

extension [Tree] {
  /// The features that the trees ask about, ascending, each with its importance.
  func usedFeatures(_ kind: ImportanceKind, normalized: Bool) -> [(feature: Int, importance: Double)] {
    var uses: [Int: (sum: Double, count: Double)] = [:]
    for tree in self {
      for node in tree.nodes {
        guard let feature = node.feature else { continue }
        let part =
          switch kind {
          case .gain, .meanGain: node.gain
          case .cover, .meanCover: node.weight
          case .splits: 1.0
          }
        uses[feature, default: (0, 0)].sum += part
        uses[feature, default: (0, 0)].count += 1
      }
    }
    let isMean = kind == .meanGain || kind == .meanCover
    let importances = uses.sorted { $0.key < $1.key }
      .map { feature, use in (feature: feature, importance: isMean ? use.sum / use.count : use.sum) }
    var total = 0.0
    for (_, importance) in importances { total += importance }
    return normalized && total > 0 ? importances.map { ($0, $1 / total) } : importances
  }
}

extension Matrix<Double> {
  /// Checks that a model for `expected` columns that takes NaN as missing can predict from this matrix.
  func requireFeaturesOrMissing(_ expected: Int) throws {
    guard columnCount == expected else { throw ModelError.featureCount(expected: expected, actual: columnCount) }
    try requireNoInfinities()
  }

  /// Checks that a learner that takes NaN as missing can be fitted to this matrix.
  func requireUsableOrMissingFeatures() throws {
    guard rowCount > 0 else { throw ModelError.noRows }
    guard columnCount > 0 else { throw ModelError.noFeatures }
    try requireNoInfinities()
  }

  private func requireNoInfinities() throws {
    let width = columnCount
    let block = 1 << 14
    let bad = withUnsafeValues { values in
      nonisolated(unsafe) let values = values
      return parallelMap((values.count + block - 1) / block, grain: 16) { index in
        var infinite = false
        for position in index * block..<min((index + 1) * block, values.count) {
          infinite = infinite || values[position].magnitude == .infinity
        }
        return infinite
      }.firstIndex(of: true)
    }
    guard let bad else { return }
    try withUnsafeValues { values in
      for position in bad * block..<values.count where values[position].isInfinite {
        throw ModelError.featureNotFinite(row: position / width, column: position % width, value: values[position])
      }
    }
  }
}
