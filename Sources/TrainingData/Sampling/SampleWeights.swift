import Statistics

/// The weight of each category that turns the mix of a sample into the true mix: `true share / observed
/// share`.
///
/// Both lists can be shares or counts. The weighted sample has exactly the true shares, and the mean weight
/// of a row is 1. With red and blue observed at 25/75 where the truth is 50/50, a red row weighs 2 and a blue
/// row 2/3: three times as much. A category that is neither observed nor true has weight 0. O(n).
///
/// - Throws: ``SamplingError/categoryNotObserved(category:truth:)`` if a category has a true share but no
///   row; ``SamplingError`` if the lists differ in length, hold a negative, infinite or missing number, or
///   only zeros.
///
/// Source: *Designing Machine Learning Systems*, ch. 4, "Weighted Sampling".
public func populationCorrectionWeights(
  observed: [Double], true truth: [Double]
) throws(SamplingError) -> [Double] {
  guard observed.count == truth.count else {
    throw .lengthMismatch(
      what: "the list of true shares", count: truth.count,
      expected: "the list of observed shares", expectedCount: observed.count)
  }
  let observed = try drawProbabilities(observed)
  let truth = try drawProbabilities(truth)
  var weights: [Double] = []
  for (category, (seen, real)) in zip(observed, truth).enumerated() {
    guard seen > 0 || real == 0 else { throw .categoryNotObserved(category: String(category), truth: real) }
    weights.append(real == 0 ? 0 : real / seen)
  }
  return weights
}

/// The weight of each row that turns the mix of categories in a sample into the true mix. `categories` holds
/// the category of each row, `truth` the true share (or count) of each category; the mean weight is 1. O(n).
///
/// - Throws: ``SamplingError/categoryWithoutTruth(category:known:)`` if a row's category is not in `truth`,
///   ``SamplingError/categoryNotObserved(category:truth:)`` if a category with a true share has no row;
///   ``SamplingError`` if a share is negative, infinite or missing, or all are zero.
public func populationCorrectionWeights<Category: Hashable>(
  of categories: [Category], true truth: [Category: Double]
) throws(SamplingError) -> [Double] {
  let strata = Strata(categories)
  guard !categories.isEmpty else { throw .empty(what: "the list of categories") }
  for category in strata.labels where truth[category] == nil {
    let known = truth.keys.map { String(describing: $0) }.sorted()
    throw .categoryWithoutTruth(category: String(describing: category), known: known)
  }
  let absent = truth.keys.filter { truth[$0] != 0 && !strata.labels.contains($0) }
  if let category = absent.map({ String(describing: $0) }).min() {
    let share = truth.first { String(describing: $0.key) == category }?.value ?? 0
    throw .categoryNotObserved(category: category, truth: share)
  }
  let ofStratum = try populationCorrectionWeights(
    observed: strata.sizes.map(Double.init), true: strata.labels.map { truth[$0] ?? 0 })
  var weights = [Double](repeating: 0, count: categories.count)
  for (rows, weight) in zip(strata.rows, ofStratum) {
    for row in rows { weights[row] = weight }
  }
  return weights
}

/// Weights that fade with age: `exp(−age / timeConstant)`, in the unit of the ages (days, say).
///
/// A row one time constant old weighs 1/e = .368; `timeConstant: .infinity` gives every row weight 1. O(n).
///
/// - Throws: ``SamplingError/invalidNumber(what:index:value:expected:)`` if an age is negative or not finite
///   or the time constant is not positive.
///
/// Source: *Designing Machine Learning Systems*, ch. 4, "Weighted Sampling".
public func recencyWeights(ages: [Double], timeConstant: Double) throws(SamplingError) -> [Double] {
  guard timeConstant > 0 else {
    throw .invalidNumber(
      what: "the time constant", index: nil, value: timeConstant, expected: "positive (infinity for equal weights)")
  }
  var weights: [Double] = []
  weights.reserveCapacity(ages.count)
  for (row, age) in ages.enumerated() {
    guard age >= 0 && age < .infinity else {
      throw .invalidNumber(what: "the age", index: row, value: age, expected: "finite and not negative")
    }
    weights.append(Portable.exp(-age / timeConstant))
  }
  return weights
}

/// The number of equally weighted rows that would estimate a mean as precisely as these weighted ones:
/// `(Σw)² / Σw²`. Between 1 and the number of positive weights. O(n).
///
/// - Throws: ``SamplingError`` if the list is empty or holds a negative, infinite or missing weight, or only
///   zeros.
///
/// Source: Kish, *Survey Sampling*, 1965, section 11.7.
public func effectiveSampleSize(_ weights: [Double]) throws(SamplingError) -> Double {
  let scale = try largestWeight(weights)
  var sum = 0.0
  var sumOfSquares = 0.0
  for weight in weights {
    let scaled = weight / scale
    sum += scaled
    sumOfSquares += scaled * scaled
  }
  return sum * sum / sumOfSquares
}
