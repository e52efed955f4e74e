/// How the exact share of each stratum, `draws × size / total`, becomes a whole number of draws.
public enum AllocationRule: String, CaseIterable, Codable, Sendable {
  /// Rounds every share down. The result never exceeds the number of draws asked for and is often below it.
  case floor
  /// Rounds every share to the nearest whole number, halves up. The result can be above or below what was
  /// asked.
  case nearest
  /// Rounds down, then gives the draws that are left to the largest remainders, one each; equal remainders go
  /// to the larger stratum first, then to the earlier one. The result is exactly what was asked. (Hamilton's
  /// method.)
  case largestRemainder
  /// As `largestRemainder`, but no stratum that has rows is left without a draw; the draws for the smallest
  /// come out of the strata that are furthest above their share. The result is exactly what was asked.
  case largestRemainderAtLeastOne
}

/// Shares out `draws` over strata of the given sizes in proportion to them; the result has one count per
/// stratum.
///
/// Shares are compared exactly, in whole numbers. No stratum gets more draws than it has rows.
/// O(strata × log strata).
///
/// - Throws: ``SamplingError/tooManyDraws(requested:available:)`` if `draws` is larger than the population,
///   ``SamplingError/fewerDrawsThanStrata(draws:strata:)`` if at least one draw each is impossible,
///   ``SamplingError/countTooSmall(what:value:minimum:)`` if a number is negative.
///
/// Source: Cochran, *Sampling Techniques*, 3rd ed., 1977, section 5.5 (proportional allocation).
public func allocate(
  _ draws: Int, toStrata sizes: [Int], rule: AllocationRule = .largestRemainder
) throws(SamplingError) -> [Int] {
  for size in sizes where size < 0 {
    throw .countTooSmall(what: "the size of a stratum", value: size, minimum: 0)
  }
  let total = sizes.reduce(0, +)
  try requireDraws(draws, from: total)
  guard total > 0 else { return [Int](repeating: 0, count: sizes.count) }

  var counts: [Int] = []
  var remainders: [Int] = []
  for size in sizes {
    let (whole, remainder) = total.dividingFullWidth(draws.multipliedFullWidth(by: size))
    counts.append(whole)
    remainders.append(remainder)
  }
  switch rule {
  case .floor:
    return counts
  case .nearest:
    for stratum in sizes.indices where remainders[stratum] >= total - remainders[stratum] {
      counts[stratum] += 1
    }
    return counts
  case .largestRemainder:
    giveToLargestRemainders(draws - counts.reduce(0, +), counts: &counts, remainders: remainders, sizes: sizes)
    return counts
  case .largestRemainderAtLeastOne:
    let strata = sizes.count { $0 > 0 }
    guard draws >= strata else { throw .fewerDrawsThanStrata(draws: draws, strata: strata) }
    for stratum in sizes.indices where sizes[stratum] > 0 && counts[stratum] == 0 {
      counts[stratum] = 1
      remainders[stratum] = -1
    }
    var left = draws - counts.reduce(0, +)
    if left >= 0 {
      giveToLargestRemainders(left, counts: &counts, remainders: remainders, sizes: sizes)
    }
    while left < 0 {
      let donor = sizes.indices.filter { counts[$0] > 1 }.max {
        excess($0, counts, sizes, draws, total) < excess($1, counts, sizes, draws, total)
      }
      guard let donor else { break }
      counts[donor] -= 1
      left += 1
    }
    return counts
  }
}

/// How far the count of a stratum is above its exact share, in draws.
private func excess(_ stratum: Int, _ counts: [Int], _ sizes: [Int], _ draws: Int, _ total: Int) -> Double {
  Double(counts[stratum]) - Double(draws) * Double(sizes[stratum]) / Double(total)
}

/// Adds one draw to each of the `left` strata with the largest remainders.
private func giveToLargestRemainders(_ left: Int, counts: inout [Int], remainders: [Int], sizes: [Int]) {
  let order = sizes.indices.sorted {
    (remainders[$0], sizes[$0], $1) > (remainders[$1], sizes[$1], $0)
  }
  for stratum in order.prefix(left) { counts[stratum] += 1 }
}

/// Shares out draws at a common `rate`: each stratum of size n gets about `rate × n` draws, by the rule.
///
/// With `floor` and `nearest` each stratum is rounded by itself; with the other two the total is `rate ×
/// rows` rounded to the nearest whole number, raised to one draw per stratum where the rule promises that.
///
/// - Throws: ``SamplingError/fractionOutOfRange(what:value:range:)`` if `rate` is not in 0...1,
///   ``SamplingError/countTooSmall(what:value:minimum:)`` if a size is negative.
public func allocate(
  rate: Double, toStrata sizes: [Int], rule: AllocationRule = .largestRemainder
) throws(SamplingError) -> [Int] {
  guard rate >= 0 && rate <= 1 else {
    throw .fractionOutOfRange(what: "the sampling rate", value: rate, range: "0...1")
  }
  for size in sizes where size < 0 {
    throw .countTooSmall(what: "the size of a stratum", value: size, minimum: 0)
  }
  let total = sizes.reduce(0, +)
  switch rule {
  case .floor:
    return sizes.map { Int(share(rate, of: $0).rounded(.down)) }
  case .nearest:
    return sizes.map { Int(share(rate, of: $0).rounded()) }
  case .largestRemainder:
    return try allocate(Int(share(rate, of: total).rounded()), toStrata: sizes, rule: rule)
  case .largestRemainderAtLeastOne:
    let draws = max(Int(share(rate, of: total).rounded()), sizes.count { $0 > 0 })
    return try allocate(draws, toStrata: sizes, rule: rule)
  }
}

/// `rate × count`, without the last-digit error that would make 0.29 of 100 come out below 29.
private func share(_ rate: Double, of count: Int) -> Double {
  let exact = rate * Double(count)
  let nearest = exact.rounded()
  return abs(exact - nearest) <= 4 * nearest.ulp ? nearest : exact
}

/// Shares out `draws` so that the mean is estimated with the smallest variance: in proportion to size ×
/// standard deviation of the target within the stratum, at least one draw for each stratum that has rows,
/// none above its size. O(strata²) at worst.
///
/// - Throws: as ``allocate(_:toStrata:rule:)``, and
///   ``SamplingError/invalidNumber(what:index:value:expected:)`` if a standard deviation is negative or not
///   finite.
///
/// Source: Neyman, "On the Two Different Aspects of the Representative Method", JRSS 97(4), 1934.
public func neymanAllocation(
  _ draws: Int, toStrata sizes: [Int], standardDeviations: [Double]
) throws(SamplingError) -> [Int] {
  guard sizes.count == standardDeviations.count else {
    throw .lengthMismatch(
      what: "the standard deviations", count: standardDeviations.count,
      expected: "the sizes", expectedCount: sizes.count)
  }
  for (stratum, deviation) in standardDeviations.enumerated() where !(deviation >= 0 && deviation.isFinite) {
    throw .invalidNumber(
      what: "the standard deviation", index: stratum, value: deviation, expected: "finite and not negative")
  }
  for size in sizes where size < 0 {
    throw .countTooSmall(what: "the size of a stratum", value: size, minimum: 0)
  }
  try requireDraws(draws, from: sizes.reduce(0, +))
  let strata = sizes.count { $0 > 0 }
  guard draws >= strata else { throw .fewerDrawsThanStrata(draws: draws, strata: strata) }

  // Wright's exact method: hand out one draw at a time to the stratum whose term of the variance falls most.
  // The term is (N_h S_h)² / n_h, so the gain of draw n + 1 is (N_h S_h)² / (n (n + 1)).
  var counts = sizes.map { $0 > 0 ? 1 : 0 }
  for _ in 0..<(draws - strata) {
    var best = -1
    var bestGain = -1.0
    for stratum in sizes.indices where counts[stratum] < sizes[stratum] {
      let spread = Double(sizes[stratum]) * standardDeviations[stratum]
      let gain = spread * spread / (Double(counts[stratum]) * Double(counts[stratum] + 1))
      if gain > bestGain { (best, bestGain) = (stratum, gain) }
    }
    counts[best] += 1
  }
  return counts
}
