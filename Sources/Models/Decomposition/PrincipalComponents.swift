public import LinearAlgebra

/// Principal component analysis (PCA): the directions in which rows vary most, each orthogonal to those before.
///
///     let model = try PrincipalComponents(components: 2).fit(features: x)
///     let plane = try model.transform(x)
///
/// The components are the eigenvectors of the covariance Σ w (x - mean)(x - mean)ᵀ / (Σ w - 1), and their variances its
/// eigenvalues, from the largest. They come from a singular value decomposition of the centered rows, or, with more
/// than ten rows per column, from the covariance itself, where variances under about 1e-15 of the largest are lost.
///
/// The sign of a component has no meaning, so it is fixed: the first entry within a millionth of the largest in size is
/// positive.
///
/// Source: Jolliffe, *Principal Component Analysis*, 2nd ed., Springer 2002.
public struct PrincipalComponents: UnsupervisedLearner {
  /// How many components to keep.
  public enum Selection: Equatable, Sendable {
    /// As many as there are rows or columns, whichever is fewer.
    case all
    /// This many, at least 1.
    case count(Int)
    /// The fewest that explain this share of the variance, above 0 and up to 1.
    case varianceShare(Double)
  }

  /// How many components to keep.
  public var selection: Selection
  /// Whether `transform` divides each coordinate by its standard deviation, so that all have variance 1.
  public var whiten: Bool

  /// A row of weight w counts as w rows do.
  public var sampleWeightUse: SampleWeightUse { .equalsCopies }

  /// Makes a configuration that keeps all components; it is checked when it is fitted.
  public init(whiten: Bool = false) {
    selection = .all
    self.whiten = whiten
  }

  /// Makes a configuration that keeps a number of components; it is checked when it is fitted.
  public init(components: Int, whiten: Bool = false) {
    selection = .count(components)
    self.whiten = whiten
  }

  /// Makes a configuration that keeps the fewest components that explain a share of the variance; it is checked when it
  /// is fitted.
  public init(varianceShare: Double, whiten: Bool = false) {
    selection = .varianceShare(varianceShare)
    self.whiten = whiten
  }

  /// Fits a model to `features` (n × d). O(n d · min(n, d)).
  /// - Throws: ``ModelError``; beside those of every learner, ``ModelError/componentCount(wanted:rows:columns:)``,
  ///   ``ModelError/noVarianceEstimate(total:)`` for a single row, ``ModelError/constantFeatures``, and
  ///   ``ModelError/componentWithoutVariance(component:)`` when whitening.
  public func fit(features: Matrix<Double>, sampleWeights: [Double]?) throws -> PrincipalComponentsModel {
    switch selection {
    case .all: break
    case .count(let count): try requireAtLeastOne(count, "components")
    case .varianceShare(let share):
      guard share > 0, share <= 1 else {
        throw ModelError.setting(name: "varianceShare", value: share, requirement: "above 0 and at most 1")
      }
    }
    let rows = try UnlabeledRows(features: features, sampleWeights: sampleWeights)
    guard rows.totalWeight > 1 else { throw ModelError.noVarianceEstimate(total: rows.totalWeight) }
    let most = min(rows.count, rows.width)
    if case .count(let count) = selection, count > most {
      throw ModelError.componentCount(wanted: count, rows: rows.count, columns: rows.width)
    }

    let mean = CenteredRows(rows.features, indices: nil, weights: rows.weights).centers
    var centered = rows.features
    centered.withUnsafeMutableValues { values in
      for row in 0..<rows.count {
        let scale = rows.weight(row).squareRoot()
        for column in 0..<rows.width {
          values[row * rows.width + column] = scale * (values[row * rows.width + column] - mean[column])
        }
      }
    }
    guard centered.maximumMagnitude() > 0 else { throw ModelError.constantFeatures }
    var (variances, directions) = try axes(of: centered)
    for index in variances.indices { variances[index] /= rows.totalWeight - 1 }
    var total = 0.0
    for variance in variances { total += variance }

    var kept = most
    switch selection {
    case .all: break
    case .count(let count): kept = count
    case .varianceShare(let share):
      var sum = 0.0
      kept =
        variances.firstIndex { variance in
          sum += variance
          return sum >= share * total
        }.map { $0 + 1 } ?? most
    }
    let least = Double(max(rows.count, rows.width)) * Double.ulpOfOne * variances[0]
    if whiten, let flat = variances[..<kept].firstIndex(where: { $0 <= least }) {
      throw ModelError.componentWithoutVariance(component: flat)
    }
    var components = Matrix(directions.rows(0..<kept))
    components.fixSigns()
    return PrincipalComponentsModel(
      components: components, explainedVariance: Array(variances[..<kept]), totalVariance: total, mean: mean,
      whitens: whiten)
  }

  /// The squared singular values of `centered`, from the largest, and its right singular vectors as rows.
  private func axes(of centered: Matrix<Double>) throws -> ([Double], Matrix<Double>) {
    guard centered.rowCount > 10 * centered.columnCount else {
      let svd = try SVD(centered)
      return (svd.singularValues.map { $0 * $0 }, svd.vTransposed)
    }
    let eigen = try SymmetricEigen(centered.gram())
    return (
      eigen.values.reversed().map { max(0, $0) },
      eigen.vectors.transposed().rows(at: Array((0..<centered.columnCount).reversed()))
    )
  }
}

extension Matrix<Double> {
  /// Turns each row so that its first entry within a millionth of the largest in size is positive.
  fileprivate mutating func fixSigns() {
    for row in 0..<rowCount {
      var largest = 0.0
      for value in self.row(row) { largest = Swift.max(largest, abs(value)) }
      guard let first = self.row(row).first(where: { abs($0) >= largest * (1 - 1e-6) }), first < 0 else { continue }
      for column in 0..<columnCount { self[row, column] = -self[row, column] }
    }
  }
}
