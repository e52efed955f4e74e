import Statistics

/// A simple random sample of fixed size from a stream of unknown length, in one pass: at every moment each of
/// the n elements seen so far is in the reservoir with probability k / n.
///
/// The first k elements fill the reservoir. For the n-th one after that, a whole number i is drawn uniformly
/// from 1...n; if i ≤ k the element replaces the one in slot i, otherwise it is skipped. O(k) memory, O(1)
/// and one random draw per element.
///
/// Source: Vitter, "Random Sampling with a Reservoir", ACM TOMS 11(1), 1985 (Algorithm R);
/// *Designing Machine Learning Systems*, ch. 4, "Reservoir Sampling".
public struct Reservoir<Element> {
  /// The number of slots, k.
  public let capacity: Int
  @usableFromInline var slots: [Element] = []
  @usableFromInline var count = 0

  /// Makes an empty reservoir with `capacity` slots.
  ///
  /// - Throws: ``SamplingError/countTooSmall(what:value:minimum:)`` if `capacity` is below 1.
  public init(capacity: Int) throws(SamplingError) {
    guard capacity >= 1 else { throw .countTooSmall(what: "the capacity", value: capacity, minimum: 1) }
    self.capacity = capacity
  }

  /// The elements in the reservoir; slot i of the procedure is `items[i - 1]`.
  @inlinable public var items: [Element] { slots }
  /// The number of elements inserted so far, n.
  @inlinable public var seen: Int { count }

  /// Offers the next element of the stream and says what became of it. O(1).
  @specialized(where Element == Int, G == SeededGenerator)
  @inlinable
  @discardableResult
  public mutating func insert<G: RandomNumberGenerator>(_ element: Element, using rng: inout G) -> ReservoirStep {
    place(element) { rng.uniformInt(below: $0) }
  }

  /// Offers the next element with a draw made elsewhere, a whole number in 1...n where n counts this element;
  /// while the reservoir fills up the draw decides nothing. For tracing the procedure step by step.
  ///
  /// - Throws: ``SamplingError/drawOutOfRange(draw:seen:)`` if the draw is not in 1...n.
  @discardableResult
  public mutating func insert(_ element: Element, draw: Int) throws(SamplingError) -> ReservoirStep {
    guard (1...(count + 1)).contains(draw) else { throw .drawOutOfRange(draw: draw, seen: count + 1) }
    return place(element) { _ in draw - 1 }
  }

  /// Counts an element and gives it a slot: a free one, or the one that is drawn from 0..<n, if there is such a slot.
  @inlinable
  mutating func place(_ element: Element, drawing draw: (_ n: Int) -> Int) -> ReservoirStep {
    count += 1
    if slots.count < capacity {
      slots.append(element)
      return .filled(slot: slots.count)
    }
    let slot = draw(count)
    guard slot < capacity else { return .skipped }
    slots[slot] = element
    return .replaced(slot: slot + 1)
  }

  /// Offers every element of a finite sequence, in order. O(elements).
  @inlinable
  public mutating func insert<Elements: Sequence<Element>, G: RandomNumberGenerator>(
    contentsOf elements: Elements, using rng: inout G
  ) {
    for element in elements { insert(element, using: &rng) }
  }

  /// Offers every element of a random-access collection, in order: with the draws that one at a time would make, but
  /// touching only those that enter. O(elements).
  @specialized(where Element == Int, Elements == [Int], G == SeededGenerator)
  @specialized(where Element == Int, Elements == Range<Int>, G == SeededGenerator)
  @inlinable
  public mutating func insert<Elements: RandomAccessCollection<Element>, G: RandomNumberGenerator>(
    contentsOf elements: Elements, using rng: inout G
  ) {
    let free = elements.prefix(capacity - slots.count)
    for element in free { insert(element, using: &rng) }
    let seenBefore = count - free.count
    let end = seenBefore + elements.count
    // A copy, whose state stays in registers: most elements are a draw and nothing else.
    var generator = rng
    for place in count..<end {
      let slot = generator.uniformInt(below: place + 1)
      if slot < capacity { slots[slot] = elements[elements.index(elements.startIndex, offsetBy: place - seenBefore)] }
    }
    rng = generator
    count = end
  }

  /// The reservoir of both streams together, as if one had read one stream after the other: a simple random
  /// sample of `seen + other.seen` elements, with the smaller of the two capacities. O(k).
  ///
  /// How many slots each stream gets is drawn from the hypergeometric law of the numbers of elements seen,
  /// not of the reservoirs: a shard of 100 elements beside one of 900 gets one slot in ten on average.
  @inlinable
  public func merging<G: RandomNumberGenerator>(_ other: Reservoir, using rng: inout G) -> Reservoir {
    var merged = capacity <= other.capacity ? self : other
    merged.count = count + other.count
    merged.slots = mergedSlots(
      slots, seen: count, other.slots, otherSeen: other.count, capacity: merged.capacity, using: &rng)
    return merged
  }
}

extension Reservoir: Sendable where Element: Sendable {}
extension Reservoir: Equatable where Element: Equatable {}

extension Reservoir: CustomStringConvertible {
  /// How many elements were seen, and the first of those kept.
  public var description: String { "\(slots.count) of \(count) elements: \(firstValues(slots))" }
}

/// A simple random sample of the union of two streams, made of simple random samples of each: slot by slot,
/// the next element comes from a stream with probability proportional to its elements not yet drawn.
@inlinable
func mergedSlots<Element, G: RandomNumberGenerator>(
  _ first: [Element], seen: Int, _ second: [Element], otherSeen: Int, capacity: Int, using rng: inout G
) -> [Element] {
  var first = first
  var second = second
  rng.shuffle(&first)
  rng.shuffle(&second)
  let slots = min(capacity, seen + otherSeen)
  var merged: [Element] = []
  merged.reserveCapacity(slots)
  var taken = 0
  for slot in 0..<slots {
    if rng.uniformInt(below: seen + otherSeen - slot) < seen - taken {
      merged.append(first[taken])
      taken += 1
    } else {
      merged.append(second[slot - taken])
    }
  }
  return merged
}
