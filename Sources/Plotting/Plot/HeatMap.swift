/// Values over a grid, as color or shade.
struct HeatMapLayer: Codable, Hashable, Sendable {
  var label: String
  /// Row by row from the top, `columns` to a row.
  @MissingAsNull var values: [Double]
  var columns: Int
  var rowLabels: [String]?
  var columnLabels: [String]?
  /// Limits on numeric axes: least x, greatest x, least y, greatest y; nil where the axes have names.
  var extent: [Double]?

  var rows: Int { columns == 0 ? 0 : values.count / columns }

  /// The mean of the values in one cell of a coarser grid of `rows` by `columns`, or the value that covers one cell of a
  /// finer grid; nil if all are missing.
  func mean(row: Int, of rows: Int, column: Int, of columns: Int) -> Double? {
    func span(_ place: Int, _ places: Int, _ count: Int) -> Range<Int> {
      let from = place * count / places
      return from..<max(from + 1, (place + 1) * count / places)
    }
    var sum = 0.0
    var count = 0.0
    for i in span(row, rows, self.rows) {
      for j in span(column, columns, self.columns) where values[i * self.columns + j].isDrawable {
        count += 1
        sum += (values[i * self.columns + j] - sum) / count
      }
    }
    return count > 0 ? sum : nil
  }
}

extension Plot {
  /// A matrix, first row on top, each value as a color (in the terminal without color: as a shade) and, where there
  /// is room, as a number. Without names, rows and columns are numbered from 0.
  ///
  ///     Plot("Confusion").heatMap([[90, 10], [10, 890]], rows: ["cancer", "normal"], columns: ["cancer", "normal"])
  public func heatMap(_ matrix: [[some PlotNumber]], rows: [String] = [], columns: [String] = []) -> Plot {
    let width = matrix.map(\.count).max() ?? 0
    let values = matrix.flatMap { row in
      row.map(\.plotValue) + Array(repeating: Double.nan, count: width - row.count)
    }
    func names(_ given: [String], _ count: Int) -> [String] {
      (0..<count).map { $0 < given.count ? given[$0] : "\($0)" }
    }
    let layer = HeatMapLayer(
      label: "", values: values, columns: width, rowLabels: names(rows, matrix.count),
      columnLabels: names(columns, width), extent: nil)
    let uneven = matrix.contains { $0.count != width }
    return adding(
      .heatMap(layer), note: uneven ? "rows differ in length; the missing values are left empty" : nil)
  }

  /// A function of two variables over a rectangle, sampled at 48 by 48 points.
  ///
  ///     Plot("F1").heatMap(x: 0...1, y: 0...1, "F1") { p, r in 2 * p * r / (p + r) }
  public func heatMap(
    x: ClosedRange<Double>, y: ClosedRange<Double>, _ label: String = "",
    _ function: (Double, Double) throws -> Double
  ) rethrows -> Plot {
    let size = 48
    var values: [Double] = []
    for row in 0..<size {
      let v = y.upperBound - (y.upperBound - y.lowerBound) * (Double(row) + 0.5) / Double(size)
      for column in 0..<size {
        let u = x.lowerBound + (x.upperBound - x.lowerBound) * (Double(column) + 0.5) / Double(size)
        values.append(try function(u, v))
      }
    }
    let layer = HeatMapLayer(
      label: label, values: values, columns: size, rowLabels: nil, columnLabels: nil,
      extent: [x.lowerBound, x.upperBound, y.lowerBound, y.upperBound])
    return adding(.heatMap(layer))
  }
}
