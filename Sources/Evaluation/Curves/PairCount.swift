/// Counts the pairs of a positive and a negative row in which the positive scores higher.
///
/// Bucket by bucket the keys are sorted in the cache and their pairs are counted. Only whole numbers are added, so the
/// result does not depend on the number of threads. Memory: 8 bytes per row, and as much as the largest bucket.
struct PairCount {
  /// The rows whose label is true.
  let positives: Int
  /// The other rows.
  let negatives: Int
  /// Pairs that are in order, twice, and pairs that tie, once.
  let doubledOrdered: UInt64

  init(scores: UnsafeBufferPointer<Double>, labels: UnsafeBufferPointer<Bool>, workers: Int) throws {
    let buckets = try ScoreBuckets(scores: scores, labels: labels, workers: workers)
    var sums = [UInt64](repeating: 0, count: buckets.count)
    sums.withUnsafeMutableBufferPointer { sums in
      nonisolated(unsafe) let sums = sums
      // A bucket with rows of one kind only needs no order.
      buckets.forEachSorted(where: { !$0.isEmpty && !$1.isEmpty }) { bucket, negatives, positives in
        sums[bucket] = Self.doubledPairs(negatives: negatives, positives: positives)
      }
    }
    var doubled = sums.reduce(0, +)
    var negativesBelow: UInt64 = 0
    for bucket in 0..<buckets.count {
      doubled += 2 * negativesBelow * UInt64(buckets.positives(in: bucket).count)
      negativesBelow += UInt64(buckets.negatives(in: bucket).count)
    }
    positives = buckets.positiveCount
    negatives = buckets.negativeCount
    doubledOrdered = doubled
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
