import Foundation
import Plotting
import Testing

/// The pictures that are compared whole with reference files: every kind of layer, and every kind of trouble.
enum PictureGallery {
  struct Picture: Sendable, CustomTestStringConvertible {
    let name: String
    let width: Int
    let make: @Sendable () -> any Displayable

    init(_ name: String, width: Int = 80, _ make: @escaping @Sendable () -> any Displayable) {
      self.name = name
      self.width = width
      self.make = make
    }

    var testDescription: String { name }
  }

  /// Numbers spread evenly over 0 to 1 without a generator: the same everywhere.
  static func spread(_ count: Int, _ step: Double) -> [Double] {
    (1...count).map { index in (Double(index) * step).truncatingRemainder(dividingBy: 1) }
  }

  /// Sums of three such sequences: bell-shaped around 1.5.
  static func bell(_ count: Int, shift: Double = 0) -> [Double] {
    let a = spread(count, 0.618_033_988_75)
    let b = spread(count, 0.754_877_666_25)
    let c = spread(count, 0.569_840_290_99)
    return (0..<count).map { a[$0] + b[$0] + c[$0] + shift }
  }

  static let pictures: [Picture] = [
    Picture("bars") {
      Plot("Accuracy of three models").bars(["A": 0.9, "B": 0.85, "majority": 0.6]).yLabel("accuracy")
    },
    Picture("bars-grouped") {
      let names = ["cat", "dog", "bird", "fish"]
      return Plot("Recall by class")
        .bars(names, [0.9, 0.85, 0.4, 0.2], error: [0.05, 0.03, 0.1, 0.08], "plain")
        .bars(names, [0.8, 0.82, 0.6, 0.5], error: [0.05, 0.03, 0.1, 0.08], "weighted")
        .xLabel("class").yLabel("recall")
    },
    Picture("bars-negative", width: 60) {
      Plot("Change").bars(["a", "b", "c", "d"], [1.5, -2, 0.25, -0.3])
    },
    Picture("bars-narrow", width: 40) {
      Plot("Inclusion").bars(x: 1...10, y: [0.1, 0.11, 0.09, 0.1, 0.12, 0.08, 0.1, 0.1, 0.09, 0.11])
        .horizontalLine(at: 0.1, "k/n = 0.1").xLabel("position")
    },
    Picture("bars-hundred") {
      Plot("Inclusion").bars(x: 1...100, y: spread(100, 0.618).map { 0.09 + 0.02 * $0 })
        .horizontalLine(at: 0.1, "k/n").xLabel("position in the stream")
    },
    Picture("bars-long-names") {
      let names = [
        "programmatic labels", "natural labels", "crowd workers", "domain experts", "synthetic data",
      ]
      return Plot("Sources of labels").bars(names, [54, 63, 30, 22, 11]).yLabel("percent")
    },
    Picture("bars-horizontal") {
      Plot("Mean ± sd by proposal")
        .horizontalBars(
          ["N(3,1)", "N(2,1)", "N(0,1)", "U(-10,10)"], [9.97, 10.0, 8.2, 10.1], error: [0.1, 0.4, 5, 1.2]
        )
        .verticalLine(at: 10, "truth").xLabel("estimate of E[x²]")
    },
    Picture("bars-horizontal-grouped", width: 60) {
      let names = ["natural", "programmatic", "outsourced annotators"]
      return Plot("Votes").horizontalBars(names, [0.63, 0.4, 0.3], "2020").horizontalBars(
        names, [0.6, 0.5, 0.2], "2021")
    },
    Picture("histogram") {
      Plot("Sums of three draws").histogram(bell(500)).xLabel("sum").yLabel("count")
    },
    Picture("histogram-overlaid") {
      Plot("Two samples").histogram(bell(500), bins: 20, "P").histogram(bell(300, shift: 1), bins: 20, "Q")
        .verticalLine(at: 1.5, "mean of P").verticalLine(at: 2.5, "mean of Q")
    },
    Picture("histogram-counts", width: 60) {
      Plot("Degrees").histogram(counts: [12, 30, 7, 0, 1], edges: [0, 1, 5, 20, 60, 200]).xLabel("degree")
    },
    Picture("line") {
      let epochs = Array(1...30)
      let training = epochs.map { epoch -> Double in 1 / Double(epoch) + 0.1 }
      let validation = epochs.map { epoch -> Double in 1 / Double(epoch) + 0.15 + 0.008 * Double(epoch) }
      return Plot("Loss").line(x: epochs, y: training, "training").line(
        x: epochs, y: validation, "validation"
      )
      .xLabel("epoch").yLabel("loss")
    },
    Picture("line-names", width: 60) {
      Plot("Visits").line(["Mon", "Tue", "Wed", "Thu", "Fri"], [120, 135, 90, 160, 180], "site")
        .bars(["Mon", "Tue", "Wed", "Thu", "Fri"], [60, 70, 50, 90, 95], "shop")
    },
    Picture("curves") {
      [0.0, 0.5, 1, 2, 5].reduce(Plot("Focal loss")) { plot, gamma in
        plot.line(over: 0.01...1, "γ = \(gamma)") { p in -pow(1 - p, gamma) * log(p) }
      }.xLabel("p of the true class").yLabel("loss")
    },
    Picture("steps") {
      Plot("ROC").steps(
        x: [0, 0, 0.1, 0.1, 0.3, 0.3, 0.6, 1], y: [0, 0.4, 0.4, 0.7, 0.7, 0.9, 1, 1], "model A"
      )
      .line(x: [0, 1], y: [0, 1], "chance").xRange(0...1).yRange(0...1)
      .xLabel("false positive rate").yLabel("true positive rate")
    },
    Picture("logarithmic") {
      Plot("Error").line(x: [1, 10, 100, 1000, 10000, 100_000], y: [1e-1, 3e-2, 1e-2, 3e-3, 1e-3, 0]).logX()
        .logY()
        .xLabel("n").yLabel("error")
    },
    Picture("logarithmic-wide", width: 60) {
      Plot("Growth").line(x: [1, 2, 3, 4], y: [1e-8, 1e-2, 1e5, 1e12]).logY()
    },
    Picture("scatter") {
      let x = bell(500)
      let y = zip(x, bell(700).suffix(500)).map { 0.5 * $0 + 0.5 * $1 }
      return Plot("Many points").scatter(x: x, y: y).xLabel("x").yLabel("y")
    },
    Picture("scatter-marks", width: 60) {
      PlotMark.allCases.enumerated().reduce(Plot("Marks")) { plot, item in
        let offset = Double(item.offset)
        return plot.scatter(
          x: [1, 2, 3], y: [offset, offset + 0.5, offset], item.element.rawValue, mark: item.element)
      }
    },
    Picture("boundary") {
      let x = bell(20).map { 4 * ($0 - 1.5) }
      let y = bell(40).suffix(20).map { 4 * ($0 - 1.5) }
      let weights = spread(20, 0.618).map { $0 * $0 * 10 }
      let up = (0..<20).filter { x[$0] + y[$0] > 0.5 }
      let down = (0..<20).filter { x[$0] + y[$0] <= 0.5 }
      return Plot("Two boundaries")
        .scatter(x: up.map { x[$0] }, y: up.map { y[$0] }, size: up.map { weights[$0] }, "class +1")
        .scatter(x: down.map { x[$0] }, y: down.map { y[$0] }, size: down.map { weights[$0] }, "class −1")
        .contour(at: 0, x: -4...4, y: -4...4, "plain") { u, v in u + v - 0.5 }
        .contour(at: 0, x: -4...4, y: -4...4, "weighted") { u, v in u * u / 4 + v * v / 2 - 1 }
    },
    Picture("band") {
      let sizes = [10, 20, 50, 100, 200]
      return Plot("Learning curve").line(x: sizes, y: [0.6, 0.7, 0.8, 0.85, 0.87], "accuracy")
        .band(x: sizes, from: [0.5, 0.64, 0.76, 0.83, 0.86], to: [0.7, 0.76, 0.84, 0.87, 0.88])
        .horizontalLine(at: 0.9, "Bayes").logX().xLabel("labels")
    },
    Picture("bands") {
      let scores = (0..<60).map { index -> Double in 0.05 + 0.004 * Double(index) + 0.02 * sin(Double(index))
      }
      return Plot("Drift").line(scores, "PSI").horizontalBand(from: 0.1, to: 0.2, "watch")
        .verticalBand(from: 40, to: 45, "outage")
    },
    Picture("heat-matrix") {
      Plot("Confusion matrix")
        .heatMap([[90, 10], [10, 890]], rows: ["cancer", "normal"], columns: ["cancer", "normal"])
        .xLabel("actual").yLabel("predicted")
    },
    Picture("heat-table") {
      let values = (0..<6).map { row in (0..<8).map { column in Double(row * column) / 35 } }
      return Plot("Complexity × ratio").heatMap(
        values, rows: (0..<6).map { "c\($0)" }, columns: (0..<8).map { "\($0)%" })
    },
    Picture("heat-function") {
      Plot("F1 over precision and recall")
        .heatMap(x: 0...1, y: 0...1, "F1") { p, r in 2 * p * r / (p + r) }
        .contour(at: 0.5, x: 0.01...1, y: 0.01...1, "F1 = 0.5") { p, r in 2 * p * r / (p + r) }
        .xLabel("precision").yLabel("recall")
    },
    Picture("constant", width: 60) { Plot("Constant").line([5, 5, 5, 5]) },
    Picture("one-point", width: 60) { Plot("One point").scatter(x: [3], y: [4]) },
    Picture("empty", width: 60) { Plot("Nothing").line([Double]()).note("the run was stopped") },
    Picture("not-finite", width: 60) {
      Plot("Gaps").line([1, 2, .nan, 4, 5, .infinity, 3], "y").scatter(x: [0, 1, 2], y: [1, nil, 3], "z")
    },
    Picture("lengths-differ", width: 60) { Plot("Lengths").line(x: [1, 2, 3], y: [1, 2, 3, 4, 5]) },
    Picture("huge", width: 60) { Plot("Huge").line([1e12, 2e12, 5e12]) },
    Picture("tiny", width: 60) { Plot("Tiny").line([1e-9, 2e-9, 5e-9]) },
    Picture("far-from-zero", width: 60) { Plot("Far from zero").line([1e9, 1e9 + 1, 1e9 + 2]) },
    Picture("wide-text", width: 60) {
      Plot("数据 <漢字> & \"é\"").horizontalBars(["日本語": 3.0, "👩‍🔬 lab": 2, "naïve": 1]).xLabel("値")
    },
    Picture("sparkline", width: 40) { Sparkline([1, 5, 22, 13, nil, 2, 9]) },
    Picture("table") {
      Table(
        "Two models", columns: ["model", "accuracy", "recall", "n", "deployed", "note"],
        rows: [
          ["A", 0.9, 0.1, 1000, true, "misses almost every cancer"],
          ["B", 0.9, 0.853_333, 12, false, "漢字 wide"],
          ["C", Double.nan, Double?.none, 7, true, "👩‍🔬 é"],
        ])
    },
    Picture("table-long") {
      Table("Long").column("n", 1...1000).column(
        "third of the square", (1...1000).map { Double($0 * $0) / 3 }
      )
      .column("text", (1...1000).map { String(repeating: "word ", count: $0 % 30) }).showing(rows: 8)
    },
    Picture("table-wide", width: 40) {
      (1...12).reduce(Table("Wide")) { table, index in
        table.column("column \(index)", [index, index * index])
      }
    },
    Picture("table-scales", width: 60) {
      Table(
        columns: ["value", "share", "bytes"],
        rows: [[0.000_012_34, "12.5%", 1_000_000], [1234.5, "3%", 12], [-3.0, "100%", 0]])
    },
    Picture("table-empty", width: 60) { Table("Nothing yet", columns: ["step", "kept"], rows: []) },
  ]
}
