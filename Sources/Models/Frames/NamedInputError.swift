/// A learner's error about a frame, told with the names of columns and classes instead of their numbers.
public struct NamedInputError: Error, CustomStringConvertible {
  /// What the learner or the model threw.
  public let underlying: any Error
  public let description: String

  /// Tells `error` with names; nil if it speaks of no column and no class.
  init?(_ error: any Error, names: ErrorNames) {
    guard let naming = error as? any NamingError else { return nil }
    underlying = error
    description = naming.sentence(names)
    guard description != naming.description else { return nil }
  }
}

/// Runs a fit or a prediction, and tells what goes wrong with names.
package func tellingNames<Result>(
  _ features: FrameFeatures, _ labels: FrameLabels? = nil, _ body: () throws -> Result
) throws -> Result {
  do {
    return try body()
  } catch {
    throw NamedInputError(error, names: ErrorNames(features: features.names, classes: labels)) ?? error
  }
}
