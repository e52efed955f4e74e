public import DataFrames
public import LinearAlgebra

extension FrameModel {
  /// Asks the model about the rows of a frame.
  func asking<Answer>(_ frame: DataFrame, _ body: (Model, Matrix<Double>) throws -> Answer) throws -> Answer {
    let matrix = try matrix(frame)
    return try tellingNames(features) { try body(model, matrix) }
  }
}

extension FrameModel where Model == KMeansModel {
  /// The distance from each row of a frame to each center: rows × clusters.
  /// - Throws: `FrameError`, ``FrameInputError`` or ``NamedInputError``.
  public func transform(_ frame: DataFrame) throws -> Matrix<Double> { try asking(frame) { try $0.transform($1) } }
}

extension FrameModel where Model == PrincipalComponentsModel {
  /// The coordinates of each row of a frame along the components: rows × components.
  ///
  ///     let plane = try PrincipalComponents(components: 2).fit(frame).transform(frame)
  /// - Throws: `FrameError`, ``FrameInputError`` or ``NamedInputError``.
  public func transform(_ frame: DataFrame) throws -> Matrix<Double> { try asking(frame) { try $0.transform($1) } }
}

extension FrameModel where Model == IsolationForestModel {
  /// How unusual each row of a frame is, between 0 and 1.
  ///
  ///     let scores = try IsolationForest().fit(frame).anomalyScores(frame)
  /// - Throws: `FrameError`, ``FrameInputError`` or ``NamedInputError``.
  public func anomalyScores(_ frame: DataFrame) throws -> [Double] { try asking(frame) { try $0.anomalyScores($1) } }
}

extension FrameModel where Model == GaussianMixtureModel {
  /// The natural logarithm of the density at each row of a frame.
  /// - Throws: `FrameError`, ``FrameInputError`` or ``NamedInputError``.
  public func logDensity(_ frame: DataFrame) throws -> [Double] { try asking(frame) { try $0.logDensity($1) } }

  /// The probability that each row of a frame came from each component: rows × components.
  /// - Throws: `FrameError`, ``FrameInputError`` or ``NamedInputError``.
  public func responsibilities(_ frame: DataFrame) throws -> Matrix<Double> {
    try asking(frame) { try $0.responsibilities($1) }
  }
}
