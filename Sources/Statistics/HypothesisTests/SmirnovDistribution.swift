/// The largest gap between the steps of two sorted samples of n and m values, times n·m: a whole number.
struct StepGap {
  private(set) var gap = 0
  private(set) var location: Double

  init(_ first: [Double], _ second: [Double], _ alternative: Alternative) {
    location = first[0]
    let (n, m) = (first.count, second.count)
    var i = 0
    var j = 0
    while i < n && j < m {
      let value = min(first[i], second[j])
      while i < n && first[i] == value { i += 1 }
      while j < m && second[j] == value { j += 1 }
      let difference = i * m - j * n
      let distance =
        switch alternative {
        case .twoSided: difference.magnitude
        case .greater: UInt(max(difference, 0))
        case .less: UInt(max(-difference, 0))
        }
      if Int(distance) > gap {
        gap = Int(distance)
        location = value
      }
    }
  }
}

/// P(n·m·D ≥ gap) for two samples of one continuous distribution, exactly.
package func smirnovSurvival(gap: Int, _ n: Int, _ m: Int, twoSided: Bool) -> Double {
  if gap <= 0 { return 1 }
  return n == m
    ? equalSizesSurvival(steps: (gap + n - 1) / n, n, twoSided: twoSided)
    : firstExit(gap: gap, n, m, twoSided: twoSided)
}

/// For samples of one size the paths are counted by reflection: C(2n, n − h)/C(2n, n) that rise h steps, and two-sided
/// 2·Σₖ (−1)^(k + 1)·C(2n, n − kh)/C(2n, n).
///
/// Source: Gnedenko and Korolyuk, 1951, as in Feller, "An Introduction to Probability Theory", vol. 1, III.9.
private func equalSizesSurvival(steps h: Int, _ n: Int, twoSided: Bool) -> Double {
  func share(_ distance: Int) -> Double {
    let below = Double(n - distance)
    let above = Double(n + distance)
    return Portable.exp(logBinomialKernel(below, above, 0.5, 0.5) - logBinomialKernel(Double(n), Double(n), 0.5, 0.5))
  }
  if h > n { return 0 }
  guard twoSided else { return share(h) }
  var sum = 0.0
  var sign = 1.0
  for distance in stride(from: h, through: n, by: h) {
    let term = share(distance)
    sum += sign * term
    sign = -sign
    if term < sum * 0x1p-60 { break }
  }
  return min(max(2 * sum, 0), 1)
}

/// The chance that a random path from (0, 0) to (n, m) leaves the band |i·m − j·n| < gap (or i·m − j·n < gap): the sum
/// over the places where it first does, all terms positive, so that the smallest tail keeps its digits.
private func firstExit(gap: Int, _ n: Int, _ m: Int, twoSided: Bool) -> Double {
  /// 1/(steps left), to save divisions.
  let inverse = (0...(n + m)).map { 1 / Double(max($0, 1)) }
  // reached[j] is the chance to come to (i, j) inside the band all the way.
  var reached = Array(repeating: 0.0, count: m + 1)
  reached[0] = 1
  var exits = 0.0
  // The inside of row i: the least j with i·m − j·n < gap up to the last with j·n − i·m < gap.
  func inside(_ i: Int) -> (first: Int, last: Int) {
    let over = i * m - gap
    let first = over < 0 ? 0 : over / n + 1
    return (first, twoSided ? min(m, (i * m + gap - 1) / n) : m)
  }
  for i in 0...n {
    let (first, last) = inside(i)
    if first > last { break }
    let nextFirst = i < n ? inside(i + 1).first : 0
    for j in first...last {
      let chance = reached[j]
      if chance == 0 { continue }
      let left = inverse[n + m - i - j]
      // A step along the second sample.
      if j < m {
        let step = chance * Double(m - j) * left
        if j < last { reached[j + 1] += step } else { exits += step }
      }
      // A step along the first: what stays in place is row i + 1's.
      let step = chance * Double(n - i) * left
      if i < n && j < nextFirst {
        exits += step
        reached[j] = 0
      } else {
        reached[j] = step
      }
    }
  }
  return min(exits, 1)
}

/// The limit for large samples: two-sided that of one sample of n·m/(n + m) values, one-sided by Hodges.
///
/// Source: Hodges, "The Significance Probability of the Smirnov Two-Sample Test", Arkiv för Matematik 3, 1958, eq. 5.3.
func limitSmirnovSurvival(_ d: Double, _ n: Int, _ m: Int, twoSided: Bool) -> Double {
  let larger = Double(max(n, m))
  let smaller = Double(min(n, m))
  let size = larger * smaller / (larger + smaller)
  if twoSided { return kolmogorovSurvival(d, sampleSize: max(1, Int(size.rounded(.toNearestOrEven)))) }
  let z = size.squareRoot() * d
  let shift = 2 * z * (larger + 2 * smaller) / (larger * smaller * (larger + smaller)).squareRoot() / 3
  return min(Portable.exp(-2 * z * z - shift), 1)
}
