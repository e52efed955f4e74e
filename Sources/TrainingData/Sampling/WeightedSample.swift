import Statistics

/// Draws `count` elements of `items`, each independently with probability `weight / sum of weights`, so that
/// one element can come several times. O(n + `count`).
///
/// The weights say which rows are drawn; to change instead how much a row counts in a loss, hand the weights
/// to the learner.
///
/// - Throws: ``SamplingError`` if there is not one weight per element, if a weight is negative, infinite or
///   missing, if all are zero, or if `count` is negative.
///
/// Source: *Designing Machine Learning Systems*, ch. 4, "Weighted Sampling".
@inlinable
public func weightedSampleWithReplacement<Items: Collection, G: RandomNumberGenerator>(
  of items: Items, weights: [Double], count: Int, using rng: inout G
) throws(SamplingError) -> [Items.Element] {
  try requireWeights(weights, for: items.count)
  return elements(of: items, at: try AliasTable(weights: weights).draw(count: count, using: &rng))
}

/// Draws `count` different elements of `items` one after the other, each time with probability proportional
/// to the weight among those that are left (successive sampling); in the order of the draws. O(n log
/// `count`).
///
/// Inclusion probabilities are not proportional to the weights: a heavy row can be drawn only once. See
/// ``successiveInclusionProbabilities(weights:count:)``.
///
/// - Throws: ``SamplingError`` if there is not one weight per element, if a weight is negative, infinite or
///   missing, if fewer than `count` are positive, or if `count` is negative.
///
/// Source: Efraimidis and Spirakis, "Weighted Random Sampling with a Reservoir", Information Processing
/// Letters 97(5), 2006 (A-Res).
@inlinable
public func weightedSampleWithoutReplacement<Items: Collection, G: RandomNumberGenerator>(
  of items: Items, weights: [Double], count: Int, using rng: inout G
) throws(SamplingError) -> [Items.Element] {
  try requireWeights(weights, for: items.count)
  return elements(of: items, at: try weightedIndicesWithoutReplacement(weights, count: count, using: &rng))
}

/// The positions of a weighted sample without replacement, in the order of the draws.
@specialized(where G == SeededGenerator)
@usableFromInline
func weightedIndicesWithoutReplacement<G: RandomNumberGenerator>(
  _ weights: [Double], count: Int, using rng: inout G
) throws(SamplingError) -> [Int] {
  try requireCount(count)
  if count == 0 { return [] }
  _ = try largestWeight(weights)
  let positive = weights.count { $0 > 0 }
  guard count <= positive else { throw .tooFewPositiveWeights(requested: count, positive: positive) }
  // The arrival times of independent exponential clocks with rates w: the first `count` to ring are the sample.
  var earliest = LargestKeys<Int>(capacity: count)
  for row in weights.indices where weights[row] > 0 {
    let key = -rng.exponential(rate: weights[row])
    if !earliest.isFull {
      earliest.add(row, key: key)
    } else if key > earliest.smallestKey {
      earliest.replaceSmallest(with: row, key: key)
    }
  }
  return earliest.sorted().map(\.item)
}

@usableFromInline
func requireWeights(_ weights: [Double], for items: Int) throws(SamplingError) {
  guard weights.count == items else {
    throw .lengthMismatch(
      what: "the list of weights", count: weights.count, expected: "the list of items", expectedCount: items)
  }
}

/// The exact probability that each row is in a weighted sample of `count` rows without replacement
/// (successive sampling), by summing over all sets of rows. O(2ⁿ × n) time, 2ⁿ numbers of memory: n is at
/// most 20.
///
/// - Throws: ``SamplingError`` if a weight is negative, infinite or missing, if fewer than `count` are
///   positive, and ``SamplingError/tooManyRows(count:limit:)`` for more than 20 rows.
public func successiveInclusionProbabilities(
  weights: [Double], count: Int
) throws(SamplingError) -> [Double] {
  try requireCount(count)
  guard weights.count <= 20 else { throw .tooManyRows(count: weights.count, limit: 20) }
  let shares = try drawProbabilities(weights)
  let positive = shares.count { $0 > 0 }
  guard count <= positive else { throw .tooFewPositiveWeights(requested: count, positive: positive) }
  let sets = 1 << shares.count
  var reached = [Double](repeating: 0, count: sets)
  var inclusion = [Double](repeating: 0, count: shares.count)
  reached[0] = 1
  for set in 0..<sets where reached[set] > 0 {
    let drawn = set.nonzeroBitCount
    if drawn == count {
      for row in shares.indices where set >> row & 1 == 1 { inclusion[row] += reached[set] }
      continue
    }
    var left = 0.0
    for row in shares.indices where set >> row & 1 == 0 { left += shares[row] }
    for row in shares.indices where set >> row & 1 == 0 {
      reached[set | 1 << row] += reached[set] * shares[row] / left
    }
  }
  return inclusion
}
