import Statistics

/// The Zipf distribution over 1...count, for a count and an exponent that have been checked.
func zipfDraws(count: Int, exponent: Double) -> Zipf {
  do {
    return try Zipf(count: count, exponent: exponent)
  } catch {
    preconditionFailure("a checked Zipf distribution was refused: \(error)")
  }
}
