import Foundation

/// Reads a file of reference values from `Tests/Fixtures/Datasets`.
func datasetFixture<Content: Decodable>(_ name: String, as type: Content.Type) throws -> Content {
  let data = try Data(contentsOf: testsFolder.appending(path: "Fixtures/Datasets/\(name).json"))
  return try JSONDecoder().decode(type, from: data)
}

/// The folder `Tests` of the checkout.
let testsFolder = URL(filePath: #filePath).resolvingSymlinksInPath()
  .deletingLastPathComponent().deletingLastPathComponent()
