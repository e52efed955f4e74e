/// ln of the "Poisson" term with real a: ln(xᵃ·e⁻ˣ/Γ(a + 1)), for a > 0 and x > 0.
@inlinable
package func logPoissonKernel(_ a: Double, _ x: Double) -> Double {
  -stirlingCorrection(a) - deviancePart(a, mean: x) - 0.5 * Portable.log(twoPi * a)
}

/// ln of the "binomial" term with real a and b: ln(xᵃ·yᵇ·Γ(a + b + 1)/(Γ(a + 1)·Γ(b + 1))), where x + y = 1.
///
/// Needs a, b ≥ 0 and x, y > 0; `y` is passed so that neither share loses digits.
@inlinable
package func logBinomialKernel(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
  if a == 0 { return b * (y < 0.5 ? Portable.log(y) : Portable.log1p(-x)) }
  if b == 0 { return a * (x < 0.5 ? Portable.log(x) : Portable.log1p(-y)) }
  let n = a + b
  return stirlingCorrection(n) - stirlingCorrection(a) - stirlingCorrection(b)
    - deviancePart(a, mean: n * x) - deviancePart(b, mean: n * y)
    + 0.5 * (Portable.log(n / a) - Portable.log(twoPi * b))
}

/// ln Γ(1 + a) for 0 ≤ a ≤ ½, to full relative accuracy down to zero.
///
/// From −ln(1 + a) + a(1 − γ) + Σₖ₌₂ (−1)ᵏ(ζ(k) − 1)aᵏ/k.
package func logGammaOfOnePlus(_ a: Double) -> Double {
  var sum = 0.0
  for (offset, excess) in zetaMinusOne.enumerated().reversed() {
    let k = Double(offset + 2)
    sum = excess / k - a * sum
  }
  return a * (0.42278433509846713939 + a * sum) - Portable.log1p(a)
}

/// ln(Γ(b + a)/Γ(b)) for 0 ≤ a ≤ ½ and b > 0, to full relative accuracy down to a = 0.
///
/// By the recurrence up to 10, then the difference of two Stirling series, term by term.
package func logGammaRatio(_ b: Double, _ a: Double) -> Double {
  var sum = 0.0
  var z = b
  while z < 10 {
    sum -= Portable.log1p(a / z)
    z += 1
  }
  let logGrowth = Portable.log1p(a / z)
  sum += (z - 0.5) * logGrowth + a * (Portable.log(z + a) - 1)
  var power = 1 / z
  for (k, coefficient) in stirlingSeries.enumerated() {
    sum += coefficient * power * Portable.expm1(-Double(2 * k + 1) * logGrowth)
    power /= z * z
  }
  return sum
}

/// B₂ₖ/(2k(2k − 1)) for k = 1, 2, …, 7.
private let stirlingSeries: [Double] = [
  1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156,
]

/// ζ(k) − 1 for k = 2, 3, …, 28.
private let zetaMinusOne: [Double] = [
  0.64493406684822643647, 0.2020569031595942854, 0.082323233711138191516, 0.036927755143369926331,
  0.017343061984449139715, 0.0083492773819228268398, 0.0040773561979443393787, 0.0020083928260822144179,
  0.00099457512781808533715, 0.0004941886041194645587, 0.00024608655330804829864,
  0.00012271334757848914675, 0.000061248135058704829259, 0.000030588236307020493552,
  0.000015282259408651871733, 7.6371976378997622736e-6, 3.8172932649998398565e-6,
  1.9082127165539389257e-6, 9.5396203387279611315e-7, 4.7693298678780646312e-7, 2.3845050272773299e-7,
  1.1921992596531107307e-7, 5.9608189051259479612e-8, 2.9803503514652280186e-8, 1.4901554828365041235e-8,
  7.450711789835429492e-9, 3.7253340247884570548e-9,
]
