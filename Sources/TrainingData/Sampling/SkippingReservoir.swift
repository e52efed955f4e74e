import Statistics

/// A ``Reservoir`` that knows in advance which element enters next and draws nothing for those it skips: the
/// same law with about k × ln(n / k) random draws instead of n.
///
/// It keeps the k-th smallest of n imagined uniform keys, one per element seen; that threshold alone decides
/// how many elements are passed over until the next smaller key. O(k) memory; skipping over a random-access
/// collection costs nothing per element.
///
/// Source: Li, "Reservoir-Sampling Algorithms of Time Complexity O(n(1 + log(N/n)))", ACM TOMS 20(4), 1994
/// (Algorithm L).
public struct SkippingReservoir<Element> {
  /// The number of slots, k.
  public let capacity: Int
  @usableFromInline var slots: [Element] = []
  @usableFromInline var count = 0
  @usableFromInline var clock: SkipClock

  /// Makes an empty reservoir with `capacity` slots.
  ///
  /// - Throws: ``SamplingError/countTooSmall(what:value:minimum:)`` if `capacity` is below 1.
  public init(capacity: Int) throws(SamplingError) {
    guard capacity >= 1 else { throw .countTooSmall(what: "the capacity", value: capacity, minimum: 1) }
    self.capacity = capacity
    clock = SkipClock(capacity: capacity)
  }

  /// The elements in the reservoir.
  @inlinable public var items: [Element] { slots }
  /// The number of elements inserted so far, n.
  @inlinable public var seen: Int { count }

  /// Offers the next element of the stream and says what became of it. O(1).
  @inlinable
  @discardableResult
  public mutating func insert<G: RandomNumberGenerator>(_ element: Element, using rng: inout G) -> ReservoirStep {
    count += 1
    if slots.count < capacity {
      slots.append(element)
      if slots.count == capacity { clock.advance(from: count, using: &rng) }
      return .filled(slot: slots.count)
    }
    guard count == clock.next else { return .skipped }
    let slot = rng.uniformInt(below: capacity)
    slots[slot] = element
    clock.advance(from: count, using: &rng)
    return .replaced(slot: slot + 1)
  }

  /// Offers every element of a finite sequence, in order. O(elements), with no work but counting for those
  /// that are skipped.
  @inlinable
  public mutating func insert<Elements: Sequence<Element>, G: RandomNumberGenerator>(
    contentsOf elements: Elements, using rng: inout G
  ) {
    for element in elements { insert(element, using: &rng) }
  }

  /// Offers every element of a random-access collection, in order, touching only those that enter: about
  /// O(k log(n / k)) in all.
  @specialized(where Element == Int, Elements == [Int], G == SeededGenerator)
  @specialized(where Element == Int, Elements == Range<Int>, G == SeededGenerator)
  @inlinable
  public mutating func insert<Elements: RandomAccessCollection<Element>, G: RandomNumberGenerator>(
    contentsOf elements: Elements, using rng: inout G
  ) {
    let total = elements.count
    var offered = 0
    while offered < total {
      if slots.count == capacity {
        let skipped = min(total - offered, clock.next - count - 1)
        offered += skipped
        count += skipped
        if offered == total { return }
      }
      insert(elements[elements.index(elements.startIndex, offsetBy: offered)], using: &rng)
      offered += 1
    }
  }

  /// The reservoir of both streams together, as if one had read one stream after the other: a simple random
  /// sample of `seen + other.seen` elements, with the smaller of the two capacities. O(k log(n / k)).
  @inlinable
  public func merging<G: RandomNumberGenerator>(_ other: SkippingReservoir, using rng: inout G) -> SkippingReservoir {
    var merged = capacity <= other.capacity ? self : other
    merged.count = count + other.count
    merged.slots = mergedSlots(
      slots, seen: count, other.slots, otherSeen: other.count, capacity: merged.capacity, using: &rng)
    // The threshold is independent of which elements are in, so a fresh clock run up to n has the right law.
    merged.clock = SkipClock(capacity: merged.capacity)
    if merged.count >= merged.capacity {
      merged.clock.advance(from: merged.capacity, using: &rng)
      while merged.clock.next <= merged.count { merged.clock.advance(from: merged.clock.next, using: &rng) }
    }
    return merged
  }
}

extension SkippingReservoir: Sendable where Element: Sendable {}
extension SkippingReservoir: Equatable where Element: Equatable {}

extension SkippingReservoir: CustomStringConvertible {
  /// How many elements were seen, and the first of those kept.
  public var description: String { "\(slots.count) of \(count) elements: \(firstValues(slots))" }
}

/// When the next element enters a full reservoir.
@usableFromInline
struct SkipClock: Sendable, Equatable {
  @usableFromInline let capacity: Int
  @usableFromInline var logThreshold = 0.0
  /// The number, counted from 1, of the next element to enter.
  @usableFromInline var next = Int.max

  @inlinable
  init(capacity: Int) {
    self.capacity = capacity
  }

  /// Lowers the threshold, the largest of k uniform keys below the old one, and draws the geometric wait
  /// until the next key below it.
  @inlinable
  mutating func advance<G: RandomNumberGenerator>(from current: Int, using rng: inout G) {
    logThreshold -= rng.exponential() / Double(capacity)
    let wait = rng.exponential() / -Portable.log1p(-Portable.exp(logThreshold))
    next = wait < 0x1p62 ? current + 1 + Int(wait) : Int.max
  }
}
