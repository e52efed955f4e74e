/// The two regularized incomplete gamma functions, which sum to 1, each accurate however small it is.
///
/// lower = P(a, x) is the chance that a gamma variable of shape a stays at or below x; upper = Q(a, x).
///
/// A power series serves x < a + 1 and a continued fraction the rest (Abramowitz and Stegun 6.5.29 and 6.5.31);
/// Loader's form of the leading factor keeps large shapes exact.
///
/// - Complexity: O(√a) where x is close to a, a few steps elsewhere.
package func regularizedGamma(shape a: Double, _ x: Double) -> (lower: Double, upper: Double) {
  guard x > 0 else { return x.isNaN ? (x, x) : (0, 1) }
  guard x < .infinity else { return (1, 0) }
  if a < 0.5 && x < 1.1 { return smallShapeRegularizedGamma(a, x) }
  let kernel = Portable.exp(logPoissonKernel(a, x))
  if x < a + 1 {
    var term = 1.0
    var sum = 1.0
    var divisor = a
    while term > sum * 0x1p-54 {
      divisor += 1
      term *= x / divisor
      sum += term
    }
    let lower = min(kernel * sum, 1)
    return (lower, 1 - lower)
  }
  // e⁻ˣxᵃ/Γ(a) · 1/(x + 1 − a − 1(1 − a)/(x + 3 − a − 2(2 − a)/(x + 5 − a − …))), by Lentz's method.
  var b = x + 1 - a
  var c = 1 / tiniest
  var d = 1 / b
  var fraction = d
  var step = 0.0
  var change = 0.0
  repeat {
    step += 1
    let numerator = step * (a - step)
    b += 2
    d = 1 / nonzero(numerator * d + b)
    c = nonzero(b + numerator / c)
    change = d * c
    fraction *= change
  } while (change - 1).magnitude > 0x1p-52 && step < 1e8
  let upper = min(a * kernel * fraction, 1)
  return (1 - upper, upper)
}

/// For a < ½ and x < 1.1, where P can be so close to 1 that Q must be summed by itself.
private func smallShapeRegularizedGamma(_ a: Double, _ x: Double) -> (lower: Double, upper: Double) {
  // P = xᵃ/Γ(1 + a)·(1 − s) with s = −a·Σₙ₌₁ (−x)ⁿ/(n!(a + n)); Q = 1 − P in terms that stay small.
  var power = 1.0
  var s = 0.0
  var n = 0.0
  repeat {
    n += 1
    power *= -x / n
    s -= a * power / (a + n)
  } while power.magnitude > 0x1p-56 * x
  let logLeading = a * Portable.log(x) - logGammaOfOnePlus(a)
  let leading = Portable.exp(logLeading)
  return (leading * (1 - s), leading * s - Portable.expm1(logLeading))
}

/// The guard of Lentz's method against a zero denominator.
func nonzero(_ value: Double) -> Double {
  value.magnitude < tiniest ? tiniest : value
}

private let tiniest = 1e-300
