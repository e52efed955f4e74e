public import LinearAlgebra
import Statistics

/// k-means on a few rows at a time, for many rows or rows that keep coming.
///
///     let learner = MiniBatchKMeans(clusters: 20, batchSize: 512)
///     var model = try learner.fit(features: x)
///     try learner.update(&model, features: today)
///
/// Each step draws a batch of rows, each with probability proportional to its weight, finds their nearest centers, and
/// then moves these: c ← c + (x - c) / v, with v the rows that moved c so far, this one included. A center is thus the
/// mean of the rows that were drawn for it; one that is never nearest stays where it started.
///
/// The start is drawn by k-means++ from three batches of rows. Source: Sculley, "Web-scale k-means clustering", WWW 2010.
public struct MiniBatchKMeans: IncrementalUnsupervisedLearner {
  /// The number of clusters k, at least 1.
  public var clusters: Int
  /// The number of rows per step, at least 1.
  public var batchSize: Int
  /// The number of steps of a fit, at least 1.
  public var steps: Int
  /// The number of k-means++ draws, at least 1; the one with the smallest inertia is started from.
  public var restarts: Int
  /// The seed of all draws.
  public var seed: UInt64

  /// A row of weight w is drawn as often as w rows are. The draws are the same too where the copies stand beside it.
  public var sampleWeightUse: SampleWeightUse { .equalsCopies }

  /// Makes a configuration; it is checked when it is fitted.
  public init(clusters: Int, batchSize: Int = 1024, steps: Int = 100, restarts: Int = 3, seed: UInt64 = 0) {
    self.clusters = clusters
    self.batchSize = batchSize
    self.steps = steps
    self.restarts = restarts
    self.seed = seed
  }

  /// Fits a model to `features` (n × d). O(steps · batch · k d), and O(n k d) once for the inertia.
  /// - Throws: ``ModelError``; beside those of every learner, ``ModelError/tooFewDistinctRows(distinct:needed:)``.
  public func fit(features: Matrix<Double>, sampleWeights: [Double]?) throws -> KMeansModel {
    try requireSettings()
    let rows = try UnlabeledRows(features: features, sampleWeights: sampleWeights)
    var rng = SeededGenerator(seed: seed)
    let draws = RowDraws(rows)
    var centers = RunningCenters(try start(rows, draws, using: &rng))
    for _ in 0..<steps {
      let batch = (0..<batchSize).map { _ in draws.draw(using: &rng) }
      centers.move(to: rows.features.rows(at: batch), weights: nil)
    }
    return centers.model(of: rows.features, weights: rows.weights)
  }

  /// Lets `model` go on with further rows: each once, in order, in batches. O(n k d).
  ///
  /// A row of weight w pulls its center as w rows do. Any ``KMeansModel`` can be updated. The inertia is then that of
  /// the new rows. Where it throws, `model` is as it was.
  /// - Throws: ``ModelError``.
  public func update(_ model: inout KMeansModel, features: Matrix<Double>, sampleWeights: [Double]?) throws {
    try requireSettings()
    guard model.clusterCount == clusters else {
      throw ModelError.setting(
        name: "clusters", value: Double(clusters), requirement: "\(model.clusterCount), as in the model")
    }
    let rows = try UnlabeledRows(features: features, sampleWeights: sampleWeights)
    guard rows.width == model.featureCount else {
      throw ModelError.featureCount(expected: model.featureCount, actual: rows.width)
    }
    var centers = RunningCenters(model.centers, weights: model.clusterWeights)
    for first in stride(from: 0, to: rows.count, by: batchSize) {
      let batch = first..<min(first + batchSize, rows.count)
      centers.move(to: Matrix(rows.features.rows(batch)), weights: rows.weights.map { Array($0[batch]) })
    }
    model = centers.model(of: rows.features, weights: rows.weights)
  }

  private func requireSettings() throws {
    try requireAtLeastOne(clusters, "clusters")
    try requireAtLeastOne(batchSize, "batchSize")
    try requireAtLeastOne(steps, "steps")
    try requireAtLeastOne(restarts, "restarts")
  }

  /// The best of a few k-means++ draws from a sample of the rows.
  private func start(
    _ rows: UnlabeledRows, _ draws: RowDraws, using rng: inout SeededGenerator
  ) throws -> Matrix<Double> {
    let size = 3 * max(batchSize, clusters)
    var sample = rows
    if rows.totalWeight > Double(size) {
      sample = UnlabeledRows(features: rows.features, at: (0..<size).map { _ in draws.draw(using: &rng) })
    }
    var best: (centers: Matrix<Double>, inertia: Double)?
    for _ in 0..<restarts {
      let chosen = sample.kMeansPlusPlus(clusters, using: &rng)
      // A sample can have too few distinct rows where all rows together have enough.
      let centers =
        try chosen.count == clusters
        ? sample.features.rows(at: chosen) : rows.kMeansPlusPlusCenters(clusters, using: &rng)
      let inertia = weightedSum(NearestCenters(centers).nearest(sample.features).distances, sample.weights)
      if let best, best.inertia <= inertia { continue }
      best = (centers, inertia)
    }
    return best!.centers
  }
}

/// Draws rows, with replacement, each with probability proportional to its weight.
private struct RowDraws {
  private let count: Int
  /// The weight of each row and all before it; nil if all weights are 1.
  private let cumulative: [Double]?

  init(_ rows: UnlabeledRows) {
    count = rows.count
    var sum = 0.0
    cumulative = rows.weights?.map { weight in
      sum += weight
      return sum
    }
  }

  func draw(using rng: inout SeededGenerator) -> Int {
    let share = rng.uniform()
    guard let cumulative else { return min(count - 1, Int(share * Double(count))) }
    let target = share * cumulative[count - 1]
    return cumulative.dropLast().partitioningIndex { $0 > target }
  }
}

/// Centers that are the running means of the rows that were nearest to them.
private struct RunningCenters {
  private var centers: Matrix<Double>
  private var weights: [Double]

  init(_ centers: Matrix<Double>, weights: [Double]? = nil) {
    self.centers = centers
    self.weights = weights ?? [Double](repeating: 0, count: centers.rowCount)
  }

  /// Moves the centers that are nearest to the rows of a batch.
  mutating func move(to batch: Matrix<Double>, weights batchWeights: [Double]?) {
    let nearest = NearestCenters(centers).nearest(batch).centers
    for (row, center) in nearest.enumerated() {
      let weight = batchWeights?[row] ?? 1
      weights[center] += weight
      let rate = weight / weights[center]
      for column in 0..<batch.columnCount {
        centers[center, column] += rate * (batch[row, column] - centers[center, column])
      }
    }
  }

  func model(of features: Matrix<Double>, weights rowWeights: [Double]?) -> KMeansModel {
    KMeansModel(
      centers: centers, clusterWeights: weights,
      inertia: weightedSum(NearestCenters(centers).nearest(features).distances, rowWeights), convergence: nil)
  }
}
