import Kernels
public import LinearAlgebra

/// Centers, and which rows are nearest to which.
public struct KMeansModel: UnsupervisedModel, Equatable {
  private var format = ModelFormat<1>()
  /// One center per row: clusters × features.
  public let centers: Matrix<Double>
  /// The total weight of the rows that each center is the mean of.
  public let clusterWeights: [Double]
  /// The weighted sum of squared distances from the rows of the last fit or update to their nearest centers.
  public let inertia: Double
  /// How Lloyd's steps ended; nil for a mini-batch fit.
  public let convergence: ConvergenceReport?

  init(centers: Matrix<Double>, clusterWeights: [Double], inertia: Double, convergence: ConvergenceReport?) {
    self.centers = centers
    self.clusterWeights = clusterWeights
    self.inertia = inertia
    self.convergence = convergence
  }

  /// The number of clusters.
  public var clusterCount: Int { centers.rowCount }
  public var featureCount: Int { centers.columnCount }

  /// The number of the nearest center of each row, counted from 0; the first of equally near ones. O(n k d).
  /// - Throws: ``ModelError`` when the number of columns is wrong or a value is not finite.
  public func predict(_ features: Matrix<Double>) throws -> [Int] {
    try features.requireFeatures(featureCount)
    return NearestCenters(centers).nearest(features).centers
  }

  /// The distance from each row to each center: rows × clusters, in the unit of the features. O(n k d).
  ///
  /// These are new features for another model: how far a row is from each of a few typical ones.
  /// - Throws: ``ModelError`` when the number of columns is wrong or a value is not finite.
  public func transform(_ features: Matrix<Double>) throws -> Matrix<Double> {
    try features.requireFeatures(featureCount)
    let (count, width) = (clusterCount, featureCount)
    var result = Matrix(rowCount: features.rowCount, columnCount: count)
    result.withUnsafeMutableValues { result in
      features.withUnsafeValues { values in
        centers.withUnsafeValues { centers in
          nonisolated(unsafe) let (result, values, centers) = (result, values, centers)
          parallelFor(0..<features.rowCount, grain: 256) { piece in
            for row in piece {
              for center in 0..<count {
                result[row * count + center] = squaredDistance(
                  values.baseAddress! + row * width, centers.baseAddress! + center * width, count: width
                ).squareRoot()
              }
            }
          }
        }
      }
    }
    return result
  }

  /// The weighted sum of squared distances from `features` to their nearest centers. O(n k d).
  /// - Throws: ``ModelError`` when the number of columns is wrong, a value is not finite, or the weights are not usable.
  public func inertia(of features: Matrix<Double>, sampleWeights: [Double]? = nil) throws -> Double {
    try features.requireFeatures(featureCount)
    try features.requireWeights(sampleWeights)
    return weightedSum(NearestCenters(centers).nearest(features).distances, sampleWeights)
  }
}

/// Σ w v, in order.
func weightedSum(_ values: [Double], _ weights: [Double]?) -> Double {
  var sum = 0.0
  for (index, value) in values.enumerated() { sum += (weights?[index] ?? 1) * value }
  return sum
}

extension KMeansModel {
  private enum CodingKeys: String, CodingKey {
    case format, centers, clusterWeights, inertia, convergence
  }

  /// Reads a model, and refuses one of another format or whose parts do not fit together.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    format = try container.decode(ModelFormat<1>.self, forKey: .format)
    centers = try container.decode(Matrix<Double>.self, forKey: .centers)
    clusterWeights = try container.decode([Double].self, forKey: .clusterWeights)
    inertia = try container.decode(Double.self, forKey: .inertia)
    convergence = try container.decodeIfPresent(ConvergenceReport.self, forKey: .convergence)
    guard centers.rowCount > 0, centers.columnCount > 0, clusterWeights.count == centers.rowCount,
      clusterWeights.allSatisfy({ $0 >= 0 && $0.isFinite }), centers.values.allSatisfy({ abs($0) <= largestMagnitude })
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .centers, in: container,
        debugDescription: "\(centers.rowCount) × \(centers.columnCount) centers with \(clusterWeights.count) cluster "
          + "weights are not a model of clusters")
    }
  }
}
