public import LinearAlgebra
import Statistics

/// k-means: centers that make the sum of squared distances from the rows to their nearest centers small.
///
///     let model = try KMeans(clusters: 3, seed: 1).fit(features: x)
///     let groups = try model.predict(x)
///
/// Lloyd's steps from each of a few k-means++ starts: assign every row to its nearest center, move every center to the
/// weighted mean of its rows, until no row changes its center; the start that ends with the smallest sum wins. A center
/// that lost all its rows moves to the row farthest from its own center.
///
/// Source: Lloyd, "Least squares quantization in PCM", IEEE Transactions on Information Theory 28 (1982); Arthur and
/// Vassilvitskii, "k-means++: the advantages of careful seeding", SODA 2007; the greedy variant, which draws
/// 2 + ⌊ln k⌋ candidates for each center and takes the one that leaves the smallest sum.
public struct KMeans: UnsupervisedLearner {
  /// The number of clusters k, at least 1.
  public var clusters: Int
  /// The number of k-means++ starts, at least 1; one is enough with ``startingCenters``.
  public var restarts: Int
  /// The largest number of Lloyd's steps from each start, at least 1.
  public var maximumIterations: Int
  /// Centers to start from (k × d) instead of k-means++; the fit then has one start and draws nothing.
  public var startingCenters: Matrix<Double>?
  /// The seed of the k-means++ draws; each start has a stream of its own.
  public var seed: UInt64

  /// A row of weight w moves centers as w rows do. The draws are the same too where the copies stand beside the row.
  public var sampleWeightUse: SampleWeightUse { .equalsCopies }

  /// Makes a configuration; it is checked when it is fitted.
  public init(
    clusters: Int, restarts: Int = 10, maximumIterations: Int = 300, startingCenters: Matrix<Double>? = nil,
    seed: UInt64 = 0
  ) {
    self.clusters = clusters
    self.restarts = restarts
    self.maximumIterations = maximumIterations
    self.startingCenters = startingCenters
    self.seed = seed
  }

  /// Fits a model to `features` (n × d). O(n k d) for each step of each start.
  ///
  /// In the model's report, the residual is the weight of the rows that changed their center in the last step.
  /// - Throws: ``ModelError``; beside those of every learner,
  ///   ``ModelError/tooFewDistinctRows(distinct:needed:)`` and
  ///   ``ModelError/startingCenters(rows:columns:neededRows:neededColumns:)``.
  public func fit(features: Matrix<Double>, sampleWeights: [Double]?) throws -> KMeansModel {
    try requireAtLeastOne(clusters, "clusters")
    try requireAtLeastOne(restarts, "restarts")
    try requireAtLeastOne(maximumIterations, "maximumIterations")
    let rows = try UnlabeledRows(features: features, sampleWeights: sampleWeights)
    var best: LloydSteps?
    if let startingCenters {
      try rows.requireStartingCenters(startingCenters, clusters)
      best = LloydSteps(rows, from: startingCenters, maximumIterations: maximumIterations)
    } else {
      for start in 0..<restarts {
        var rng = SeededGenerator(seed: seed, stream: "start", index: start)
        let centers = try rows.kMeansPlusPlusCenters(clusters, using: &rng)
        let run = LloydSteps(rows, from: centers, maximumIterations: maximumIterations)
        if let inertia = best?.inertia, inertia <= run.inertia { continue }
        best = run
      }
    }
    let run = best!
    return KMeansModel(
      centers: run.centers, clusterWeights: run.clusterWeights, inertia: run.inertia, convergence: run.convergence)
  }
}

extension UnlabeledRows {
  /// The rows that k-means++ draws, as centers.
  func kMeansPlusPlusCenters(
    _ clusters: Int, using rng: inout some RandomNumberGenerator
  ) throws -> Matrix<Double> {
    let chosen = kMeansPlusPlus(clusters, using: &rng)
    guard chosen.count == clusters else {
      throw ModelError.tooFewDistinctRows(distinct: chosen.count, needed: clusters)
    }
    return features.rows(at: chosen)
  }

  /// Checks that given centers can be started from.
  func requireStartingCenters(_ centers: Matrix<Double>, _ clusters: Int) throws {
    guard centers.rowCount == clusters, centers.columnCount == width else {
      throw ModelError.startingCenters(
        rows: centers.rowCount, columns: centers.columnCount, neededRows: clusters, neededColumns: width)
    }
    try centers.requireUsableFeatures()
  }
}
