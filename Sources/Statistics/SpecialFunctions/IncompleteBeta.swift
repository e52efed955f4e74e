/// The regularized incomplete beta function Iₓ(a, b) and its complement I_y(b, a), for x + y = 1.
///
/// lower = Iₓ(a, b) is the chance that a beta variable stays at or below x. The continued fraction converges fast
/// on the side of x below about the mean; that side is computed and the other is its complement.
/// Source: equation 9 of DiDonato and Morris, "Algorithm 708", ACM TOMS 18(3), 1992, which loses no digits where x
/// is close to 1; by Lentz's method, with the leading factor in Loader's form.
///
/// - Complexity: O(√max(a, b)).
package func regularizedBeta(
  _ a: Double, _ b: Double, x: Double, y: Double
) -> (lower: Double, upper: Double) {
  guard x > 0 else { return x.isNaN ? (x, x) : (0, 1) }
  guard y > 0 else { return y.isNaN ? (y, y) : (1, 0) }
  if x * (a + b + 2) < a + 1 {
    if a < 0.5 { return smallShapeRegularizedBeta(a, b, x) }
    let lower = betaFraction(a, b, x, y)
    return (lower, 1 - lower)
  }
  if b < 0.5 {
    let (upper, lower) = smallShapeRegularizedBeta(b, a, y)
    return (lower, upper)
  }
  let upper = betaFraction(b, a, y, x)
  return (1 - upper, upper)
}

/// For a < ½ and x below about the mean, where Iₓ(a, b) can be so close to 1 that its complement must be summed
/// by itself.
private func smallShapeRegularizedBeta(_ a: Double, _ b: Double, _ x: Double) -> (lower: Double, upper: Double) {
  // Iₓ = xᵃ·Γ(a + b)/(Γ(a + 1)·Γ(b))·(1 − s) with s = −a·Σₙ₌₁ (1 − b)ₙxⁿ/(n!(a + n)).
  var power = 1.0
  var s = 0.0
  var n = 0.0
  repeat {
    n += 1
    power *= (n - b) / n * x
    s -= a * power / (a + n)
  } while power.magnitude > 0x1p-56 * x && n < 10_000
  let logLeading = a * Portable.log(x) + logGammaRatio(b, a) - logGammaOfOnePlus(a)
  let leading = Portable.exp(logLeading)
  return (leading * (1 - s), leading * s - Portable.expm1(logLeading))
}

private func betaFraction(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
  let leading = Portable.exp(logBinomialKernel(a, b, x, y)) * a * (b / (a + b))
  guard leading > 0 else { return 0 }
  let distance = a * y - b * x
  var fraction = nonzero(a / (a + 1) * (distance + 1))
  var c = fraction
  var d = 0.0
  var m = 0.0
  var change = 0.0
  repeat {
    m += 1
    let center = a + 2 * m - 1
    let twist = m * (b - m) * x / center
    let numerator = twist * ((a + m - 1) * ((a + b + m - 1) / center)) * x
    let denominator = m + twist + (a + m) / (a + 2 * m + 1) * (distance + 1 + m * (1 + y))
    d = 1 / nonzero(denominator + numerator * d)
    c = nonzero(denominator + numerator / c)
    change = c * d
    fraction *= change
  } while (change - 1).magnitude > 0x1p-52 && m < 1e8
  return min(leading / fraction, 1)
}
