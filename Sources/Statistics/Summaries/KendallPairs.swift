/// The pairs of rows counted by how the two values order them.
struct KendallPairs {
  let count: Int
  /// Pairs that one value orders one way and the other the other way.
  let discordant: Int
  /// The sizes of the runs of equal values.
  let runsOfX: [Int]
  let runsOfY: [Int]
  /// Pairs equal in both values.
  let tiedInBoth: Int

  var pairs: Int { count * (count - 1) / 2 }
  var tiedInX: Int { runsOfX.reduce(0) { $0 + $1 * ($1 - 1) / 2 } }
  var tiedInY: Int { runsOfY.reduce(0) { $0 + $1 * ($1 - 1) / 2 } }

  /// Concordant less discordant pairs.
  var balance: Int { pairs - tiedInX - tiedInY + tiedInBoth - 2 * discordant }

  var tauB: Double {
    let tau =
      Double(balance) / Double(pairs - tiedInX).squareRoot() / Double(pairs - tiedInY).squareRoot()
    return min(max(tau, -1), 1)
  }

  /// - Complexity: O(n log n), by counting the exchanges of a merge sort.
  init(_ x: [Double], _ y: [Double]) throws(SummaryError) {
    try requirePairs(x, y, of: "correlation", atLeast: 2)
    // By x, and by y where x is equal: a stable sort by x of what is sorted by y.
    let byY = ascendingOrder(y)
    let order = ascendingOrder(byY.map { x[$0] }).map { byY[$0] }
    count = x.count
    runsOfX = try ranking(x, ties: .average).runs
    runsOfY = try ranking(y, ties: .average).runs
    guard runsOfX.count > 1 else { throw .constantValues(of: "correlation", value: x[0]) }
    guard runsOfY.count > 1 else { throw .constantValues(of: "correlation", value: y[0]) }
    var same = 0
    var run = 1
    for (before, after) in zip(order, order.dropFirst()) {
      run = x[before] == x[after] && y[before] == y[after] ? run + 1 : 1
      same += run - 1
    }
    tiedInBoth = same
    discordant = KendallPairs.inversions(of: order.map { y[$0] })
  }

  /// How many pairs stand in falling order.
  private static func inversions(of values: [Double]) -> Int {
    var sorted = values
    var buffer = values
    var inversions = 0
    var width = 1
    while width < sorted.count {
      for start in stride(from: 0, to: sorted.count, by: 2 * width) {
        let middle = min(start + width, sorted.count)
        let end = min(start + 2 * width, sorted.count)
        var left = start
        var right = middle
        for place in start..<end {
          if left < middle && (right == end || sorted[left] <= sorted[right]) {
            buffer[place] = sorted[left]
            left += 1
          } else {
            buffer[place] = sorted[right]
            right += 1
            inversions += middle - left
          }
        }
      }
      swap(&sorted, &buffer)
      width *= 2
    }
    return inversions
  }
}
