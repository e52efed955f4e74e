import Statistics

/// Draws a stratified sample of `count` rows: a simple random sample within each stratum, its size in
/// proportion to the stratum's by `rule`. `labels` holds the stratum of each row; the result holds row
/// indices, grouped by stratum in order of first appearance.
///
/// With the rules `floor` and `nearest` the sample can be a few rows smaller or larger than `count`.
/// O(rows + draws).
///
/// - Throws: as ``allocate(_:toStrata:rule:)``.
///
/// Source: *Designing Machine Learning Systems*, ch. 4, "Stratified Sampling".
@inlinable
public func stratifiedSample<Label: Hashable, G: RandomNumberGenerator>(
  strata labels: [Label], count: Int, rule: AllocationRule = .largestRemainder, using rng: inout G
) throws(SamplingError) -> [Int] {
  let strata = NumberedLabels(labels)
  let counts = try allocate(count, toStrata: strata.sizes, rule: rule)
  return try sample(from: strata, counts: counts, using: &rng)
}

/// Draws a stratified sample at a common `rate` (1% of A and 1% of B): a simple random sample of about `rate
/// × size` rows within each stratum. `labels` holds the stratum of each row; the result holds row indices.
///
/// - Throws: as ``allocate(rate:toStrata:rule:)``.
@inlinable
public func stratifiedSample<Label: Hashable, G: RandomNumberGenerator>(
  strata labels: [Label], rate: Double, rule: AllocationRule = .largestRemainder, using rng: inout G
) throws(SamplingError) -> [Int] {
  let strata = NumberedLabels(labels)
  let counts = try allocate(rate: rate, toStrata: strata.sizes, rule: rule)
  return try sample(from: strata, counts: counts, using: &rng)
}

/// Draws a stratified sample with a stated number of rows per stratum, in the order of `Strata(labels)`: for
/// instance the counts of ``neymanAllocation(_:toStrata:standardDeviations:)``. The result holds row indices.
///
/// - Throws: ``SamplingError/lengthMismatch(what:count:expected:expectedCount:)`` if there is not one count
///   per stratum, ``SamplingError/tooManyDraws(requested:available:)`` if a stratum has fewer rows than its
///   count.
@inlinable
public func stratifiedSample<Label: Hashable, G: RandomNumberGenerator>(
  strata labels: [Label], counts: [Int], using rng: inout G
) throws(SamplingError) -> [Int] {
  try sample(from: NumberedLabels(labels), counts: counts, using: &rng)
}

/// Draws a stratified sample of `count` elements, whose strata are given by `stratum`: `by: \.city`.
///
/// - Throws: as ``allocate(_:toStrata:rule:)``.
@inlinable
public func stratifiedSample<Items: Collection, Label: Hashable, G: RandomNumberGenerator>(
  of items: Items, by stratum: (Items.Element) -> Label, count: Int, rule: AllocationRule = .largestRemainder,
  using rng: inout G
) throws(SamplingError) -> [Items.Element] {
  elements(of: items, at: try stratifiedSample(strata: items.map(stratum), count: count, rule: rule, using: &rng))
}

/// Draws a stratified sample at a common `rate` of elements whose strata are given by `stratum`: `by:
/// \.city`.
///
/// - Throws: as ``allocate(rate:toStrata:rule:)``.
@inlinable
public func stratifiedSample<Items: Collection, Label: Hashable, G: RandomNumberGenerator>(
  of items: Items, by stratum: (Items.Element) -> Label, rate: Double, rule: AllocationRule = .largestRemainder,
  using rng: inout G
) throws(SamplingError) -> [Items.Element] {
  elements(of: items, at: try stratifiedSample(strata: items.map(stratum), rate: rate, rule: rule, using: &rng))
}

/// `counts[h]` rows of each stratum h.
@specialized(where Label == Int, G == SeededGenerator)
@specialized(where Label == String, G == SeededGenerator)
@inlinable
func sample<Label: Hashable, G: RandomNumberGenerator>(
  from strata: NumberedLabels<Label>, counts: [Int], using rng: inout G
) throws(SamplingError) -> [Int] {
  guard counts.count == strata.labels.count else {
    throw .lengthMismatch(
      what: "the counts", count: counts.count, expected: "the strata", expectedCount: strata.labels.count)
  }
  // Row numbers of half the width take half the memory, which is most of what a large sample needs.
  return strata.count <= Int(UInt32.max)
    ? try sample(of: rowsByStratum(strata, as: UInt32.self), sizes: strata.sizes, counts: counts, using: &rng)
    : try sample(of: rowsByStratum(strata, as: UInt64.self), sizes: strata.sizes, counts: counts, using: &rng)
}

/// All rows in one list: those of the first stratum, those of the second, and so on, each in increasing order.
@inlinable
func rowsByStratum<Label: Hashable, Row: FixedWidthInteger>(_ strata: NumberedLabels<Label>, as _: Row.Type) -> [Row] {
  var next: [Int] = []
  var count = 0
  for size in strata.sizes {
    next.append(count)
    count += size
  }
  return [Row](unsafeUninitializedCapacity: count) { rows, filled in
    strata.forEachRow { row, stratum in
      rows[next[stratum]] = Row(truncatingIfNeeded: row)
      next[stratum] += 1
    }
    filled = count
  }
}

/// A simple random sample of each stratum, whose rows stand together in `rows`.
@inlinable
func sample<Row: FixedWidthInteger, G: RandomNumberGenerator>(
  of rows: [Row], sizes: [Int], counts: [Int], using rng: inout G
) throws(SamplingError) -> [Int] {
  var sample: [Int] = []
  sample.reserveCapacity(min(rows.count, counts.reduce(0) { $0 &+ max(0, $1) }))
  var first = 0
  for (size, count) in zip(sizes, counts) {
    for pick in try simpleRandomSample(of: size, count: count, using: &rng) { sample.append(Int(rows[first + pick])) }
    first += size
  }
  return sample
}
