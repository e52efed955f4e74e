/// How a test comes by its p-value.
public enum PValueMethod: String, Hashable, Sendable, Codable {
  /// Exact where that is affordable, and the usual approximation elsewhere.
  case automatic
  /// By the distribution of the statistic itself.
  case exact
  /// By the distribution that the statistic tends to as samples grow.
  case asymptotic
}
