import DataFrames
import LinearAlgebra

/// Diabetes patients: ten measurements of each of 442, and how far the disease had progressed a year later.
///
/// The measurements are as they were taken, neither centered nor scaled.
///
/// The card beside the file, `datasets/diabetes/README.md`, says where it comes from, what the columns mean and what is
/// wrong with it.
///
/// Source: Efron, Hastie, Johnstone and Tibshirani, "Least Angle Regression", Annals of Statistics 32(2), 2004.
public struct Diabetes: DatasetTable {
  /// All columns: ten measurements, then `progression`.
  public let frame: DataFrame
  /// The measurements. Shape: 442 × 10.
  public let features: Matrix<Double>
  /// How far the disease had progressed a year after the measurements, 25 to 346; the source gives no unit.
  public let targets: [Double]

  /// The ten measurements, `age` to `glucose`.
  public let featureNames = format.featureNames

  /// Reads the table from its file: `diabetes/diabetes.csv` in the folder `datasets` of this checkout, or in the folder
  /// that the environment variable LECTERN_DATASETS names.
  ///
  /// - Throws: ``DatasetError/fileNotFound(file:lookedIn:)`` with the places where it looked,
  ///   ``DatasetError/malformedFile(path:line:problem:)`` if the file does not hold the whole table.
  public static func load() throws(DatasetError) -> Diabetes { Diabetes(try format.load()) }

  /// Reads the table from a file of your own.
  ///
  /// - Throws: ``DatasetError/unreadableFile(path:)``, ``DatasetError/malformedFile(path:line:problem:)``.
  public static func load(from path: String) throws(DatasetError) -> Diabetes { Diabetes(try format.read(path)) }

  private init(_ contents: TableFormat.Contents) {
    frame = contents.frame
    features = contents.features
    targets = contents.outcomes
  }

  private static let format = TableFormat(
    file: "diabetes/diabetes.csv",
    features: [
      ColumnFormat(name: "age", kind: .whole(0...120)),
      ColumnFormat(name: "sex", kind: .whole(1...2)),
      ColumnFormat(name: "bmi", kind: .number(10...100)),
      ColumnFormat(name: "blood_pressure", kind: .number(30...250)),
      ColumnFormat(name: "total_cholesterol", kind: .whole(1...1000)),
      ColumnFormat(name: "ldl", kind: .number(1...1000)),
      ColumnFormat(name: "hdl", kind: .number(1...1000)),
      ColumnFormat(name: "cholesterol_ratio", kind: .number(1...100)),
      ColumnFormat(name: "log_triglycerides", kind: .number(0...10)),
      ColumnFormat(name: "glucose", kind: .whole(1...1000)),
    ],
    outcome: ColumnFormat(name: "progression", kind: .number(0...1000)),
    rowCount: 442)
}
