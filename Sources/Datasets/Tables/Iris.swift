import DataFrames
import LinearAlgebra

/// Fisher's irises: 150 flowers, 50 of each of three species, and the lengths and widths of their sepals and petals.
///
/// The card beside the file, `datasets/iris/README.md`, says where it comes from, what the columns mean and what is
/// wrong with it.
///
/// Source: Fisher, "The Use of Multiple Measurements in Taxonomic Problems", Annals of Eugenics 7(2), 1936; UCI Machine
/// Learning Repository, 1988, CC BY 4.0.
public struct Iris: ClassTable {
  /// All columns: four lengths in centimeters, then `species` as text.
  public let frame: DataFrame
  /// The lengths in centimeters. Shape: 150 × 4.
  public let features: Matrix<Double>
  /// The species of each flower: 0 for setosa, 1 for versicolor, 2 for virginica.
  public let labels: [Int]

  /// `sepal_length`, `sepal_width`, `petal_length` and `petal_width`.
  public let featureNames = format.featureNames
  /// The species by label: setosa, versicolor, virginica.
  public let classNames = ["setosa", "versicolor", "virginica"]

  /// Reads the table from its file: `iris/iris.csv` in the folder `datasets` of this checkout, or in the folder that
  /// the environment variable LECTERN_DATASETS names.
  ///
  /// - Throws: ``DatasetError/fileNotFound(file:lookedIn:)`` with the places where it looked,
  ///   ``DatasetError/malformedFile(path:line:problem:)`` if the file does not hold the whole table.
  public static func load() throws(DatasetError) -> Iris { Iris(try format.load()) }

  /// Reads the table from a file of your own.
  ///
  /// - Throws: ``DatasetError/unreadableFile(path:)``, ``DatasetError/malformedFile(path:line:problem:)``.
  public static func load(from path: String) throws(DatasetError) -> Iris { Iris(try format.read(path)) }

  private init(_ contents: TableFormat.Contents) {
    frame = contents.frame
    features = contents.features
    labels = contents.outcomes.map { Int($0) }
  }

  private static let format = TableFormat(
    file: "iris/iris.csv",
    features: ["sepal_length", "sepal_width", "petal_length", "petal_width"].map {
      ColumnFormat(name: $0, kind: .number(0.1...10))
    },
    outcome: ColumnFormat(name: "species", kind: .classes([("setosa", 50), ("versicolor", 50), ("virginica", 50)])),
    rowCount: 150)
}
