/// The quantile of weighted values between those around it: the mean of the values whose share of the weight lies in
/// q (1 − b) … q (1 − b) + b, where b is one row's share of as many rows of equal weight as these are worth.
///
/// With equal weights it is the value at place (n − 1) q of the ascending list, linear between places. It is never the
/// largest or the smallest of several different values, it scales with nothing but the values, and that of −values at
/// 1 − q is its negative.
///
/// Source: Akinshin, "Weighted quantile estimators", arXiv:2304.07265, 2023.
func balancedQuantile(_ values: [Double], _ weights: [Double]?, _ q: Double) -> Double {
  guard let weights else {
    let sorted = ascending(values)
    let place = q * Double(sorted.count - 1)
    let low = min(Int(place), sorted.count - 1)
    let high = min(low + 1, sorted.count - 1)
    let share = place - Double(low)
    return (1 - share) * sorted[low] + share * sorted[high]
  }
  let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
  var total = 0.0
  var squares = 0.0
  for index in order {
    total += weights[index]
    squares += weights[index] * weights[index]
  }
  let width = squares / total
  let (start, end) = (q * (total - width), q * (total - width) + width)
  var result = 0.0
  var covered = 0.0
  var before = 0.0
  for index in order {
    let after = before + weights[index]
    let part = min(after, end) - max(before, start)
    if part > 0 {
      result += part * values[index]
      covered += part
    }
    before = after
  }
  return covered > 0 ? result / covered : values[order[order.count - 1]]
}
