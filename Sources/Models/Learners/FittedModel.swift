/// What a fit gives: an immutable value that knows how many features it was fitted on.
public protocol FittedModel: Codable, Sendable {
  /// The number of feature columns that the model was fitted on.
  var featureCount: Int { get }
}
