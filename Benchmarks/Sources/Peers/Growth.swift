import Foundation

/// The times of a piece of work with more and more rows.
struct Growth {
  let title: String
  let who: String
  /// By the number of rows, the fewest first.
  let times: [(rows: Int, seconds: Double)]

  /// The power of the rows with which the time grows: the slope of its logarithm, by least squares.
  var exponent: Double {
    let x = times.map { log(Double($0.rows)) }
    let y = times.map { log($0.seconds) }
    let (meanX, meanY) = (x.reduce(0, +) / Double(x.count), y.reduce(0, +) / Double(y.count))
    var (above, below) = (0.0, 0.0)
    for (x, y) in zip(x, y) {
      above += (x - meanX) * (y - meanY)
      below += (x - meanX) * (x - meanX)
    }
    return above / below
  }

  static let head = ["| work | who | 1 × | 2 × | 4 × | 8 × | exponent |", "|---|---|---|---|---|---|---|"]

  var line: String {
    let cells = [title, who] + times.map { PeerRow.text($0.seconds) } + [String(format: "%.2f", exponent)]
    return "| " + cells.joined(separator: " | ") + " |"
  }
}
