internal import Foundation

/// The Wisconsin diagnostic breast cancer table: 569 tumors, 30 measurements of cell nuclei from an image of
/// each, and whether the tumor was malignant (212) or benign (357).
///
/// The card beside the file, `datasets/breast-cancer/README.md`, says where it comes from, what the columns
/// mean and what is wrong with it.
///
/// Source: Wolberg, Mangasarian, Street and Street, "Breast Cancer Wisconsin (Diagnostic)", UCI Machine
/// Learning Repository, 1993, CC BY 4.0.
public struct BreastCancer: Sendable {
  /// What the tumor turned out to be.
  public enum Diagnosis: String, CaseIterable, Codable, Sendable {
    case malignant, benign
  }

  /// The names of the 30 features, in the order of the columns.
  public let featureNames: [String]
  /// One row of 30 numbers per tumor.
  public let features: [[Double]]
  /// What each tumor turned out to be.
  public let diagnoses: [Diagnosis]

  /// The classes as numbers: 1 for malignant, the class to find, and 0 for benign. (scikit-learn's copy of
  /// this table has them the other way round.)
  public var labels: [Int] { diagnoses.map { $0 == .malignant ? 1 : 0 } }
  /// The number of tumors.
  public var count: Int { diagnoses.count }

  /// The values of one feature, one per tumor.
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if there is no feature of that name.
  public func feature(_ name: String) throws(DatasetError) -> [Double] {
    guard let column = featureNames.firstIndex(of: name) else {
      throw .invalidParameter(
        what: "the feature", value: "\"\(name)\"", expected: "one of " + featureNames.joined(separator: ", "))
    }
    return features.map { $0[column] }
  }

  /// Reads the table from its file: `breast-cancer/breast-cancer.csv` in the folder `datasets` of this
  /// checkout, or in the folder that the environment variable LECTERN_DATASETS names.
  ///
  /// - Throws: ``DatasetError/fileNotFound(file:lookedIn:)`` with the places where it looked,
  ///   ``DatasetError/malformedFile(path:line:problem:)`` if the file does not hold the whole table.
  public static func load() throws(DatasetError) -> BreastCancer {
    try load(from: DatasetFolder.path(of: "breast-cancer/breast-cancer.csv"))
  }

  /// Reads the table from a file of your own.
  ///
  /// - Throws: ``DatasetError/unreadableFile(path:)``, ``DatasetError/malformedFile(path:line:problem:)``.
  public static func load(from path: String) throws(DatasetError) -> BreastCancer {
    guard let data = FileManager.default.contents(atPath: path), let text = String(data: data, encoding: .utf8)
    else { throw .unreadableFile(path: path) }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
    let header = lines.first?.split(separator: ",", omittingEmptySubsequences: false).map(String.init) ?? []
    guard header == Self.columns else {
      throw .malformedFile(
        path: path, line: 1, problem: "the header must be \(Self.columns.joined(separator: ","))")
    }
    guard lines.count == 570 else {
      throw .malformedFile(path: path, line: lines.count, problem: "\(lines.count - 1) rows; there must be 569")
    }
    var features: [[Double]] = []
    var diagnoses: [Diagnosis] = []
    for (index, line) in lines.enumerated().dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      guard fields.count == header.count else {
        throw .malformedFile(
          path: path, line: index + 1, problem: "\(fields.count) fields; there must be \(header.count)")
      }
      var row: [Double] = []
      row.reserveCapacity(30)
      for (name, field) in zip(header, fields.dropLast()) {
        guard let value = Double(field), value.isFinite, value >= 0 else {
          throw .malformedFile(
            path: path, line: index + 1, problem: "\(name) is \"\(field)\"; it must be a number, 0 or more")
        }
        row.append(value)
      }
      guard let diagnosis = Diagnosis(rawValue: String(fields[30])) else {
        throw .malformedFile(
          path: path, line: index + 1, problem: "diagnosis is \"\(fields[30])\"; it must be malignant or benign")
      }
      features.append(row)
      diagnoses.append(diagnosis)
    }
    let malignant = diagnoses.count { $0 == .malignant }
    guard malignant == 212 else {
      throw .malformedFile(path: path, line: lines.count, problem: "\(malignant) malignant rows; there must be 212")
    }
    return BreastCancer(featureNames: Array(header.dropLast()), features: features, diagnoses: diagnoses)
  }

  /// The columns of the file: ten measurements, each as mean, standard error and worst, then the diagnosis.
  private static let columns: [String] = {
    let measurements = [
      "radius", "texture", "perimeter", "area", "smoothness", "compactness", "concavity", "concave_points",
      "symmetry", "fractal_dimension",
    ]
    return measurements.map { "mean_" + $0 } + measurements.map { $0 + "_error" } + measurements.map { "worst_" + $0 }
      + ["diagnosis"]
  }()
}
