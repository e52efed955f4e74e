public import Lessons

/// The lesson that answers are graded by, and the measure that is used.
public struct Assignment: Sendable {
  /// The instructor's edition.
  public let lesson: Lesson
  /// The lesson's name: "04-training-data/04-reservoir-sampling".
  public let name: String
  /// SHA-256 of the edition's text and of the terms: two grades of one edition were made by the same measure.
  public let edition: String

  /// - Parameters:
  ///   - bytes: the text of the instructor's edition.
  ///   - terms: whatever else can change a grade: limits, seeds.
  public init(lesson: Lesson, name: String, bytes: some Sequence<UInt8>, terms: String) {
    self.lesson = lesson
    self.name = name
    edition = SHA256.hexDigest(of: Array(SHA256.hexDigest(of: bytes).utf8) + Array(terms.utf8))
  }
}
