import Statistics

/// Draws of a category with given probabilities, by inversion.
struct CategoryDraws: Sendable, Hashable {
  private let cumulative: [Double]

  /// The probabilities are in proportion to `weights`, which must not all be zero.
  init(weights: [Double]) {
    var sum = 0.0
    cumulative = weights.map {
      sum += $0
      return sum
    }
  }

  /// O(log categories).
  func draw(using rng: inout some RandomNumberGenerator) -> Int {
    let u = rng.uniform() * (cumulative.last ?? 0)
    var lower = 0
    var upper = cumulative.count - 1
    while lower < upper {
      let middle = (lower + upper) / 2
      if cumulative[middle] > u { upper = middle } else { lower = middle + 1 }
    }
    return lower
  }
}
