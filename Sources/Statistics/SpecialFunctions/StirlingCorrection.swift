/// ½·ln 2π.
@usableFromInline let halfLogTwoPi = 0.9189385332046728
/// 2π.
@usableFromInline let twoPi = 6.283185307179586

/// δ(x) = ln Γ(x + 1) − (x + ½)·ln x + x − ½·ln 2π for x > 0: what Stirling's formula leaves out.
///
/// It is about 1/(12x), so it carries none of the cancellation of log-gamma differences.
/// Source: Loader, "Fast and Accurate Computation of Binomial Probabilities", 2000.
@inlinable
package func stirlingCorrection(_ x: Double) -> Double {
  if x < 1 {
    // δ(x) − δ(x + 1) = (x + ½)·ln(1 + 1/x) − 1
    return (x + 0.5) * (Portable.log1p(x) - Portable.log(x)) - 1 + stirlingCorrection(x + 1)
  }
  if x < 10 && x == x.rounded(.down) { return stirlingCorrectionOfWholes[Int(x) - 1] }
  var shifted = x
  var difference = 0.0
  while shifted < 10 {
    // The same difference as a series: s²/3 + s⁴/5 + … with s = 1/(2x + 1).
    let s = 1 / (2 * shifted + 1)
    let z = s * s
    var power = z
    var odd = 3.0
    while power > 1e-18 {
      difference += power / odd
      power *= z
      odd += 2
    }
    shifted += 1
  }
  let z = 1 / (shifted * shifted)
  var sum = 1.0 / 156
  sum = sum * z - 691.0 / 360360
  sum = sum * z + 1.0 / 1188
  sum = sum * z - 1.0 / 1680
  sum = sum * z + 1.0 / 1260
  sum = sum * z - 1.0 / 360
  sum = sum * z + 1.0 / 12
  return difference + sum / shifted
}

/// δ(1), …, δ(9).
@usableFromInline let stirlingCorrectionOfWholes: [Double] = [
  0.08106146679532726, 0.0413406959554093, 0.02767792568499834,
  0.020790672103765093, 0.016644691189821193, 0.013876128823070748,
  0.01189670994589177, 0.010411265261972096, 0.009255462182712733,
]
