public import DataFrames
public import LinearAlgebra

/// A fitted model that puts each row into one of several clusters.
public protocol ClusteringModel: UnsupervisedModel {
  /// The cluster of each row of `features`, from 0.
  func predict(_ features: Matrix<Double>) throws -> [Int]
}

extension KMeansModel: ClusteringModel {}
extension GaussianMixtureModel: ClusteringModel {}

extension FrameModel where Model: ClusteringModel {
  /// The cluster of each row of a frame, from 0.
  ///
  ///     let model = try KMeans(clusters: 3).fit(frame)
  ///     try frame.adding(Column("cluster", model.predict(frame)))
  /// - Throws: `FrameError` or ``FrameInputError`` for a frame that does not fit; the errors of the model, told with the
  ///   names of the columns.
  public func predict(_ frame: DataFrame) throws -> [Int] { try asking(frame) { try $0.predict($1) } }
}
