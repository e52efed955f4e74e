import DataFrames
import Foundation
import LinearAlgebra
import Models
import Plotting
import Testing

@Suite("StandardScaler")
struct StandardScalerTests {
  /// Ages and incomes (in thousands) of the book's table in chapter 5, those that are known.
  private let ages = [27.0, 40, 35, 33, 20]

  @Test("each value becomes its number of population standard deviations from the mean")
  func values() throws {
    let column = Matrix(rowCount: 5, columnCount: 1) { row, _ in ages[row] }
    let scaler = try StandardScaler().fit(column)
    #expect(scaler.means == [31])
    #expect(abs(scaler.deviations[0] - 6.899275324) < 1e-9)
    let scaled = try scaler.transform(column)
    #expect(distance(scaled.values, [-0.579771, 1.304485, 0.579771, 0.289886, -1.594370]) < 1e-6)
    #expect(distance(try scaler.inverseTransform(scaled).values, ages) < 1e-12)
  }

  @Test("weights count as copies, and rows of weight 0 not at all")
  func weights() throws {
    let rows = DrawnRows(count: 50, seed: 3)
    let counts = (0..<50).map { $0 % 3 }
    let copies = counts.indices.flatMap { [Int](repeating: $0, count: counts[$0]) }
    let weighted = try StandardScaler().fit(features: rows.features, sampleWeights: counts.map(Double.init))
    let copied = try StandardScaler().fit(rows.features.rows(at: copies))
    #expect(distance(weighted.means, copied.means) < 1e-14)
    #expect(distance(weighted.deviations, copied.deviations) < 1e-14)
  }

  @Test("a constant column is moved to 0, and a large offset costs no digits")
  func edges() throws {
    let constant = try StandardScaler().fit(Matrix(rowCount: 7, columnCount: 1) { _, _ in 0.1 })
    #expect(constant.means == [0.1] && constant.deviations == [1])
    #expect(try constant.transform(Matrix(rows: [[0.1], [3.1]])).values == [0, 3])
    let far = try StandardScaler().fit(Matrix(rows: [[1e12 + 1], [1e12 + 2], [1e12 + 3]]))
    #expect(far.means == [1e12 + 2])
    #expect(abs(far.deviations[0] - (2.0 / 3).squareRoot()) < 1e-12)
    let single = try StandardScaler().fit(Matrix(rows: [[5, -2]]))
    #expect(single.means == [5, -2] && single.deviations == [1, 1])
  }

  @Test("a frame keeps its names, its order and its other columns")
  func frames() throws {
    let train = try DataFrame(
      Column("name", ["a", "b", "c", "d", "e"]), Column("age", ages), Column("y", [0, 1, 0, 1, 1]))
    let scaler = try StandardScaler().fit(train, features: ["age"])
    let test = try DataFrame(Column("y", [1]), Column("age", [31.0]), Column("name", ["f"]))
    let scaled = try scaler.transform(test)
    #expect(scaled.columnNames == ["y", "age", "name"])
    #expect(try scaled.array("age", of: Double.self) == [0])
    #expect(try scaled.array("name", of: String.self) == ["f"])
    let shown = scaler.display(in: DisplayContext(width: 80)).plain
    #expect(shown.contains("age") && shown.contains("31"), "\(shown)")
  }

  @Test("a standardized learner is the learner on scaled rows, and its model takes rows in their own units")
  func composition() throws {
    let rows = DrawnRows(count: 120, seed: 8)
    let raw = Matrix(rowCount: 120, columnCount: 3) { row, column in
      rows.features[row, column] * [1, 1000, 1e-3][column] + [0, 1e5, 7][column]
    }
    let scaler = try StandardScaler().fit(raw)
    let scaled = try scaler.transform(raw)
    let machine = SupportVectorMachine(c: 2)
    let whole = try machine.standardized().fit(features: raw, labels: rows.labels)
    #expect(whole.scaler == scaler)
    #expect(whole.model == (try machine.fit(features: scaled, labels: rows.labels)))
    #expect(try whole.decisionValues(raw) == whole.model.decisionValues(scaled))
    let regression = RidgeRegression(l2: 3)
    #expect(
      try regression.standardized().fit(features: raw, targets: rows.targets).predict(raw)
        == regression.fit(features: scaled, targets: rows.targets).predict(scaled))
    let clusters = KMeans(clusters: 3, seed: 2)
    #expect(try clusters.standardized().fit(features: raw).model == clusters.fit(features: scaled))
  }

  @Test("without the scaling a column in large units hides the others")
  func helps() throws {
    let rows = DrawnRows(count: 300, columns: 2, seed: 4, separation: 4)
    let raw = Matrix(rowCount: 300, columnCount: 2) { row, column in
      column == 0 ? rows.features[row, 0] : rows.features[row, 1] * 10_000
    }
    func accuracy(_ model: some Classifier) throws -> Double {
      let test = DrawnRows(count: 300, columns: 2, seed: 5, separation: 4)
      let fresh = Matrix(rowCount: 300, columnCount: 2) { row, column in
        column == 0 ? test.features[row, 0] : test.features[row, 1] * 10_000
      }
      return Double(zip(try model.predict(fresh), test.labels).count { $0 == $1 }) / 300
    }
    let neighbors = NearestNeighbors(k: 7)
    #expect(try accuracy(neighbors.fit(features: raw, labels: rows.labels)) < 0.7)
    #expect(try accuracy(neighbors.standardized().fit(features: raw, labels: rows.labels)) > 0.9)
  }

  @Test("the scaling is fitted inside each fold")
  func folds() throws {
    // Only the last row has a value in the second column. Where it is kept for the test, the scaling cannot know it.
    let features = Matrix(rowCount: 20, columnCount: 2) { row, column in
      column == 0 ? Double(row % 5) : row == 19 ? 1e6 : 0
    }
    let training = Array(0..<19)
    let model = try NearestNeighbors().standardized().fit(
      features: features.rows(at: training), labels: training.map { $0 % 2 })
    #expect(model.scaler.deviations[1] == 1)
    #expect(try model.scaler.transform(features.rows(at: [19]))[0, 1] == 1e6)
  }
}
