internal import Dispatch

/// Counts the pairs of a positive and a negative row in which the positive scores higher.
///
/// The keys are dealt into 2,048 buckets by score, positives and negatives apart, on all processors at once; then each
/// bucket is sorted in the cache and its pairs are counted. Only whole numbers are added, so the result does not depend
/// on the number of processors. Memory: 8 bytes per row, and as much as the largest bucket.
struct PairCount {
  /// The rows whose label is true.
  var positives = 0
  /// The other rows.
  var negatives = 0
  /// Pairs that are in order, twice, and pairs that tie, once.
  var doubledOrdered: UInt64 = 0

  private static let digitBits = 11

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
      DispatchQueue.concurrentPerform(iterations: pieces) { piece in
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
      DispatchQueue.concurrentPerform(iterations: pieces) { piece in
        guard let own = places.baseAddress.map({ $0 + piece * buckets }) else { return }
        for row in edges[piece]..<edges[piece + 1] {
          own[Int((scores[row].orderKey - least) >> shift) * 2 + (labels[row] ? 1 : 0)] += 1
        }
      }
    }
    var starts = [Int](repeating: 0, count: buckets + 1)
    var place = 0
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
    negatives = count - positives

    let keys = UnsafeMutablePointer<UInt64>.allocate(capacity: count)
    defer { keys.deallocate() }
    nonisolated(unsafe) let shared = keys
    places.withUnsafeMutableBufferPointer { places in
      nonisolated(unsafe) let places = places
      DispatchQueue.concurrentPerform(iterations: pieces) { piece in
        guard let own = places.baseAddress.map({ $0 + piece * buckets }) else { return }
        for row in edges[piece]..<edges[piece + 1] {
          let key = scores[row].orderKey
          let bucket = Int((key - least) >> shift) * 2 + (labels[row] ? 1 : 0)
          shared[own[bucket]] = key
          own[bucket] += 1
        }
      }
    }

    // Workers take every so many buckets; a bucket with rows of one kind only needs no order.
    let bounds = starts
    var sums = [UInt64](repeating: 0, count: pieces)
    sums.withUnsafeMutableBufferPointer { sums in
      nonisolated(unsafe) let sums = sums
      DispatchQueue.concurrentPerform(iterations: pieces) { piece in
        var largest = 0
        for digit in stride(from: piece, to: buckets / 2, by: pieces) {
          largest = max(
            largest, bounds[2 * digit + 1] - bounds[2 * digit], bounds[2 * digit + 2] - bounds[2 * digit + 1])
        }
        let scratch = UnsafeMutablePointer<UInt64>.allocate(capacity: max(1, largest))
        defer { scratch.deallocate() }
        var sum: UInt64 = 0
        for digit in stride(from: piece, to: buckets / 2, by: pieces) {
          let (start, middle, end) = (bounds[2 * digit], bounds[2 * digit + 1], bounds[2 * digit + 2])
          guard start < middle, middle < end else { continue }
          KeySort.sort(shared + start, count: middle - start, scratch: scratch)
          KeySort.sort(shared + middle, count: end - middle, scratch: scratch)
          sum += Self.doubledPairs(
            negatives: UnsafeBufferPointer(start: shared + start, count: middle - start),
            positives: UnsafeBufferPointer(start: shared + middle, count: end - middle))
        }
        sums[piece] = sum
      }
    }
    doubledOrdered = sums.reduce(0, +)
    var negativesBelow: UInt64 = 0
    for digit in 0..<buckets / 2 {
      doubledOrdered += 2 * negativesBelow * UInt64(starts[2 * digit + 2] - starts[2 * digit + 1])
      negativesBelow += UInt64(starts[2 * digit + 1] - starts[2 * digit])
    }
  }

  /// Twice the pairs in order plus the ties, of two ascending lists.
  private static func doubledPairs(
    negatives: UnsafeBufferPointer<UInt64>, positives: UnsafeBufferPointer<UInt64>
  ) -> UInt64 {
    var sum: UInt64 = 0
    // The negatives below the present positive, and those not above it.
    var below = 0
    var upTo = 0
    for key in positives {
      while below < negatives.count && negatives[below] < key { below += 1 }
      upTo = max(upTo, below)
      while upTo < negatives.count && negatives[upTo] == key { upTo += 1 }
      sum += UInt64(below + upTo)
    }
    return sum
  }
}
