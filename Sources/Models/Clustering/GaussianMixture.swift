public import LinearAlgebra
import Statistics

/// A mixture of normal distributions (GMM), fitted by expectation and maximization (EM).
///
///     let model = try GaussianMixture(components: 3, covariance: .full).fit(features: x)
///     let shares = try model.responsibilities(x)
///
/// The density is p(x) = Σⱼ πⱼ N(x; μⱼ, Σⱼ). A step first finds each component's share of each row,
/// rᵢⱼ = πⱼ N(xᵢ; μⱼ, Σⱼ) / p(xᵢ), by logarithms and a Cholesky factor of each covariance; then it sets πⱼ, μⱼ and Σⱼ to
/// the total, the mean and the covariance of the rows weighted by wᵢ rᵢⱼ, with `regularization` added to each variance.
/// Steps go on until the mean log density of a row gains no more than `tolerance`. No step lowers it, but for what the
/// regularization takes.
///
/// Each start takes the clusters of k-means after a k-means++ draw; the start that ends most likely wins. A start in
/// which a component collapses is passed over, unless all of them do.
///
/// Source: Dempster, Laird and Rubin, "Maximum likelihood from incomplete data via the EM algorithm", Journal of the
/// Royal Statistical Society B 39 (1977).
public struct GaussianMixture: UnsupervisedLearner {
  /// The number of components k, at least 1.
  public var components: Int
  /// What the covariances may look like.
  public var covariance: CovarianceShape
  /// What is added to every variance, at least 0, in the square of the features' unit: it keeps a component that has
  /// found a few equal rows from becoming infinitely dense.
  public var regularization: Double
  /// The gain of the mean log density of a row that is too small to go on for, at least 0.
  public var tolerance: Double
  /// The largest number of steps from each start, at least 1.
  public var maximumIterations: Int
  /// The number of starts, at least 1; one is enough with ``startingCenters``.
  public var restarts: Int
  /// Centers to start from (k × d): each row then starts in the component of its nearest center, and nothing is drawn.
  public var startingCenters: Matrix<Double>?
  /// The seed of the k-means++ draws; each start has a stream of its own.
  public var seed: UInt64

  /// A row of weight w counts as w rows do. The draws are the same too where the copies stand beside the row.
  public var sampleWeightUse: SampleWeightUse { .equalsCopies }

  /// Makes a configuration; it is checked when it is fitted.
  public init(
    components: Int, covariance: CovarianceShape = .full, regularization: Double = 1e-6, tolerance: Double = 1e-4,
    maximumIterations: Int = 200, restarts: Int = 1, startingCenters: Matrix<Double>? = nil, seed: UInt64 = 0
  ) {
    self.components = components
    self.covariance = covariance
    self.regularization = regularization
    self.tolerance = tolerance
    self.maximumIterations = maximumIterations
    self.restarts = restarts
    self.startingCenters = startingCenters
    self.seed = seed
  }

  /// Fits a model to `features` (n × d). O(n k d²) for each step, O(n k d) for diagonal and spherical covariances.
  ///
  /// In the model's report, the objective is minus the mean log density of a row, and the residual is what the last
  /// step gained.
  /// - Throws: ``ModelError``; beside those of every learner, ``ModelError/componentCollapsed(component:)``,
  ///   ``ModelError/tooFewDistinctRows(distinct:needed:)`` and
  ///   ``ModelError/startingCenters(rows:columns:neededRows:neededColumns:)``.
  public func fit(features: Matrix<Double>, sampleWeights: [Double]?) throws -> GaussianMixtureModel {
    try requireAtLeastOne(components, "components")
    try requireNonnegative(regularization, "regularization")
    try requireNonnegative(tolerance, "tolerance")
    try requireAtLeastOne(maximumIterations, "maximumIterations")
    try requireAtLeastOne(restarts, "restarts")
    let rows = try UnlabeledRows(features: features, sampleWeights: sampleWeights)
    if let startingCenters {
      try rows.requireStartingCenters(startingCenters, components)
      return try climb(rows, labels: NearestCenters(startingCenters).nearest(rows.features).centers, startingCenters)
    }
    var best: GaussianMixtureModel?
    var failure: (any Error)?
    for start in 0..<restarts {
      var rng = SeededGenerator(seed: seed, stream: "start", index: start)
      let centers = try rows.kMeansPlusPlusCenters(components, using: &rng)
      let clusters = LloydSteps(rows, from: centers, maximumIterations: 100)
      do {
        let model = try climb(rows, labels: clusters.labels, clusters.centers)
        if let best, best.convergence.objective <= model.convergence.objective { continue }
        best = model
      } catch {
        failure = error
      }
    }
    guard let best else { throw failure! }
    return best
  }

  /// Takes steps from rows that each belong to one component.
  private func climb(
    _ rows: UnlabeledRows, labels: [Int], _ centers: Matrix<Double>
  ) throws -> GaussianMixtureModel {
    var density = try MixtureMoments(rows, labels: labels, centers: centers, shape: covariance)
      .mixture(regularization: regularization)
    var moments = MixtureMoments(rows, density: density)
    var report: ConvergenceReport
    var iteration = 0
    repeat {
      let before = moments.logLikelihood
      density = try moments.mixture(regularization: regularization)
      moments = MixtureMoments(rows, density: density)
      iteration += 1
      let gain = (moments.logLikelihood - before) / rows.totalWeight
      report = ConvergenceReport(
        iterations: iteration, objective: -moments.logLikelihood / rows.totalWeight, residual: gain,
        converged: gain <= tolerance)
    } while !report.converged && iteration < maximumIterations
    return GaussianMixtureModel(density: density, convergence: report)
  }
}
