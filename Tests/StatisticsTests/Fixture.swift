import Foundation
import Statistics
import Testing

/// Reads a file of reference values from `Tests/Fixtures/Statistics`.
func fixture<Content: Decodable>(_ name: String, as type: Content.Type) throws -> Content {
  let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/Statistics")
  let data = try Data(contentsOf: folder.appending(path: name + ".json"))
  return try JSONDecoder().decode(type, from: data)
}

/// |a − b| as a share of |b|; the plain distance where b is zero.
func relativeError(_ value: Double, _ reference: Double) -> Double {
  if value == reference { return 0 }
  let distance = (value - reference).magnitude
  return reference == 0 ? distance : distance / reference.magnitude
}

/// The p-value that counts of equally likely categories have.
func uniformityPValue(_ counts: [Int]) throws -> Double {
  try ChiSquareTest(uniformityOf: counts).pValue
}

/// The largest relative error over a group of reference values, and where it was met.
struct WorstError: CustomStringConvertible {
  private(set) var error = 0.0
  private(set) var place = "nowhere"
  private(set) var count = 0

  mutating func add(_ value: Double, _ reference: Double, _ label: @autoclosure () -> String) {
    count += 1
    // Below the smallest normal number there are no ten digits to agree in.
    if max(value.magnitude, reference.magnitude) < 1e-307 { return }
    let found = relativeError(value, reference)
    if !(found <= error) {
      error = found.isNaN ? .infinity : found
      place = "\(label()): \(value), not \(reference)"
    }
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
