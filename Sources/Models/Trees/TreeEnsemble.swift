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
    var sums = [Double](repeating: 0, count: featureCount)
    var counts = [Double](repeating: 0, count: featureCount)
    for tree in trees {
      for node in tree.nodes {
        guard let feature = node.feature else { continue }
        counts[feature] += 1
        switch kind {
        case .gain, .meanGain: sums[feature] += node.gain
        case .cover, .meanCover: sums[feature] += node.weight
        case .splits: sums[feature] += 1
        }
      }
    }
    if kind == .meanGain || kind == .meanCover {
      for feature in sums.indices where counts[feature] > 0 { sums[feature] /= counts[feature] }
    }
    var total = 0.0
    for sum in sums { total += sum }
    return normalized && total > 0 ? sums.map { $0 / total } : sums
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
