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
