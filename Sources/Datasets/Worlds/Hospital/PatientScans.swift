import DataFrames

/// Scans of patients, and scans of other patients at deployment.
public struct PatientScans: ObservedTable {
  /// One row a scan, in random order: `patient` (from 1), `day` (0, 7, 14, …), `x0` to `x11`, `ill`, the label.
  public let frame: DataFrame
  /// The same columns for patients who are not in the frame.
  public let deployment: DataFrame
  /// Truth: P(ill) of each scan's patient, given the patient's traits without noise.
  public let trueProbabilities: [Double]
  /// Truth: the same at deployment.
  public let trueDeploymentProbabilities: [Double]

  /// Truth: the column by which rows belong together, and by which they must be split.
  public var trueGroupColumn: String { "patient" }
  /// Truth: the column on which the label depends.
  public var trueCausalColumns: [String] { ["x0"] }
}
