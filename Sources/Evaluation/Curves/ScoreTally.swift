/// The weights of positive and negative rows at each distinct score, from the highest score down: what every curve over
/// thresholds is drawn from.
struct ScoreTally {
  /// Distinct scores, descending.
  private(set) var scores: [Double] = []
  /// The weight of the positive rows that score at least so much.
  private(set) var positives: [Double] = []
  /// The weight of the negative rows that score at least so much.
  private(set) var negatives: [Double] = []

  var positiveTotal: Double { positives.last ?? 0 }
  var negativeTotal: Double { negatives.last ?? 0 }

  /// Sorts and adds up. O(rows · log rows).
  init(scores rowScores: [Double], actual: [Bool], sampleWeights: [Double]?) throws {
    try requirePairs(predicted: rowScores.count, actual: actual.count)
    let weights = try RowWeights(sampleWeights, rows: actual.count)
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
      scores.append(Double(orderKey: key))
      positives.append(positive)
      negatives.append(negative)
    }
  }

  /// Checks that rows of both kinds count.
  func requireBothClasses(_ measure: String) throws {
    if positiveTotal == 0 { throw EvaluationError.oneClass(measure: measure, label: "negative") }
    if negativeTotal == 0 { throw EvaluationError.oneClass(measure: measure, label: "positive") }
  }
}
