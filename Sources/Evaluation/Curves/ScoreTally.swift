internal import Kernels

/// The weights of positive and negative rows at each distinct score, from the highest score down: what every curve over
/// thresholds is drawn from. The first point, above all scores, has none.
struct ScoreTally {
  /// Infinity, then the distinct scores, descending.
  private(set) var thresholds: [Double] = [.infinity]
  /// The weight of the positive rows that score at least so much.
  private(set) var positives: [Double] = [0]
  /// The weight of the negative rows that score at least so much.
  private(set) var negatives: [Double] = [0]

  var positiveTotal: Double { positives[positives.count - 1] }
  var negativeTotal: Double { negatives[negatives.count - 1] }

  /// Sorts and adds up: O(rows) without weights, by radix sort on several threads; O(rows · log rows) with.
  init(scores rowScores: [Double], actual: [Bool], sampleWeights: [Double]?) throws {
    try requirePairs(predicted: rowScores.count, actual: actual.count)
    if let sampleWeights {
      try self.init(scores: rowScores, actual: actual, weights: RowWeights(sampleWeights, rows: actual.count))
    } else {
      let buckets = try rowScores.withUnsafeBufferPointer { scores in
        try actual.withUnsafeBufferPointer { try ScoreBuckets(scores: scores, labels: $0, workers: Threads.count) }
      }
      self.init(buckets)
    }
  }

  private init(scores rowScores: [Double], actual: [Bool], weights: RowWeights) throws {
    if let row = rowScores.firstIndex(where: \.isNaN) { throw EvaluationError.scoreIsNaN(row: row) }
    var sorted = rowScores.indices.map { (key: rowScores[$0].orderKey, row: $0) }
    sorted.sort { ($0.key, $1.row) > ($1.key, $0.row) }
    var positive = 0.0
    var negative = 0.0
    var place = 0
    while place < sorted.count {
      let key = sorted[place].key
      var counts = false
      while place < sorted.count && sorted[place].key == key {
        let row = sorted[place].row
        let weight = weights[row]
        counts = counts || weight > 0
        if actual[row] { positive += weight } else { negative += weight }
        place += 1
      }
      // A score that only rows of weight 0 have is no threshold.
      guard counts else { continue }
      thresholds.append(Double(orderKey: key))
      positives.append(positive)
      negatives.append(negative)
    }
  }

  private init(_ buckets: ScoreBuckets) {
    var sizes = [Int](repeating: 0, count: buckets.count)
    sizes.withUnsafeMutableBufferPointer { sizes in
      nonisolated(unsafe) let sizes = sizes
      buckets.forEachSorted(where: { !$0.isEmpty || !$1.isEmpty }) { bucket, negatives, positives in
        var distinct = 0
        Self.forEachScore(negatives, positives) { _, _, _ in distinct += 1 }
        sizes[bucket] = distinct
      }
    }
    // Where the scores of each bucket go, and what lies above them.
    var places = [(place: Int, positives: Int, negatives: Int)](repeating: (1, 0, 0), count: buckets.count)
    var next = (place: 1, positives: 0, negatives: 0)
    for bucket in (0..<buckets.count).reversed() {
      places[bucket] = next
      next.place += sizes[bucket]
      next.positives += buckets.positives(in: bucket).count
      next.negatives += buckets.negatives(in: bucket).count
    }
    let starts = places
    nonisolated(unsafe) let buckets = buckets
    thresholds = [Double](repeating: .infinity, count: next.place)
    positives = [Double](repeating: 0, count: next.place)
    negatives = [Double](repeating: 0, count: next.place)
    thresholds.withUnsafeMutableBufferPointer { thresholds in
      positives.withUnsafeMutableBufferPointer { positives in
        negatives.withUnsafeMutableBufferPointer { negatives in
          nonisolated(unsafe) let (thresholds, positives, negatives) = (thresholds, positives, negatives)
          parallelFor(0..<buckets.count, grain: 64) { piece in
            for bucket in piece {
              var (place, found, alarms) = starts[bucket]
              Self.forEachScore(buckets.negatives(in: bucket), buckets.positives(in: bucket)) { key, more, less in
                found += more
                alarms += less
                thresholds[place] = Double(orderKey: key)
                positives[place] = Double(found)
                negatives[place] = Double(alarms)
                place += 1
              }
            }
          }
        }
      }
    }
  }

  /// Calls `body` with each distinct key of two ascending lists, from the highest down, and how often it is among the
  /// positives and among the negatives.
  private static func forEachScore(
    _ negatives: UnsafeBufferPointer<UInt64>, _ positives: UnsafeBufferPointer<UInt64>,
    _ body: (_ key: UInt64, _ positives: Int, _ negatives: Int) -> Void
  ) {
    var (negative, positive) = (negatives.count, positives.count)
    while negative > 0 || positive > 0 {
      let key = max(negative > 0 ? negatives[negative - 1] : 0, positive > 0 ? positives[positive - 1] : 0)
      let (negativesBefore, positivesBefore) = (negative, positive)
      while negative > 0 && negatives[negative - 1] == key { negative -= 1 }
      while positive > 0 && positives[positive - 1] == key { positive -= 1 }
      body(key, positivesBefore - positive, negativesBefore - negative)
    }
  }

  /// Checks that rows of both kinds count.
  func requireBothClasses(_ measure: String) throws {
    if positiveTotal == 0 { throw EvaluationError.oneClass(measure: measure, label: "negative") }
    if negativeTotal == 0 { throw EvaluationError.oneClass(measure: measure, label: "positive") }
  }
}
