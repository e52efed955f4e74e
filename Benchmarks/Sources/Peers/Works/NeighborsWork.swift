import LinearAlgebra
import Models

/// k nearest neighbors.
enum NeighborsWork {
  static func predict(_ values: WorkValues) throws -> WorkReport {
    let rows = try values.number("rows")
    let features = try values.matrix("features", of: Double.self, rows: rows, columns: 64)
    let labels = try values.array("labels", of: Int.self, count: rows)
    let queries = try values.matrix(
      "query-features", of: Double.self, rows: values.number("queries"), columns: 64)
    let model = try NearestNeighbors(k: 5).fit(features: features, labels: labels)
    _ = try model.predict(values.matrix("query-features", of: Double.self, rows: 10, columns: 64))
    let measured = try WorkMeasurement { try model.predict(queries) }
    try values.write(measured.result.map { Double($0) })
    return measured.report()
  }
}
