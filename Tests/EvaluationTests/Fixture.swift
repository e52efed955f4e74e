import Foundation
import Testing

/// Reads a file of reference values from `Tests/Fixtures/Evaluation`.
func fixture<Content: Decodable>(_ name: String, as type: Content.Type) throws -> Content {
  let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/Evaluation")
  let data = try Data(contentsOf: folder.appending(path: name + ".json"))
  return try JSONDecoder().decode(type, from: data)
}

/// The largest distance from reference values, relative to those above 1, and where it was met.
struct WorstError: CustomStringConvertible {
  private(set) var error = 0.0
  private var place = "nowhere"
  private var count = 0

  mutating func add(_ value: Double, _ reference: Double, _ label: @autoclosure () -> String) {
    count += 1
    let found = abs(value - reference) / max(1, abs(reference))
    if !(found <= error) {
      error = found.isNaN ? .infinity : found
      place = "\(label()): \(value), not \(reference)"
    }
  }

  mutating func add(_ values: [Double], _ references: [Double], _ label: @autoclosure () -> String) {
    if values.count != references.count {
      error = .infinity
      place = "\(label()): \(values.count) values, not \(references.count)"
    }
    for (value, reference) in zip(values, references) { add(value, reference, label()) }
  }

  var description: String { "\(error) of \(count) at \(place)" }
}

/// The sentence that an expression throws; nil if it throws nothing.
func sentence<Value>(_ make: () throws -> Value) -> String? {
  do {
    _ = try make()
    return nil
  } catch {
    return "\(error)"
  }
}
