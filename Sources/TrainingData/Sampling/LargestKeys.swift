/// The items with the largest keys seen so far, at most `capacity` of them: a binary heap whose root is the
/// smallest key that is kept.
@usableFromInline
struct LargestKeys<Item> {
  @usableFromInline let capacity: Int
  @usableFromInline var heap: [(key: Double, item: Item)] = []

  @inlinable
  init(capacity: Int) {
    self.capacity = capacity
  }

  @inlinable var count: Int { heap.count }
  @inlinable var isFull: Bool { heap.count == capacity }
  @inlinable var smallestKey: Double { heap[0].key }

  /// Adds an item to a heap that is not full. O(log count).
  @inlinable
  mutating func add(_ item: Item, key: Double) {
    heap.append((key, item))
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      if heap[parent].key <= heap[child].key { break }
      heap.swapAt(parent, child)
      child = parent
    }
  }

  /// Puts an item in the place of the one with the smallest key. O(log count).
  @inlinable
  mutating func replaceSmallest(with item: Item, key: Double) {
    heap[0] = (key, item)
    var parent = 0
    while true {
      var smallest = parent
      let left = 2 * parent + 1
      if left < heap.count && heap[left].key < heap[smallest].key { smallest = left }
      if left + 1 < heap.count && heap[left + 1].key < heap[smallest].key { smallest = left + 1 }
      if smallest == parent { return }
      heap.swapAt(parent, smallest)
      parent = smallest
    }
  }

  /// The entries, largest key first. O(n log n).
  @inlinable
  func sorted() -> [(key: Double, item: Item)] {
    heap.sorted { $0.key > $1.key }
  }
}

extension LargestKeys: Sendable where Item: Sendable {}
