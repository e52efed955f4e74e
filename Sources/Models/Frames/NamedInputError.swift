/// A learner's error about a frame, told with the names of columns and classes instead of their numbers.
public struct NamedInputError: Error, CustomStringConvertible {
  /// What the learner or the model threw.
  public let underlying: any Error
  public let description: String

  /// Tells `error` with names; nil if it speaks of no column and no class.
  init?(_ error: any Error, features: [String], labels: FrameLabels?) {
    guard let payload = Mirror(reflecting: error).children.first?.value else { return nil }
    let before = "\(error)"
    var sentence = before
    // The cases of learners' errors name what they carry, so that cases to come are told with names as well.
    for part in Mirror(reflecting: payload).children {
      switch (part.label, part.value) {
      case ("column", let column as Int) where features.indices.contains(column):
        sentence = sentence.replacing("column \(column)", with: "column \"\(features[column])\"")
      case ("label", let label as Int):
        guard let labels, labels.type != .int else { break }
        sentence = sentence.replacing("label \(label)", with: "label \"\(labels.text(of: label))\"")
      case ("labels", let list as [Int]), ("classes", let list as [Int]):
        guard let labels, labels.type != .int else { break }
        sentence = sentence.replacing(
          list.prefix(10).map(String.init).joined(separator: ", "),
          with: list.prefix(10).map { "\"\(labels.text(of: $0))\"" }.joined(separator: ", "))
      default: break
      }
    }
    guard sentence != before else { return nil }
    underlying = error
    description = sentence
  }
}

/// Runs a fit or a prediction, and tells what goes wrong with names.
package func tellingNames<Result>(
  _ features: FrameFeatures, _ labels: FrameLabels? = nil, _ body: () throws -> Result
) throws -> Result {
  do {
    return try body()
  } catch {
    throw NamedInputError(error, features: features.names, labels: labels) ?? error
  }
}
