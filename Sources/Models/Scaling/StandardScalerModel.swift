public import DataFrames
public import LinearAlgebra

/// The means and standard deviations of columns, by which rows are scaled.
public struct StandardScalerModel: UnsupervisedModel, Equatable {
  private var format = ModelFormat<1>()
  let scaling: ColumnScaling

  init(scaling: ColumnScaling) {
    self.scaling = scaling
  }

  /// Reads a model, and refuses one that was damaged.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    format = try container.decode(ModelFormat<1>.self, forKey: .format)
    scaling = try container.decode(ColumnScaling.self, forKey: .scaling)
    try container.require(
      !scaling.means.isEmpty && scaling.isSound(columns: scaling.means.count), .scaling,
      "\(scaling.means.count) means need as many deviations above 0, and there are \(scaling.deviations.count)")
  }

  public var featureCount: Int { scaling.means.count }
  /// The mean of each column, in its unit.
  public var means: [Double] { scaling.means }
  /// The standard deviation of each column (over n), in its unit; 1 where the column is constant.
  public var deviations: [Double] { scaling.deviations }

  /// (x - mean) / deviation of each value: rows × features. O(n d).
  /// - Throws: ``ModelError`` when the number of columns is wrong or a value is not finite.
  public func transform(_ features: Matrix<Double>) throws -> Matrix<Double> {
    try mapped(features) { value, mean, deviation in (value - mean) / deviation }
  }

  /// mean + deviation · z of each value: what `transform` made of `scaled`, to rounding. O(n d).
  /// - Throws: ``ModelError`` when the number of columns is wrong or a value is not finite.
  public func inverseTransform(_ scaled: Matrix<Double>) throws -> Matrix<Double> {
    try mapped(scaled) { value, mean, deviation in mean + deviation * value }
  }

  private func mapped(
    _ matrix: Matrix<Double>, _ body: (_ value: Double, _ mean: Double, _ deviation: Double) -> Double
  ) throws -> Matrix<Double> {
    try matrix.requireFeatures(featureCount)
    var result = matrix
    let width = featureCount
    result.withUnsafeMutableValues { values in
      for row in 0..<matrix.rowCount {
        for column in 0..<width {
          let place = row * width + column
          values[place] = body(values[place], scaling.means[column], scaling.deviations[column])
        }
      }
    }
    return result
  }
}

extension FrameModel where Model == StandardScalerModel {
  /// The frame with the columns of the fit scaled in their places, under their names; the others stay as they are.
  ///
  ///     let scaler = try StandardScaler().fit(train, features: ["age", "income"])
  ///     let scaled = try scaler.transform(test)
  ///
  /// A column of text that was named stays too, and one column for each of its categories joins: `country = NO`.
  /// - Throws: `FrameError` or ``FrameInputError`` for a frame that does not fit; the errors of the model, told with the
  ///   names of the columns.
  public func transform(_ frame: DataFrame) throws -> DataFrame {
    let scaled = try asking(frame) { try $0.transform($1) }
    var result = frame
    for (place, name) in featureNames.enumerated() {
      result = try result.adding(Column(name, Array(scaled.column(place))))
    }
    return result
  }
}
