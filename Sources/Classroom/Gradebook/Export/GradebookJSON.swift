internal import Foundation

extension GradebookResults {
  /// The results as one JSON object with sorted keys; times as ISO 8601 in UTC.
  func jsonText() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }

  /// The points of a lesson: the most that any student's grade has.
  func possible(lesson: String) -> Int {
    results.filter { $0.lesson == lesson }.map(\.possible).max() ?? 0
  }
}
