import DataFrames
import LinearAlgebra
import Plotting

/// Handwritten digits: 1,797 images of 8 by 8 pixels, and which digit each shows.
///
///     let digits = try Digits.load()
///     try digits.image(ofRow: 0)
///
/// The card beside the file, `datasets/digits/README.md`, says where it comes from, what the columns mean and what is
/// wrong with it.
///
/// Source: Alpaydin and Kaynak, "Optical Recognition of Handwritten Digits", UCI Machine Learning Repository, 1998,
/// CC BY 4.0.
public struct Digits: ClassTable {
  /// All columns: 64 pixels, row by row from the top left, each 0 (no ink) to 16, then `digit` as text.
  public let frame: DataFrame
  /// The pixels, 0 to 16. Shape: 1,797 × 64.
  public let features: Matrix<Double>
  /// The digit that each image shows.
  public let labels: [Int]

  /// `pixel_0_0`, `pixel_0_1`, … `pixel_7_7`: the row, from the top, and the column, from the left.
  public let featureNames = format.featureNames
  /// The digits as text, "0" to "9".
  public let classNames = (0...9).map(String.init)

  /// Reads the table from its file: `digits/digits.csv` in the folder `datasets` of this checkout, or in the folder
  /// that the environment variable LECTERN_DATASETS names.
  ///
  /// - Throws: ``DatasetError/fileNotFound(file:lookedIn:)`` with the places where it looked,
  ///   ``DatasetError/malformedFile(path:line:problem:)`` if the file does not hold the whole table.
  public static func load() throws(DatasetError) -> Digits { Digits(try format.load()) }

  /// Reads the table from a file of your own.
  ///
  /// - Throws: ``DatasetError/unreadableFile(path:)``, ``DatasetError/malformedFile(path:line:problem:)``.
  public static func load(from path: String) throws(DatasetError) -> Digits { Digits(try format.read(path)) }

  /// One image as a heat map.
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if there is no such row.
  public func image(ofRow row: Int) throws(DatasetError) -> Plot {
    try requireParameter(features.rowCount > row && row >= 0, "the row", row, "in 0..<\(count)")
    return try Self.image(of: Array(features.row(row)), "Row \(row): a \(labels[row])")
  }

  /// Any 64 numbers, one for each pixel, as a heat map: the mean of some images, or the coefficients of a model.
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if there are not 64.
  public static func image(of pixels: [Double], _ title: String = "") throws(DatasetError) -> Plot {
    try requireParameter(pixels.count == 64, "the number of pixels", pixels.count, "64, row by row from the top left")
    return Plot(title).heatMap((0..<8).map { Array(pixels[$0 * 8..<$0 * 8 + 8]) })
  }

  private init(_ contents: TableFormat.Contents) {
    frame = contents.frame
    features = contents.features
    labels = contents.outcomes.map { Int($0) }
  }

  private static let format = TableFormat(
    file: "digits/digits.csv",
    features: (0..<64).map { ColumnFormat(name: "pixel_\($0 / 8)_\($0 % 8)", kind: .whole(0...16)) },
    outcome: ColumnFormat(
      name: "digit",
      kind: .classes(
        [178, 182, 177, 183, 181, 182, 181, 179, 174, 180].enumerated().map { ("\($0.offset)", $0.element) })),
    rowCount: 1797)
}
