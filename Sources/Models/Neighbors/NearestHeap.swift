/// The nearest rows found so far, the farthest of them on top: a binary heap in memory that someone else owns.
///
/// Rows are offered in ascending order, so of two at the same distance the one that came first is the nearer.
struct NearestHeap {
  let capacity: Int
  let distances: UnsafeMutablePointer<Double>
  let rows: UnsafeMutablePointer<Int>
  private(set) var count = 0

  init(capacity: Int, distances: UnsafeMutablePointer<Double>, rows: UnsafeMutablePointer<Int>) {
    self.capacity = capacity
    self.distances = distances
    self.rows = rows
  }

  /// What a row must be nearer than to be taken.
  @inline(__always)
  var bound: Double { count == capacity ? distances[0] : .infinity }

  /// Takes a row if there is room or if it is nearer than the farthest; that one then leaves. O(log capacity).
  @inline(__always)
  mutating func offer(_ row: Int, at distance: Double) {
    if count < capacity {
      rise(row, at: distance)
    } else if distance < distances[0] {
      sink(row, at: distance, among: count)
    }
  }

  /// Brings the rows into order, the nearest first. O(capacity log capacity).
  mutating func sort() {
    var end = count - 1
    while end > 0 {
      let row = rows[end]
      let distance = distances[end]
      rows[end] = rows[0]
      distances[end] = distances[0]
      sink(row, at: distance, among: end)
      end -= 1
    }
  }

  private mutating func rise(_ row: Int, at distance: Double) {
    var place = count
    count += 1
    while place > 0 {
      let parent = (place - 1) / 2
      guard isFarther(row, distance, thanPlace: parent) else { break }
      rows[place] = rows[parent]
      distances[place] = distances[parent]
      place = parent
    }
    rows[place] = row
    distances[place] = distance
  }

  /// Puts a row in the place of the farthest of the first `limit`.
  private mutating func sink(_ row: Int, at distance: Double, among limit: Int) {
    var place = 0
    while true {
      var child = 2 * place + 1
      guard child < limit else { break }
      if child + 1 < limit, isFarther(rows[child + 1], distances[child + 1], thanPlace: child) { child += 1 }
      guard !isFarther(row, distance, thanPlace: child) else { break }
      rows[place] = rows[child]
      distances[place] = distances[child]
      place = child
    }
    rows[place] = row
    distances[place] = distance
  }

  @inline(__always)
  private func isFarther(_ row: Int, _ distance: Double, thanPlace place: Int) -> Bool {
    distance > distances[place] || (distance == distances[place] && row > rows[place])
  }
}
