import Statistics

/// The exact probability that each of `items` is in the sample that `sampler` returns, by running it once for
/// every sequence of draws that it can make.
///
/// The sampler calls the function it is given instead of a random generator: `draw(1...n)` stands for a
/// uniform whole number from 1 to n.
/// ```swift
/// try exactInclusion(of: 1...6) { draw in
///   var reservoir = [1, 2]
///   for n in 3...6 {
///     let i = draw(1...n)
///     if i <= 2 { reservoir[i - 1] = n }
///   }
///   return reservoir
/// }  // 1/3 for each
/// ```
/// O(sequences of draws × one run). For probabilities of other outcomes than inclusion see
/// ``Statistics/ExactDistribution``.
///
/// - Parameter limit: The largest number of sequences that are run.
/// - Throws: ``Statistics/EnumerationError`` if there are more sequences than `limit`,
///   ``SamplingError/fractionTooLarge`` if a probability does not fit in 53 bits, and whatever the sampler
///   throws.
public func exactInclusion<Items: Sequence>(
  of items: Items, limit: Int = 1_000_000,
  in sampler: (_ draw: (ClosedRange<Int>) -> Int) throws -> [Items.Element]
) throws -> [Fraction] where Items.Element: Hashable {
  let items = Array(items)
  let law = try ExactDistribution<Course>(limit: limit) { choices in
    var sequences = 1
    var isExact = true
    let sample = Set(
      try sampler { range in
        let product = sequences.multipliedReportingOverflow(by: range.count)
        sequences = product.partialValue
        isExact = isExact && !product.overflow && sequences < 1 << 53
        return range.lowerBound + choices.uniformInt(below: range.count)
      })
    guard isExact else { throw SamplingError.fractionTooLarge }
    return Course(included: items.map(sample.contains), sequences: sequences)
  }
  var inclusion = [Fraction](repeating: Fraction(0, 1), count: items.count)
  for (course, probability) in zip(law.outcomes, law.probabilities) {
    // All courses of this outcome are 1/sequences each, so this product is their whole number.
    let share = Fraction(Int((probability * Double(course.sequences)).rounded()), course.sequences)
    for item in items.indices where course.included[item] {
      inclusion[item] = try inclusion[item].adding(share)
    }
  }
  return inclusion
}

/// What one course of a sampler leads to, and how many equally likely courses there are of its kind.
private struct Course: Hashable {
  let included: [Bool]
  let sequences: Int
}

/// The exact probability that each element of a stream of `count` is in a reservoir of `capacity` slots at
/// the end, where element n draws i uniformly from `range(n)` and replaces slot i if i ≤ `capacity`.
///
/// `{ n in 1...n }` is the right rule and gives `capacity / count` for each; any other rule shows what it
/// favors.
///
/// - Throws: ``SamplingError/countTooSmall(what:value:minimum:)`` if `capacity` is below 1 or `count` below
///   `capacity`, and as ``exactInclusion(of:limit:in:)``.
///
/// Source: *Designing Machine Learning Systems*, ch. 4, "Reservoir Sampling".
public func exactReservoirInclusion(
  capacity: Int, count: Int, drawingFrom range: (_ n: Int) -> ClosedRange<Int>
) throws -> [Fraction] {
  guard capacity >= 1 else {
    throw SamplingError.countTooSmall(what: "the capacity", value: capacity, minimum: 1)
  }
  guard count >= capacity else {
    throw SamplingError.countTooSmall(what: "the number of elements", value: count, minimum: capacity)
  }
  return try exactInclusion(of: 1...count) { draw in
    var slots = Array(1...capacity)
    for n in (capacity + 1)..<(count + 1) {
      let i = draw(range(n))
      if (1...capacity).contains(i) { slots[i - 1] = n }
    }
    return slots
  }
}
