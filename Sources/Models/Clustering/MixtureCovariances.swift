import LinearAlgebra

/// The covariances of a mixture's components, each number stored once.
enum MixtureCovariances: Codable, Equatable, Sendable {
  /// One d × d matrix per component.
  case full([Matrix<Double>])
  /// One d × d matrix for all.
  case tied(Matrix<Double>)
  /// One variance per component and feature: k × d.
  case diagonal(Matrix<Double>)
  /// One variance per component.
  case spherical([Double])

  var shape: CovarianceShape {
    switch self {
    case .full: .full
    case .tied: .tied
    case .diagonal: .diagonal
    case .spherical: .spherical
    }
  }

  /// The covariance matrix of `component`, `size` × `size`.
  func matrix(_ component: Int, size: Int) -> Matrix<Double> {
    switch self {
    case .full(let matrices): matrices[component]
    case .tied(let matrix): matrix
    case .diagonal(let variances): Matrix.diagonal(Array(variances.row(component)))
    case .spherical(let variances): Matrix.diagonal([Double](repeating: variances[component], count: size))
    }
  }

  /// Whether these are covariances of `components` components of `features` features.
  func fits(components: Int, features: Int) -> Bool {
    func isSquare(_ matrix: Matrix<Double>) -> Bool {
      matrix.rowCount == features && matrix.columnCount == features
    }
    switch self {
    case .full(let matrices): return matrices.count == components && matrices.allSatisfy(isSquare)
    case .tied(let matrix): return isSquare(matrix)
    case .diagonal(let variances): return variances.rowCount == components && variances.columnCount == features
    case .spherical(let variances): return variances.count == components
    }
  }
}
