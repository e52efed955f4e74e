/// Σ k^(−s) over the whole numbers k from `first` ≥ 1 to `last`, which may be infinite where s > 1.
///
/// All parts are positive up to the last corrections, so tails keep their digits. The first terms are added one
/// by one, the rest by the Euler-Maclaurin formula (Edwards, "Riemann's Zeta Function", 1974, ch. 6).
///
/// - Complexity: O(s), or a few terms where those that follow no longer count.
func powerSum(exponent s: Double, from first: Double, through last: Double) -> Double {
  guard first <= last else { return 0 }
  let start = max(first, 20, (2 * s).rounded(.up))
  var sum = 0.0
  var k = first
  while k < start && k <= last {
    let term = Portable.exp(-s * Portable.log(k))
    sum += term
    // What follows is less than k/(s − 1) such terms.
    if s > 1 && term * k / (s - 1) < sum * 0x1p-60 && k > first { return sum }
    k += 1
  }
  guard k <= last else { return sum }
  let head = Portable.exp(-s * Portable.log(k))
  let foot = last < .infinity ? Portable.exp(-s * Portable.log(last)) : 0
  let integral =
    last < .infinity ? k * head * scaledExpm1(1 - s, Portable.log(last / k)) : k * head / (s - 1)
  sum += integral + (head + foot) / 2
  // B₂ⱼ/(2j)!·s(s + 1)…(s + 2j − 2)·(k^(−s − 2j + 1) − last^(−s − 2j + 1))
  var headTerm = s * head / k
  var footTerm = foot > 0 ? s * foot / last : 0
  for (j, coefficient) in eulerMaclaurinCoefficients.enumerated() {
    sum += coefficient * (headTerm - footTerm)
    let growth = (s + Double(2 * j + 1)) * (s + Double(2 * j + 2))
    headTerm *= growth / (k * k)
    if foot > 0 { footTerm *= growth / (last * last) }
  }
  return sum
}

/// (e^(c·x) − 1)/c, which is x where c is zero.
@inlinable
func scaledExpm1(_ c: Double, _ x: Double) -> Double {
  let product = c * x
  return product.magnitude < 1e-300 ? x : Portable.expm1(product) / product * x
}

/// ln(1 + c·x)/c, which is x where c is zero: the inverse of ``scaledExpm1(_:_:)``.
@inlinable
func scaledLog1p(_ c: Double, _ x: Double) -> Double {
  let product = c * x
  return product.magnitude < 1e-300 ? x : Portable.log1p(product) / product * x
}

/// B₂ⱼ/(2j)! for j = 1, 2, …, 10.
private let eulerMaclaurinCoefficients: [Double] = [
  1.0 / 12, -1.0 / 720, 1.0 / 30240, -1.0 / 1_209_600, 1.0 / 47_900_160, -691.0 / 1_307_674_368_000,
  1.0 / 74_724_249_600, -3617.0 / 10_670_622_842_880_000, 43867.0 / 5_109_094_217_170_944_000,
  -174611.0 / 802_857_662_698_291_200_000,
]
