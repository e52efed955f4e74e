/// What the covariances of a mixture's components may look like.
public enum CovarianceShape: String, Codable, CaseIterable, Sendable {
  /// Each component has a covariance matrix of its own: an ellipsoid in any direction.
  case full
  /// All components share one covariance matrix.
  case tied
  /// Each component has a variance for each feature: an ellipsoid along the axes.
  case diagonal
  /// Each component has one variance for all features: a ball.
  case spherical

  /// The number of free numbers in the covariances of `components` components of `features` features.
  func parameterCount(components: Int, features: Int) -> Int {
    switch self {
    case .full: components * features * (features + 1) / 2
    case .tied: features * (features + 1) / 2
    case .diagonal: components * features
    case .spherical: components
    }
  }
}
