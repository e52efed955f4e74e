import DataFrames

/// Scans of hospital A, where the model is made, and of hospital B, where it is used.
public struct ScannerImages: ObservedTable {
  /// Hospital A, one row a scan: `scan` (from 1), `pixel0` to `pixel11`, `scanner` ("standard" or "advanced"),
  /// `cancer`, the label.
  public let frame: DataFrame
  /// Hospital B, with the same columns: here the scanner says nothing about the label.
  public let deployment: DataFrame
  /// Truth: P(cancer) in hospital A given all columns, the scanner included.
  public let trueProbabilities: [Double]
  /// Truth: P(cancer) in hospital B given all columns.
  public let trueDeploymentProbabilities: [Double]

  /// Truth: the column that leaks the label.
  public var trueLeakingColumns: [String] { ["scanner"] }
  /// Truth: the columns through which the leak can be seen when the leaking one is dropped: the background.
  public var trueContaminatedColumns: [String] { (2..<ScannerWorld.pixels).map { "pixel\($0)" } }
  /// Truth: the columns on which cancer has an effect.
  public var trueCausalColumns: [String] { ["pixel0", "pixel1"] }
}
