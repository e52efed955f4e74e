/// How the loss of a network fell (or rose) epoch by epoch: two curves to plot.
///
/// Losses are means per row, in the weights of the fit: the cross-entropy in nats, or the squared error in the squared
/// unit of the targets.
public struct TrainingHistory: Codable, Equatable, Sendable {
  /// The loss of each epoch on the rows it learned from, each batch as it was met: before its own step, with dropout.
  public internal(set) var losses: [Double]
  /// The loss after each epoch on the rows kept for validation, as the model predicts; empty without early stopping.
  public internal(set) var validationLosses: [Double]
  /// The number of epochs after which the model stands, before updates: the best by validation, else the last.
  public internal(set) var bestEpoch: Int
}
