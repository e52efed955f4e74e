import DataFrames
import Foundation

/// What the scripts beside the fixtures have written.
enum Fixture {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../Fixtures/DataFrames").standardizedFileURL

  nonisolated(unsafe) static let reference: [String: Any] = {
    let data = try! Data(contentsOf: folder.appendingPathComponent("reference.json"))
    return try! JSONSerialization.jsonObject(with: data) as! [String: Any]
  }()

  /// A table of the reference as a frame with columns in the given order; columns named in `doubles` as doubles.
  static func frame(_ table: Any?, _ names: [String], doubles: Set<String> = []) throws -> DataFrame {
    let columns = table as! [String: [Any]]
    return try DataFrame(
      columns: names.map { name in
        let values = columns[name]!
        if values.contains(where: { $0 is String }) { return Column(name, values.map { $0 as? String }) }
        if doubles.contains(name) { return Column(name, values.map { ($0 as? NSNumber)?.doubleValue }) }
        return Column(name, values.map { ($0 as? NSNumber)?.intValue })
      })
  }
}

/// A folder that is gone after the test.
final class TemporaryFolder {
  let url = FileManager.default.temporaryDirectory.appendingPathComponent("frames-\(UUID().uuidString)")
  init() { try! FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(at: url) }
  func path(_ name: String) -> String { url.appendingPathComponent(name).path }
  func write(_ name: String, _ bytes: [UInt8]) -> String {
    try! Data(bytes).write(to: url.appendingPathComponent(name))
    return path(name)
  }
}

/// The sentence of the error that `body` throws.
func sentence(_ body: () throws -> some Any) -> String {
  do {
    _ = try body()
    return "no error"
  } catch { return "\(error)" }
}

func strings(_ frame: DataFrame, _ name: String) throws -> [String?] { Array(try frame[name, as: String.self]) }
func ints(_ frame: DataFrame, _ name: String) throws -> [Int?] { Array(try frame[name, as: Int.self]) }
func doubles(_ frame: DataFrame, _ name: String) throws -> [Double?] { Array(try frame[name, as: Double.self]) }
