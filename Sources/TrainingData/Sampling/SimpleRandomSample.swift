public import Statistics

/// Draws `count` different indices from `0 ..< population`: each set of that size is equally likely, and so
/// is each order, so any prefix of the result is itself a simple random sample.
///
/// Every index is included with probability `count / population`; a class of rare rows can be missed
/// altogether, with probability `Hypergeometric.missProbability(population:rare:sample:)`. O(`count`) time,
/// memory and random draws, whatever the population.
///
/// - Throws: ``SamplingError/tooManyDraws(requested:available:)`` if `count` is larger than `population`,
///   ``SamplingError/countTooSmall(what:value:minimum:)`` if either is negative.
///
/// Source: Floyd's algorithm, in Bentley and Floyd, "A Sample of Brilliance", CACM 30(9), 1987, followed by a
/// shuffle; *Designing Machine Learning Systems*, ch. 4, "Simple Random Sampling".
@specialized(where G == SeededGenerator)
@inlinable
public func simpleRandomSample<G: RandomNumberGenerator>(
  of population: Int, count: Int, using rng: inout G
) throws(SamplingError) -> [Int] {
  try requireDraws(count, from: population)
  var drawn = DrawnIndices(population: population, draws: count)
  var sample: [Int] = []
  sample.reserveCapacity(count)
  for last in (population - count)..<population {
    let pick = rng.uniformInt(below: last + 1)
    if drawn.insert(pick) {
      sample.append(pick)
    } else {
      _ = drawn.insert(last)
      sample.append(last)
    }
  }
  rng.shuffle(&sample)
  return sample
}

/// Draws `count` different elements of `items`: each set of positions of that size is equally likely, in each
/// order.
///
/// O(`count`) for a random-access collection, O(`items.count`) for others.
///
/// - Throws: ``SamplingError/tooManyDraws(requested:available:)`` if `count` is larger than the collection.
@inlinable
public func simpleRandomSample<Items: Collection, G: RandomNumberGenerator>(
  of items: Items, count: Int, using rng: inout G
) throws(SamplingError) -> [Items.Element] {
  elements(of: items, at: try simpleRandomSample(of: items.count, count: count, using: &rng))
}

/// Draws `count` indices from `0 ..< population`, each independently and uniformly, so that one index can
/// come several times. This is the draw of the bootstrap. O(`count`).
///
/// - Throws: ``SamplingError/empty(what:)`` if the population is empty and `count` is not zero,
///   ``SamplingError/countTooSmall(what:value:minimum:)`` if either is negative.
@specialized(where G == SeededGenerator)
@inlinable
public func sampleWithReplacement<G: RandomNumberGenerator>(
  of population: Int, count: Int, using rng: inout G
) throws(SamplingError) -> [Int] {
  try requireCount(count)
  guard population > 0 || count == 0 else { throw .empty(what: "the population") }
  var sample: [Int] = []
  sample.reserveCapacity(count)
  for _ in 0..<count { sample.append(rng.uniformInt(below: population)) }
  return sample
}

/// Draws `count` elements of `items`, each independently and uniformly, so that one can come several times.
///
/// O(`count`) for a random-access collection, O(`items.count + count`) for others.
///
/// - Throws: ``SamplingError/empty(what:)`` if `items` is empty and `count` is not zero.
@inlinable
public func sampleWithReplacement<Items: Collection, G: RandomNumberGenerator>(
  of items: Items, count: Int, using rng: inout G
) throws(SamplingError) -> [Items.Element] {
  elements(of: items, at: try sampleWithReplacement(of: items.count, count: count, using: &rng))
}

@usableFromInline
func requireCount(_ count: Int) throws(SamplingError) {
  guard count >= 0 else { throw .countTooSmall(what: "the number of draws", value: count, minimum: 0) }
}

@usableFromInline
func requireDraws(_ draws: Int, from population: Int) throws(SamplingError) {
  try requireCount(draws)
  guard population >= 0 else { throw .countTooSmall(what: "the population", value: population, minimum: 0) }
  guard draws <= population else { throw .tooManyDraws(requested: draws, available: population) }
}

/// The elements of `items` at the given offsets, in that order.
@inlinable
func elements<Items: Collection>(of items: Items, at offsets: [Int]) -> [Items.Element] {
  if items is any RandomAccessCollection {
    return offsets.map { items[items.index(items.startIndex, offsetBy: $0)] }
  }
  let array = Array(items)
  return offsets.map { array[$0] }
}
