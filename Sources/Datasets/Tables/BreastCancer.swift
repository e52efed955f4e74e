import DataFrames
import LinearAlgebra

/// The Wisconsin diagnostic breast cancer table: 569 tumors, 30 measurements of cell nuclei from an image of
/// each, and whether the tumor was malignant (212) or benign (357).
///
/// The card beside the file, `datasets/breast-cancer/README.md`, says where it comes from, what the columns
/// mean and what is wrong with it.
///
/// Source: Wolberg, Mangasarian, Street and Street, "Breast Cancer Wisconsin (Diagnostic)", UCI Machine
/// Learning Repository, 1993, CC BY 4.0.
public struct BreastCancer: ClassTable {
  /// What the tumor turned out to be.
  public enum Diagnosis: String, CaseIterable, Codable, Sendable {
    case malignant, benign
  }

  /// All columns: 30 measurements, then `diagnosis` as text.
  public let frame: DataFrame
  /// The measurements. Shape: 569 × 30.
  public let features: Matrix<Double>
  /// The classes as numbers: 1 for malignant, the class to find, and 0 for benign. (scikit-learn's copy of
  /// this table has them the other way round.)
  public let labels: [Int]

  /// The names of the 30 features, in the order of the columns.
  public let featureNames = format.featureNames
  /// The classes by label: benign, malignant.
  public let classNames = ["benign", "malignant"]
  /// What each tumor turned out to be.
  public let diagnoses: [Diagnosis]

  /// Reads the table from its file: `breast-cancer/breast-cancer.csv` in the folder `datasets` of this
  /// checkout, or in the folder that the environment variable LECTERN_DATASETS names.
  ///
  /// - Throws: ``DatasetError/fileNotFound(file:lookedIn:)`` with the places where it looked,
  ///   ``DatasetError/malformedFile(path:line:problem:)`` if the file does not hold the whole table.
  public static func load() throws(DatasetError) -> BreastCancer { BreastCancer(try format.load()) }

  /// Reads the table from a file of your own.
  ///
  /// - Throws: ``DatasetError/unreadableFile(path:)``, ``DatasetError/malformedFile(path:line:problem:)``.
  public static func load(from path: String) throws(DatasetError) -> BreastCancer {
    BreastCancer(try format.read(path))
  }

  private init(_ contents: TableFormat.Contents) {
    frame = contents.frame
    features = contents.features
    labels = contents.outcomes.map { Int($0) }
    diagnoses = labels.map { $0 == 1 ? .malignant : .benign }
  }

  /// Ten measurements, each as mean, standard error and worst, then the diagnosis.
  private static let format: TableFormat = {
    let measurements = [
      "radius", "texture", "perimeter", "area", "smoothness", "compactness", "concavity", "concave_points",
      "symmetry", "fractal_dimension",
    ]
    let names =
      measurements.map { "mean_" + $0 } + measurements.map { $0 + "_error" } + measurements.map { "worst_" + $0 }
    return TableFormat(
      file: "breast-cancer/breast-cancer.csv",
      features: names.map { ColumnFormat(name: $0, kind: .number(0...(.infinity))) },
      outcome: ColumnFormat(name: "diagnosis", kind: .classes([("benign", 357), ("malignant", 212)])),
      rowCount: 569)
  }()
}
