/// How much the vote of a neighbor counts.
public enum NeighborVoting: String, Codable, Sendable {
  /// Each of the k neighbors counts the same.
  case uniform
  /// A neighbor at distance d counts 1/d. If some are at distance 0, they alone vote.
  case distance

  /// The vote of a neighbor at `distance` when the nearest one is at `nearest`: 1/d, in units of the largest such vote.
  @inline(__always)
  func vote(_ distance: Double, nearest: Double) -> Double {
    switch self {
    case .uniform: 1
    case .distance: distance == nearest ? 1 : nearest / distance
    }
  }
}
