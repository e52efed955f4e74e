import Statistics

/// A table for weighted draws by inversion: running sums of the probabilities, searched by halving.
///
/// Built in O(n), one random draw and O(log n) per sample. ``AliasTable`` draws in O(1).
///
/// Source: Devroye, *Non-Uniform Random Variate Generation*, 1986, ch. III.2 (inversion).
public struct CumulativeTable: Hashable, Sendable {
  /// The probability of a draw at or before each index; the last value is 1.
  public let cumulative: [Double]
  @usableFromInline let last: Int

  /// Makes the table of draws with probability `weight / sum of weights`.
  ///
  /// - Throws: ``SamplingError`` if the list is empty or holds a negative, infinite or missing weight, or
  ///   only zeros.
  @inlinable
  public init(weights: [Double]) throws(SamplingError) {
    let scale = try largestWeight(weights)
    var sums: [Double] = []
    sums.reserveCapacity(weights.count)
    var sum = 0.0
    for weight in weights {
      sum += weight / scale
      sums.append(sum)
    }
    for index in sums.indices { sums[index] /= sum }
    cumulative = sums
    last = weights.lastIndex { $0 > 0 } ?? 0
  }

  /// The number of weights.
  @inlinable
  public var count: Int { cumulative.count }

  /// The index that the number `u` in [0, 1) picks: the first whose running sum is above `u`. An index of
  /// weight zero is never picked. O(log n).
  @inlinable
  public func index(at u: Double) -> Int {
    var lower = 0
    var upper = last
    while lower < upper {
      let middle = (lower + upper) / 2
      if cumulative[middle] > u { upper = middle } else { lower = middle + 1 }
    }
    return lower
  }

  /// Draws one index. O(log n).
  @inlinable
  public func draw<G: RandomNumberGenerator>(using rng: inout G) -> Int {
    index(at: rng.uniform())
  }
}

extension CumulativeTable: Codable {
  public init(from decoder: any Decoder) throws {
    cumulative = try decoder.singleValueContainer().decode([Double].self)
    var previous = 0.0
    var last = 0
    for (index, sum) in cumulative.enumerated() {
      guard sum >= previous else { throw Self.corrupted(decoder) }
      if sum > previous { last = index }
      previous = sum
    }
    guard previous == 1 else { throw Self.corrupted(decoder) }
    self.last = last
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(cumulative)
  }

  private static func corrupted(_ decoder: any Decoder) -> DecodingError {
    .dataCorrupted(
      DecodingError.Context(
        codingPath: decoder.codingPath,
        debugDescription: "a cumulative table holds probabilities that never fall and end with 1"))
  }
}

extension CumulativeTable: CustomStringConvertible {
  /// The number of weights and the first sums, to four digits.
  public var description: String {
    "running sums of \(count) weights: \(firstValues(cumulative.lazy.map(shortNumber)))"
  }
}
