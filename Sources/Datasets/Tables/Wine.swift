import DataFrames
import LinearAlgebra

/// Wines from one region of Italy: 178 wines of three cultivars, and what a chemical analysis found in each.
///
/// The card beside the file, `datasets/wine/README.md`, says where it comes from, what the columns mean and what is
/// wrong with it.
///
/// Source: Aeberhard and Forina, "Wine", UCI Machine Learning Repository, 1991, CC BY 4.0.
public struct Wine: ClassTable {
  /// All columns: thirteen measurements, then `cultivar` as text.
  public let frame: DataFrame
  /// The measurements. Shape: 178 × 13.
  public let features: Matrix<Double>
  /// The cultivar of each wine, from 0.
  public let labels: [Int]

  /// The thirteen measurements, `alcohol` to `proline`.
  public let featureNames = format.featureNames
  /// The cultivars by label: the source numbers them and does not name them.
  public let classNames = ["cultivar_1", "cultivar_2", "cultivar_3"]

  /// Reads the table from its file: `wine/wine.csv` in the folder `datasets` of this checkout, or in the folder that
  /// the environment variable LECTERN_DATASETS names.
  ///
  /// - Throws: ``DatasetError/fileNotFound(file:lookedIn:)`` with the places where it looked,
  ///   ``DatasetError/malformedFile(path:line:problem:)`` if the file does not hold the whole table.
  public static func load() throws(DatasetError) -> Wine { Wine(try format.load()) }

  /// Reads the table from a file of your own.
  ///
  /// - Throws: ``DatasetError/unreadableFile(path:)``, ``DatasetError/malformedFile(path:line:problem:)``.
  public static func load(from path: String) throws(DatasetError) -> Wine { Wine(try format.read(path)) }

  private init(_ contents: TableFormat.Contents) {
    frame = contents.frame
    features = contents.features
    labels = contents.outcomes.map { Int($0) }
  }

  private static let format = TableFormat(
    file: "wine/wine.csv",
    features: [
      "alcohol", "malic_acid", "ash", "alcalinity_of_ash", "magnesium", "total_phenols", "flavanoids",
      "nonflavanoid_phenols", "proanthocyanins", "color_intensity", "hue", "od280_od315", "proline",
    ].map { name in
      switch name {
      case "magnesium", "proline": ColumnFormat(name: name, kind: .whole(1...10_000))
      default: ColumnFormat(name: name, kind: .number(0...100))
      }
    },
    outcome: ColumnFormat(
      name: "cultivar", kind: .classes([("cultivar_1", 59), ("cultivar_2", 71), ("cultivar_3", 48)])),
    rowCount: 178)
}
