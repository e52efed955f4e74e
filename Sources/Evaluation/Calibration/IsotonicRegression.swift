/// The rising (or falling) step-like curve with the least squared distance from the values, of no particular form.
///
///     let isotonic = try IsotonicRegression().fit(scores: validationScores, actual: validationLabels)
///     isotonic.probabilities(testScores)
///
/// It needs more rows than a curve of two numbers, some thousand, and gives equal probabilities to scores that differ,
/// which can cost a little of the area under the ROC curve.
///
/// Source: Ayer et al., "An Empirical Distribution Function for Sampling with Incomplete Information", Annals of
/// Mathematical Statistics 26(4), 1955 (pool adjacent violators); for probabilities: Zadrozny and Elkan, KDD 2002.
public struct IsotonicRegression: Hashable, Codable, Sendable {
  /// Whether the curve rises.
  public var isIncreasing: Bool

  /// Makes the configuration.
  public init(isIncreasing: Bool = true) { self.isIncreasing = isIncreasing }

  /// Fits the curve to the values `y` at `x`; equal places share the mean of their values.
  ///
  /// - Throws: ``EvaluationError`` when there are no values, when lengths differ, when one is not finite, or when
  ///   weights are unusable.
  /// - Complexity: O(rows · log rows).
  public func fit(x: [Double], y: [Double], sampleWeights: [Double]? = nil) throws -> IsotonicModel {
    guard x.count == y.count else {
      throw EvaluationError.lengths(first: "places", count: x.count, second: "values", secondCount: y.count)
    }
    let weights = try RowWeights(sampleWeights, rows: x.count)
    try requireFinite(x, "place")
    try requireFinite(y, "value")
    let order = x.indices.filter { weights[$0] > 0 }.sorted { (x[$0], $0) < (x[$1], $1) }
    let sign = isIncreasing ? 1.0 : -1.0
    var blocks: [Block] = []
    var place = 0
    while place < order.count {
      let start = x[order[place]]
      var block = Block(first: start, last: start, weight: 0, mean: 0)
      while place < order.count && x[order[place]] == start {
        let weight = weights[order[place]]
        block.weight += weight
        block.mean += (sign * y[order[place]] - block.mean) * (weight / block.weight)
        place += 1
      }
      while let before = blocks.last, before.mean >= block.mean {
        blocks.removeLast()
        let weight = before.weight + block.weight
        block = Block(
          first: before.first, last: block.last, weight: weight,
          mean: before.mean + (block.mean - before.mean) * (block.weight / weight))
        // Rounding must not take the mean of two equal blocks past either.
        block.mean = min(block.mean, before.mean)
      }
      blocks.append(block)
    }
    var places: [Double] = []
    var values: [Double] = []
    for block in blocks {
      for end in block.first < block.last ? [block.first, block.last] : [block.first] {
        places.append(end)
        values.append(sign * block.mean)
      }
    }
    return IsotonicModel(places: places, values: values)
  }

  /// Fits probabilities to scores.
  ///
  /// - Throws: ``EvaluationError`` when there are no rows, when lengths differ, when a score is not finite, or when
  ///   weights are unusable.
  public func fit<Label: BinaryLabel>(
    scores: [Double], actual: [Label], sampleWeights: [Double]? = nil
  ) throws -> IsotonicModel {
    try requirePairs(predicted: scores.count, actual: actual.count)
    return try fit(x: scores, y: Label.positives(actual).map { $0 ? 1 : 0 }, sampleWeights: sampleWeights)
  }

  /// Places that share one value.
  private struct Block {
    var first: Double
    var last: Double
    var weight: Double
    var mean: Double
  }
}

/// A fitted monotone curve: straight between its places, constant beyond them.
public struct IsotonicModel: Calibrator, Hashable {
  /// Where the curve bends, ascending.
  public let places: [Double]
  /// The value at each place, ascending or descending.
  public let values: [Double]

  init(places: [Double], values: [Double]) {
    self.places = places
    self.values = values
  }

  /// Reads the curve and checks that there is one value for each of at least one place, in ascending order.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    places = try container.decode([Double].self, forKey: .places)
    values = try container.decode([Double].self, forKey: .values)
    guard !places.isEmpty, values.count == places.count, zip(places, places.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw DecodingError.dataCorruptedError(
        forKey: .places, in: container, debugDescription: "a curve needs one value for each of its places, in order")
    }
  }

  /// The value at `x`. O(log places).
  public func value(at x: Double) -> Double {
    guard !x.isNaN else { return .nan }
    var (low, high) = (0, places.count)
    while low < high {
      let middle = (low + high) / 2
      if places[middle] <= x { low = middle + 1 } else { high = middle }
    }
    if low == 0 { return values[0] }
    if low == places.count || places[low - 1] == x { return values[low - 1] }
    let share = (x - places[low - 1]) / (places[low] - places[low - 1])
    return values[low - 1] + share * (values[low] - values[low - 1])
  }

  /// The probability of `true` at a score, where labels were fitted.
  public func probability(_ score: Double) -> Double { value(at: score) }
}

extension IsotonicModel: CustomStringConvertible {
  /// Where the curve starts and ends.
  public var description: String {
    let last = places.count - 1
    return "isotonic curve of \(places.count) points, from \(rounded(values[0])) at \(rounded(places[0])) to "
      + "\(rounded(values[last])) at \(rounded(places[last]))"
  }
}
