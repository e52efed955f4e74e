internal import Kernels

/// The order keys of scores in 2,048 buckets from the lowest score up, those of positive and negative rows apart.
///
/// Memory: 8 bytes per row.
final class ScoreBuckets {
  private static let digitBits = 11

  private let pieces: Int
  private let keys: UnsafeMutablePointer<UInt64>
  /// Where each part starts: the negatives of bucket b at 2b, its positives at 2b + 1.
  private let starts: [Int]
  /// The rows whose label is true.
  let positiveCount: Int

  /// The number of buckets.
  var count: Int { starts.count / 2 }
  /// The rows whose label is false.
  var negativeCount: Int { starts[starts.count - 1] - positiveCount }

  /// Deals the keys out. O(rows).
  /// - Throws: ``EvaluationError/scoreIsNaN(row:)``.
  init(scores: UnsafeBufferPointer<Double>, labels: UnsafeBufferPointer<Bool>, workers: Int) throws {
    let count = scores.count
    let pieces = max(1, min(workers, count / 4096))
    let edges = (0...pieces).map { count / pieces * $0 + min($0, count % pieces) }
    nonisolated(unsafe) let scores = scores
    nonisolated(unsafe) let labels = labels

    // The range of the keys, and whether a score is not a number.
    var ranges = [(least: UInt64, greatest: UInt64, hasNaN: Bool)](
      repeating: (.max, 0, false), count: pieces)
    ranges.withUnsafeMutableBufferPointer { ranges in
      nonisolated(unsafe) let ranges = ranges
      parallelFor(0..<pieces) { piece in
        var least = UInt64.max
        var greatest: UInt64 = 0
        var hasNaN = false
        for row in edges[piece]..<edges[piece + 1] {
          let score = scores[row]
          hasNaN = hasNaN || score != score
          let key = score.orderKey
          least = min(least, key)
          greatest = max(greatest, key)
        }
        ranges[piece] = (least, greatest, hasNaN)
      }
    }
    if ranges.contains(where: \.hasNaN) {
      throw EvaluationError.scoreIsNaN(row: scores.firstIndex(where: \.isNaN) ?? 0)
    }
    let least = ranges.map(\.least).min() ?? 0
    let greatest = ranges.map(\.greatest).max() ?? 0
    let shift = KeySort.digitShift(range: greatest - least, digits: Self.digitBits)

    // How many rows each piece has in each bucket; even buckets are negatives, odd ones positives.
    let buckets = 2 << Self.digitBits
    var places = [Int](repeating: 0, count: pieces * buckets)
    places.withUnsafeMutableBufferPointer { places in
      nonisolated(unsafe) let places = places
      parallelFor(0..<pieces) { piece in
        guard let own = places.baseAddress.map({ $0 + piece * buckets }) else { return }
        for row in edges[piece]..<edges[piece + 1] {
          own[Int((scores[row].orderKey - least) >> shift) * 2 + (labels[row] ? 1 : 0)] += 1
        }
      }
    }
    var starts = [Int](repeating: 0, count: buckets + 1)
    var place = 0
    var positives = 0
    for bucket in 0..<buckets {
      starts[bucket] = place
      for piece in 0..<pieces {
        let size = places[piece * buckets + bucket]
        places[piece * buckets + bucket] = place
        place += size
      }
      if bucket % 2 == 1 { positives += place - starts[bucket] }
    }
    starts[buckets] = place
    self.starts = starts
    positiveCount = positives
    self.pieces = pieces

    keys = UnsafeMutablePointer<UInt64>.allocate(capacity: count)
    nonisolated(unsafe) let shared = keys
    places.withUnsafeMutableBufferPointer { places in
      nonisolated(unsafe) let places = places
      parallelFor(0..<pieces) { piece in
        guard let own = places.baseAddress.map({ $0 + piece * buckets }) else { return }
        for row in edges[piece]..<edges[piece + 1] {
          let key = scores[row].orderKey
          let bucket = Int((key - least) >> shift) * 2 + (labels[row] ? 1 : 0)
          shared[own[bucket]] = key
          own[bucket] += 1
        }
      }
    }
  }

  deinit { keys.deallocate() }

  /// The keys of the negative rows in a bucket.
  func negatives(in bucket: Int) -> UnsafeBufferPointer<UInt64> { part(2 * bucket) }
  /// The keys of the positive rows in a bucket.
  func positives(in bucket: Int) -> UnsafeBufferPointer<UInt64> { part(2 * bucket + 1) }

  private func part(_ index: Int) -> UnsafeBufferPointer<UInt64> {
    UnsafeBufferPointer(start: keys + starts[index], count: starts[index + 1] - starts[index])
  }

  /// Sorts the keys of buckets into ascending order and gives each bucket to `body`, on several threads.
  ///
  /// - Parameters:
  ///   - matters: whether a bucket is worth it, by its negatives and positives.
  ///   - body: takes the bucket, and the sorted keys of its negatives and of its positives.
  func forEachSorted(
    where matters: @Sendable (UnsafeBufferPointer<UInt64>, UnsafeBufferPointer<UInt64>) -> Bool,
    _ body: @Sendable (Int, UnsafeBufferPointer<UInt64>, UnsafeBufferPointer<UInt64>) -> Void
  ) {
    let (starts, pieces) = (starts, pieces)
    nonisolated(unsafe) let keys = keys
    // Each takes every so many buckets, for some scores are more frequent than others.
    parallelFor(0..<pieces) { piece in
      var largest = 0
      for part in stride(from: piece, to: starts.count / 2, by: pieces) {
        largest = max(largest, starts[2 * part + 1] - starts[2 * part], starts[2 * part + 2] - starts[2 * part + 1])
      }
      let scratch = UnsafeMutablePointer<UInt64>.allocate(capacity: max(1, largest))
      defer { scratch.deallocate() }
      for bucket in stride(from: piece, to: starts.count / 2, by: pieces) {
        let (start, middle, end) = (starts[2 * bucket], starts[2 * bucket + 1], starts[2 * bucket + 2])
        let negatives = UnsafeBufferPointer(start: keys + start, count: middle - start)
        let positives = UnsafeBufferPointer(start: keys + middle, count: end - middle)
        guard matters(negatives, positives) else { continue }
        KeySort.sort(keys + start, count: middle - start, scratch: scratch)
        KeySort.sort(keys + middle, count: end - middle, scratch: scratch)
        body(bucket, negatives, positives)
      }
    }
  }
}
