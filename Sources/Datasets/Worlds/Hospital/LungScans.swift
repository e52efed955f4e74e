import DataFrames

/// Lung scans for training, with two leaks, and for deployment, without.
public struct LungScans: ObservedTable {
  /// For training, one row a scan: `scan` (from 1), `pixel0` to `pixel5`, `lying`, `font` ("font1", …), `covid`, the
  /// label.
  public let frame: DataFrame
  /// For deployment, with the same columns.
  public let deployment: DataFrame
  /// Truth: P(covid) of each training scan given all columns.
  public let trueProbabilities: [Double]
  /// Truth: P(covid) of each scan at deployment given all columns.
  public let trueDeploymentProbabilities: [Double]

  /// Truth: the columns that leak the label.
  public var trueLeakingColumns: [String] { ["lying", "font"] }
  /// Truth: the column on which the illness has an effect.
  public var trueCausalColumns: [String] { ["pixel0"] }
}
