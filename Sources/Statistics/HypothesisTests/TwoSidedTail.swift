/// The chance of a value that is no more likely than `k`: the two-sided p-value of an exact test on counts.
///
/// The masses must rise up to a mode and fall from there on. A mass is as small as that of `k` if it exceeds it by at
/// most the share `tolerance`, so that roundings do not part equal masses. O(log) masses and two tails.
func twoSidedTail<D: DiscreteDistribution>(_ distribution: D, at k: Int, mode: Int, tolerance: Double) -> Double {
  let logLimit = distribution.logMass(k) + Portable.log1p(tolerance)
  func isSmall(_ j: Int) -> Bool { distribution.logMass(j) <= logLimit }
  if isSmall(mode) { return 1 }
  if k < mode {
    // The first small value above the mode; one beyond the support if there is none.
    var above = mode
    var small = distribution.support.upperBound + 1
    while small - above > 1 {
      let middle = above + (small - above) / 2
      if isSmall(middle) { small = middle } else { above = middle }
    }
    return min(distribution.cumulative(k) + distribution.survival(small - 1), 1)
  }
  var below = mode
  var small = distribution.support.lowerBound - 1
  while below - small > 1 {
    let middle = small + (below - small) / 2
    if isSmall(middle) { small = middle } else { below = middle }
  }
  return min(distribution.survival(k - 1) + distribution.cumulative(small), 1)
}
