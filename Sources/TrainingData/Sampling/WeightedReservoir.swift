import Statistics

/// A weighted sample of fixed size without replacement from a stream of unknown length, in one pass: at every
/// moment the reservoir is what drawing k of the elements seen so far one after the other, each time in
/// proportion to the weights of those left, would give.
///
/// Each element gets a key u^(1/w) with u uniform in (0, 1), and the k largest keys stay. Keys are kept as
/// logarithms, so that weights of any size work. O(k) memory, O(log k) for an element that enters.
///
/// Source: Efraimidis and Spirakis, "Weighted Random Sampling with a Reservoir", Information Processing
/// Letters 97(5), 2006.
public struct WeightedReservoir<Element> {
  /// How the elements that enter are found. Both give the same law.
  public enum Algorithm: String, CaseIterable, Codable, Sendable {
    /// A key is drawn for every element (A-Res).
    case everyKey
    /// A total weight to pass over is drawn, and keys only for elements that enter (A-ExpJ): about
    /// k × ln(n / k) draws instead of n.
    case jumps
  }

  /// The number of slots, k.
  public let capacity: Int
  /// How the elements that enter are found.
  public let algorithm: Algorithm
  @usableFromInline var count = 0
  @usableFromInline var kept: LargestKeys<Element>
  /// The weight that is still passed over before the next element enters (`jumps` only).
  @usableFromInline var weightToPass = 0.0

  /// Makes an empty reservoir with `capacity` slots.
  ///
  /// - Throws: ``SamplingError/countTooSmall(what:value:minimum:)`` if `capacity` is below 1.
  public init(capacity: Int, algorithm: Algorithm = .jumps) throws(SamplingError) {
    guard capacity >= 1 else { throw .countTooSmall(what: "the capacity", value: capacity, minimum: 1) }
    self.init(size: capacity, algorithm: algorithm)
  }

  /// The elements in the reservoir, in the order in which successive draws would have taken them. O(k log k).
  public var items: [Element] { kept.sorted().map(\.item) }
  /// The number of elements inserted so far, those of weight zero included.
  @inlinable public var seen: Int { count }

  /// Offers the next element of the stream; true if it entered. An element of weight zero never does.
  /// O(log k) if it enters, O(1) if not.
  ///
  /// - Throws: ``SamplingError/invalidWeight(index:value:)`` if the weight is negative, infinite or missing;
  ///   the reservoir is then unchanged.
  @inlinable
  @discardableResult
  public mutating func insert<G: RandomNumberGenerator>(
    _ element: Element, weight: Double, using rng: inout G
  ) throws(SamplingError) -> Bool {
    guard weight >= 0 && weight < .infinity else { throw .invalidWeight(index: count, value: weight) }
    count += 1
    guard weight > 0 else { return false }
    guard kept.isFull else {
      kept.add(element, key: -rng.exponential() / weight)
      if kept.isFull { drawJump(using: &rng) }
      return true
    }
    switch algorithm {
    case .everyKey:
      let key = -rng.exponential() / weight
      guard key > kept.smallestKey else { return false }
      kept.replaceSmallest(with: element, key: key)
      return true
    case .jumps:
      weightToPass -= weight
      guard weightToPass <= 0 else { return false }
      // A key above the threshold T, in logarithms: ln(r)/w with r uniform in (T^w, 1).
      let above = -Portable.expm1(weight * kept.smallestKey)
      kept.replaceSmallest(with: element, key: Portable.log1p(-above * rng.uniform()) / weight)
      drawJump(using: &rng)
      return true
    }
  }

  /// Offers every element of a finite sequence, in order, with its weight. O(elements).
  ///
  /// - Throws: ``SamplingError/lengthMismatch(what:count:expected:expectedCount:)`` if there is not one
  ///   weight per element, ``SamplingError/invalidWeight(index:value:)`` at the first bad weight.
  @inlinable
  public mutating func insert<Elements: Collection<Element>, G: RandomNumberGenerator>(
    contentsOf elements: Elements, weights: [Double], using rng: inout G
  ) throws(SamplingError) {
    try requireWeights(weights, for: elements.count)
    var next = 0
    for element in elements {
      try insert(element, weight: weights[next], using: &rng)
      next += 1
    }
  }

  /// The reservoir of both streams together, with the smaller of the two capacities and the algorithm of this
  /// one: the largest keys of both. O(k log k).
  @inlinable
  public func merging<G: RandomNumberGenerator>(_ other: WeightedReservoir, using rng: inout G) -> WeightedReservoir {
    let size = min(capacity, other.capacity)
    var merged = WeightedReservoir(size: size, algorithm: algorithm)
    merged.count = count + other.count
    for entry in (kept.heap + other.kept.heap).sorted(by: { $0.key > $1.key }).prefix(size) {
      merged.kept.add(entry.item, key: entry.key)
    }
    // How far the next jump goes depends only on the threshold, so the old jumps can be forgotten.
    if merged.kept.isFull { merged.drawJump(using: &rng) }
    return merged
  }

  @inlinable
  init(size: Int, algorithm: Algorithm) {
    capacity = size
    self.algorithm = algorithm
    kept = LargestKeys(capacity: size)
  }

  @inlinable
  mutating func drawJump<G: RandomNumberGenerator>(using rng: inout G) {
    if algorithm == .jumps { weightToPass = rng.exponential() / -kept.smallestKey }
  }
}

extension WeightedReservoir: Sendable where Element: Sendable {}

extension WeightedReservoir: CustomStringConvertible {
  /// How many elements were seen, and the first of those kept.
  public var description: String { "\(kept.count) of \(count) elements: \(firstValues(items))" }
}
