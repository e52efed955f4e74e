import Datasets
import Foundation
import Statistics
import Testing

@Suite("Breast cancer table")
struct BreastCancerTests {
  struct Reference: Decodable {
    let featureNames: [String]
    let means: [Double]
    let standardDeviations: [Double]
    let malignantMeans: [Double]
    let malignant: Int
    let firstRow: [Double]
    let lastRow: [Double]
  }

  static let file = testsFolder.deletingLastPathComponent()
    .appending(path: "datasets/breast-cancer/breast-cancer.csv").path

  let table: BreastCancer
  let reference: Reference

  init() throws {
    table = try BreastCancer.load(from: Self.file)
    reference = try datasetFixture("breast-cancer", as: Reference.self)
  }

  @Test("has the shape and the classes that scikit-learn's copy has")
  func shape() {
    #expect(table.count == 569)
    #expect(table.features.rowCount == 569 && table.features.columnCount == 30)
    #expect(table.frame.rowCount == 569 && table.frame.columnNames == table.featureNames + ["diagnosis"])
    #expect(table.labels.count { $0 == 1 } == reference.malignant && reference.malignant == 212)
    #expect(table.diagnoses.count { $0 == .benign } == 357)
    #expect(table.diagnoses.map(\.rawValue) == table.labels.map { table.classNames[$0] })
    #expect(table.featureNames.map { $0.replacing("_", with: " ") } == reference.featureNames)
  }

  @Test("has the same numbers: first and last row, every column's mean, spread and mean among the malignant")
  func numbers() {
    #expect(Array(table.features.row(0)) == reference.firstRow)
    #expect(Array(table.features.row(568)) == reference.lastRow)
    for column in 0..<30 {
      let values = Array(table.features.column(column))
      let malignant = zip(values, table.labels).filter { $0.1 == 1 }.map(\.0)
      #expect(abs(values.mean() / reference.means[column] - 1) < 1e-12)
      #expect(abs(values.standardDeviation() / reference.standardDeviations[column] - 1) < 1e-12)
      #expect(abs(malignant.mean() / reference.malignantMeans[column] - 1) < 1e-12)
    }
  }

  @Test("a feature is found by name, and a wrong name lists the right ones")
  func featureByName() throws {
    #expect(try table.feature("worst_radius").prefix(2) == [25.38, 24.99])
    let error = #expect(throws: DatasetError.self) { try table.feature("radius") }
    #expect(
      error?.description.hasPrefix("the feature is \"radius\"; it must be one of mean_radius, mean_texture") == true)
  }

  @Test("is found from the running program or the working directory")
  func foundByItself() throws {
    #expect(try BreastCancer.load().features == table.features)
  }

  @Test("an environment variable decides where to look, and a miss says where that was")
  func folder() throws {
    let datasets = testsFolder.deletingLastPathComponent().appending(path: "datasets").path
    #expect(
      try DatasetFolder.path(
        of: "breast-cancer/breast-cancer.csv", environment: ["LECTERN_DATASETS": datasets], startingAt: [])
        == datasets + "/breast-cancer/breast-cancer.csv")
    let named = #expect(throws: DatasetError.self) {
      try DatasetFolder.path(of: "a/b.csv", environment: ["LECTERN_DATASETS": "/nowhere"], startingAt: [datasets])
    }
    #expect(
      named?.description == "no file a/b.csv; looked in /nowhere (LECTERN_DATASETS); "
        + "set LECTERN_DATASETS to the folder that holds the data sets")
    let searched = #expect(throws: DatasetError.self) {
      try DatasetFolder.path(of: "a/b.csv", environment: [:], startingAt: ["/usr/lib"])
    }
    #expect(searched == .fileNotFound(file: "a/b.csv", lookedIn: ["datasets/ in /usr/lib and the folders above it"]))
  }

  @Test(
    "a damaged file is refused with the line and what is wrong there",
    arguments: [
      ("header", 1), ("short", 569), ("fields", 3), ("number", 3), ("negative", 3), ("class", 3), ("counts", 570),
    ])
  func damage(kind: String, line: Int) throws {
    var lines = try String(contentsOfFile: Self.file, encoding: .utf8).split(separator: "\n").map(String.init)
    switch kind {
    case "header": lines[0] = "id," + lines[0]
    case "short": lines.removeLast()
    case "fields": lines[2] += ",1"
    case "number": lines[2] = "?" + lines[2].dropFirst(5)
    case "negative": lines[2] = "-" + lines[2]
    case "class": lines[2] = lines[2].replacing("malignant", with: "M")
    default: lines[2] = lines[2].replacing("malignant", with: "benign")
    }
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: path))
    let error = #expect(throws: DatasetError.self) { try BreastCancer.load(from: path) }
    guard case .malformedFile(path, line, let problem) = error else {
      Issue.record("not a malformed file at line \(line): \(String(describing: error))")
      return
    }
    #expect(!problem.isEmpty)
  }

  @Test("a file that is not there is refused")
  func missing() {
    #expect(throws: DatasetError.unreadableFile(path: "/nowhere.csv")) { try BreastCancer.load(from: "/nowhere.csv") }
  }
}
