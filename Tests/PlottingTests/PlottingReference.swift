import Foundation

/// Numbers from other programs; see `make_plotting_reference.py`.
struct PlottingReference: Decodable {
  struct Width: Decodable {
    var text: String
    var columns: Int
  }
  struct Equal: Decodable {
    var bins: Int
    var edges: [Double]
    var counts: [Double]
  }
  struct Uneven: Decodable {
    var edges: [Double]
    var counts: [Double]
  }

  var widths: [Width]
  /// First code point, last, and the width of each.
  var runs: [[Int]]
  var values: [Double]
  var equal: Equal
  var uneven: Uneven

  static func load() throws -> PlottingReference {
    let url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/Plotting/plotting_reference.json")
    return try JSONDecoder().decode(PlottingReference.self, from: Data(contentsOf: url))
  }
}
