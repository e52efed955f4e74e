/// x·ln(x/m) + m − x for positive x and m, without cancellation where they are close.
///
/// Source: Loader, "Fast and Accurate Computation of Binomial Probabilities", 2000.
@inlinable
package func deviancePart(_ x: Double, mean m: Double) -> Double {
  let difference = x - m
  if difference.magnitude < 0.1 * (x + m) {
    // With v = (x − m)/(x + m): (x − m)·v + 2x(v³/3 + v⁵/5 + …)
    let v = difference / (x + m)
    let z = v * v
    var sum = difference * v
    var power = 2 * x * v
    var odd = 3.0
    while true {
      power *= z
      let next = sum + power / odd
      if next == sum { return sum }
      sum = next
      odd += 2
    }
  }
  let ratio = x / m
  let logRatio =
    ratio > 1e-290 && ratio < 1e290 ? Portable.log(ratio) : Portable.log(x) - Portable.log(m)
  return x * logRatio + m - x
}
