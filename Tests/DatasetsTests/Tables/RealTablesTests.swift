import DataFrames
import Datasets
import Foundation
import Plotting
import Statistics
import Testing

/// The folder `datasets` of the checkout.
private let datasets = testsFolder.deletingLastPathComponent().appending(path: "datasets")

@Suite("Real tables")
struct RealTablesTests {
  struct Reference: Decodable {
    let rows: Int
    let means: [Double]
    let standardDeviations: [Double]
    let minima: [Double]
    let maxima: [Double]
    let firstRow: [Double]
    let lastRow: [Double]
    let checksum: Double
    let outcomeChecksum: Double
    let classCounts: [Int]?
    let classMeans: [[Double]]?
    let targetCorrelations: [Double]?
  }

  struct References: Decodable {
    let iris: Reference
    let wine: Reference
    let digits: Reference
    let diabetes: Reference
  }

  let references: References

  init() throws {
    references = try datasetFixture("tables", as: References.self)
  }

  private func compare(_ table: some DatasetTable, _ outcomes: [Double], with reference: Reference, outcome: String) {
    #expect(table.count == reference.rows && outcomes.count == reference.rows)
    #expect(table.features.rowCount == reference.rows && table.features.columnCount == reference.means.count)
    #expect(table.frame.columnNames == table.featureNames + [outcome])
    #expect(table.frame.columns.allSatisfy { $0.nullCount == 0 })
    #expect(Array(table.features.row(0)) == reference.firstRow)
    #expect(Array(table.features.row(table.count - 1)) == reference.lastRow)
    var checksum = 0.0
    for column in reference.means.indices {
      let values = Array(table.features.column(column))
      #expect(abs(values.mean() - reference.means[column]) <= 1e-12 * reference.maxima[column])
      #expect(
        abs(values.standardDeviation() - reference.standardDeviations[column]) <= 1e-12 * reference.maxima[column])
      #expect(values.min() == reference.minima[column] && values.max() == reference.maxima[column])
      for (row, value) in values.enumerated() { checksum += value * Double((row + 1) * (column + 1)) }
    }
    #expect(abs(checksum / reference.checksum - 1) < 1e-12)
    #expect(zip(1..., outcomes).reduce(0) { $0 + Double($1.0) * $1.1 } == reference.outcomeChecksum)
  }

  private func compare(_ table: some ClassTable, with reference: Reference, outcome: String) throws {
    compare(table, table.labels.map(Double.init), with: reference, outcome: outcome)
    let counts = try #require(reference.classCounts)
    #expect(table.classNames.indices.map { label in table.labels.count { $0 == label } } == counts)
    #expect(try table.frame.array(outcome, of: String.self) == table.labels.map { table.classNames[$0] })
    for (label, means) in try #require(reference.classMeans).enumerated() {
      for (column, mean) in means.enumerated() {
        let values = zip(table.features.column(column), table.labels).filter { $0.1 == label }.map(\.0)
        #expect(abs(values.mean() - mean) <= 1e-12 * reference.maxima[column])
      }
    }
  }

  @Test("iris is scikit-learn's table, value by value")
  func iris() throws {
    let iris = try Iris.load()
    try compare(iris, with: references.iris, outcome: "species")
    #expect(iris.classNames == ["setosa", "versicolor", "virginica"])
    #expect(try iris.feature("petal_width").prefix(3) == [0.2, 0.2, 0.2])
  }

  @Test("iris has the two rows of Fisher's paper that UCI's copy has wrong, and one row twice")
  func irisRows() throws {
    let iris = try Iris.load()
    #expect(Array(iris.features.row(34)) == [4.9, 3.1, 1.5, 0.2])
    #expect(Array(iris.features.row(37)) == [4.9, 3.6, 1.4, 0.1])
    let rows = (0..<iris.count).map { Array(iris.features.row($0)) }
    let twice = rows.indices.filter { row in rows[..<row].contains(rows[row]) }
    #expect(twice == [142] && rows[101] == rows[142] && iris.labels[101] == iris.labels[142])
  }

  @Test("wine is scikit-learn's table, value by value")
  func wine() throws {
    let wine = try Wine.load()
    try compare(wine, with: references.wine, outcome: "cultivar")
    #expect(try wine.frame["proline"].type == .int)
  }

  @Test("digits is scikit-learn's table, value by value")
  func digits() throws {
    let digits = try Digits.load()
    try compare(digits, with: references.digits, outcome: "digit")
    #expect(digits.featureNames[10] == "pixel_1_2")
  }

  @Test("diabetes is scikit-learn's unscaled table, value by value")
  func diabetes() throws {
    let diabetes = try Diabetes.load()
    compare(diabetes, diabetes.targets, with: references.diabetes, outcome: "progression")
    for (column, expected) in try #require(references.diabetes.targetCorrelations).enumerated() {
      let found = try correlation(Array(diabetes.features.column(column)), diabetes.targets)
      #expect(abs(found - expected) < 1e-12)
    }
  }

  @Test("the fourth, sixth and ninth measurement of diabetes repeat others, as its card says")
  func diabetesRepeats() throws {
    let frame = try Diabetes.load().frame
    let total = try frame.array("total_cholesterol", of: Double.self)
    let hdl = try frame.array("hdl", of: Double.self)
    let ldl = try frame.array("ldl", of: Double.self)
    let triglycerides = try frame.array("log_triglycerides", of: Double.self).map { exp($0).rounded() }
    let exact = total.indices.count { abs(total[$0] - hdl[$0] - triglycerides[$0] / 5 - ldl[$0]) < 0.051 }
    #expect(exact == 438)
    let ratios = try frame.array("cholesterol_ratio", of: Double.self)
    let rounded = total.indices.count { row in
      let ratio = total[row] / hdl[row]
      return ratio.rounded(.toNearestOrEven) == ratios[row] || abs(ratio - ratios[row]) < 0.0051
    }
    #expect(rounded == 428)
  }

  @Test(
    "the card of each table gives the SHA-256 of its file",
    arguments: [
      "breast-cancer", "diabetes", "digits", "iris", "wine",
    ])
  func checksums(name: String) throws {
    let file = try Data(contentsOf: datasets.appending(path: "\(name)/\(name).csv"))
    let card = try String(contentsOf: datasets.appending(path: "\(name)/README.md"), encoding: .utf8)
    #expect(card.contains("`\(sha256([UInt8](file)))`"))
  }

  @Test("SHA-256 agrees with the examples of its standard")
  func sha256Examples() {
    #expect(sha256(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      sha256(Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8))
        == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
  }

  @Test("an image shows as a heat map of the 64 pixels, and a wrong row or number of pixels is refused")
  func images() throws {
    let digits = try Digits.load()
    #expect(try digits.image(ofRow: 3) == Digits.image(of: Array(digits.features.row(3)), "Row 3: a 3"))
    let shown = try digits.image(ofRow: 0).display(in: DisplayContext(width: 80))
    #expect(shown.plain.contains("Row 0: a 0") && shown.plain.contains("15"))
    let noRow = #expect(throws: DatasetError.self) { try digits.image(ofRow: 1797) }
    #expect(noRow?.description == "the row is 1797; it must be in 0..<1797")
    #expect(throws: DatasetError.self) { try digits.image(ofRow: -1) }
    let tooFew = #expect(throws: DatasetError.self) { try Digits.image(of: [1, 2, 3]) }
    #expect(tooFew?.description == "the number of pixels is 3; it must be 64, row by row from the top left")
  }

  @Test("a table shows itself as its frame does")
  func display() throws {
    let iris = try Iris.load()
    let context = DisplayContext(width: 100)
    #expect(iris.display(in: context) == iris.frame.display(in: context))
    #expect(iris.display(in: context).plain.contains("the first 20 of 150 rows × 5 columns"))
    #expect("\(iris)" == "\(iris.frame)")
  }
}
