extension RandomNumberGenerator {
  /// True with the given probability: never for 0 or less, always for 1 or more. O(1).
  @inlinable
  public mutating func bernoulli(_ probability: Double) -> Bool {
    uniform() < probability
  }

  /// An element of `items`, each as likely as any other; nil if there is none. Expected O(1).
  @inlinable
  public mutating func element<C: RandomAccessCollection>(of items: C) -> C.Element? {
    guard !items.isEmpty else { return nil }
    return items[items.index(items.startIndex, offsetBy: uniformInt(below: items.count))]
  }

  /// The elements of `items` in a uniformly random order. O(n).
  @inlinable
  public mutating func shuffled<S: Sequence>(_ items: S) -> [S.Element] {
    var result = Array(items)
    shuffle(&result)
    return result
  }
}
