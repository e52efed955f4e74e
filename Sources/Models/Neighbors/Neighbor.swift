/// A training row that is near to a new row.
public struct Neighbor: Codable, Equatable, Sendable {
  /// The number of the training row, counting from 0 in the order in which rows were given to the fit and to updates.
  public let row: Int
  /// How far away it is, in the distance that the model was fitted with.
  public let distance: Double
}
