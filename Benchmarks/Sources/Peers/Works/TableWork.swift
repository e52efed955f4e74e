import DataFrames
import Foundation

/// Reading, grouping and joining tables.
enum TableWork {
  static func csv(_ values: WorkValues) throws -> WorkReport {
    _ = try CSVReader(text: "a,b\n1,x\n").readAll()
    let path = try values.path("rows-\(values.text("rows")).csv")
    try warm(path)
    let measured = try WorkMeasurement { try DataFrame.readCSV(path) }
    let frame = measured.result
    func column(_ name: String) throws -> [Double] { try frame[name, as: Double.self].map { $0 ?? .nan } }
    try values.write(
      column("id"), column("user"), column("quantity"), column("amount"), column("score"), column("rate"),
      column("active"), frame["time", as: Date.self].map { $0?.timeIntervalSince1970 ?? .nan })
    var exact: [String: String] = [:]
    for name in ["city", "code"] {
      let text = try frame[name, as: String.self].map { $0 ?? "" }.joined(separator: "\n")
      exact[name] = checksum(text.utf8.lazy.map { UInt64($0) })
    }
    return measured.report(exact: exact)
  }

  /// Has the system keep the file in memory, so that the disk is not measured.
  private static func warm(_ path: String) throws {
    let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    while try file.read(upToCount: 1 << 20)?.isEmpty == false {}
    try file.close()
  }

  static func group(_ values: WorkValues) throws -> WorkReport {
    let rows = try values.number("rows")
    let frame = try DataFrame(
      Column("key", values.array("key", of: Int.self, count: rows)),
      Column("value", values.array("value", of: Double.self, count: rows)))
    func work(_ frame: DataFrame) throws -> DataFrame {
      try frame.group(by: "key").aggregate(.mean("value", as: "mean"), .count("value", as: "count"))
    }
    _ = try work(frame.head(100))
    let measured = try WorkMeasurement { try work(frame) }
    let result = try measured.result.sorted(by: "key")
    try values.write(
      result["key", as: Double.self].map { $0 ?? .nan }, result["mean", as: Double.self].map { $0 ?? .nan },
      result["count", as: Double.self].map { $0 ?? .nan })
    return measured.report(exact: ["groups": "\(result.rowCount)"])
  }

  static func join(_ values: WorkValues) throws -> WorkReport {
    let rows = try values.number("rows")
    let left = try DataFrame(
      Column("key", values.array("left-key", of: Int.self, count: rows)),
      Column("value", values.array("left-value", of: Double.self, count: rows)))
    let right = try DataFrame(
      Column("key", values.array("right-key", of: Int.self)),
      Column("weight", values.array("right-weight", of: Double.self)))
    _ = try left.head(100).join(right.head(100), on: "key")
    let measured = try WorkMeasurement { try left.join(right, on: "key") }
    let result = measured.result
    var exact = ["key": checksum(try result.array("key", of: Int.self).lazy.map { UInt64(bitPattern: Int64($0)) })]
    for name in ["value", "weight"] {
      exact[name] = checksum(try result.array(name, of: Double.self).lazy.map(\.bitPattern))
    }
    return measured.report(exact: exact)
  }
}
