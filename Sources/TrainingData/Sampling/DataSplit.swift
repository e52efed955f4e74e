import Statistics

/// The rows of a table divided into training, validation and test rows: disjoint, together all rows, each
/// part in increasing order.
public struct DataSplit: Hashable, Codable, Sendable {
  /// The rows to learn from.
  public var train: [Int]
  /// The rows to choose between models with; empty if no validation fraction was asked for.
  public var validation: [Int]
  /// The rows to judge the chosen model with, once.
  public var test: [Int]
  /// What a reader of results on this split should know; empty if every class is in every part.
  public var warnings: [Warning]

  /// A class that is too small to be in every part.
  public enum Warning: Hashable, Codable, Sendable, CustomStringConvertible {
    /// The class has one row, which went to training: nothing can be measured on this class.
    case onlyOneRow(stratum: String, row: Int)
    /// The class has several rows but none in the named part.
    case absent(stratum: String, part: String, rows: Int)

    public var description: String {
      switch self {
      case .onlyOneRow(let stratum, let row):
        "class \(stratum) has only row \(row): it goes to train, and no other part can measure this class"
      case .absent(let stratum, let part, let rows):
        "class \(stratum) has \(rows) rows but none of them in \(part)"
      }
    }
  }
}

/// Splits the rows `0 ..< rows` at random, whatever their class. Part sizes are the fractions of `rows`
/// rounded to the nearest whole number. O(rows).
///
/// - Throws: ``SamplingError/fractionOutOfRange(what:value:range:)`` if a fraction is negative or the two
///   leave nothing to train on.
public func randomSplit(
  of rows: Int, test: Double, validation: Double = 0, using rng: inout some RandomNumberGenerator
) throws(SamplingError) -> DataSplit {
  guard rows >= 0 else { throw .countTooSmall(what: "the number of rows", value: rows, minimum: 0) }
  try requireFractions(test: test, validation: validation)
  let testCount = Int((test * Double(rows)).rounded())
  let validationCount = min(rows - testCount, Int((validation * Double(rows)).rounded()))
  let picks = try simpleRandomSample(of: rows, count: testCount + validationCount, using: &rng)
  var isHeldOut = [Bool](repeating: false, count: rows)
  for pick in picks { isHeldOut[pick] = true }
  return DataSplit(
    train: (0..<rows).filter { !isHeldOut[$0] }, validation: picks[testCount...].sorted(),
    test: picks[..<testCount].sorted(), warnings: [])
}

/// Splits rows so that each class has the same share in every part: `labels` holds the class of each row.
///
/// For each class and each part the number of rows is the exact fraction rounded down or up, so it is off by
/// less than one row; which classes are rounded up is chosen so that the sizes of test and validation come as
/// near to their fractions of all rows as that allows. Among equal claims the generator decides. A class of
/// one row goes to train. Classes that miss a part are reported in ``DataSplit/warnings``. O(rows + classes ×
/// log classes).
///
/// - Throws: ``SamplingError/fractionOutOfRange(what:value:range:)`` if a fraction is negative or the two
///   leave nothing to train on.
///
/// Source: *Designing Machine Learning Systems*, ch. 4, "Stratified Sampling".
public func stratifiedSplit<Label: Hashable>(
  strata labels: [Label], test: Double, validation: Double = 0, using rng: inout some RandomNumberGenerator
) throws(SamplingError) -> DataSplit {
  try requireFractions(test: test, validation: validation)
  let strata = Strata(labels)
  let sizes = strata.sizes
  let testCounts = roundedShares(
    of: sizes.map { $0 == 1 ? 0 : Double($0) * test }, total: test * Double(labels.count),
    between: sizes.map { size in
      size == 1 ? 0...0 : wholeNumbers(around: Double(size) * test)
    }, using: &rng)
  let validationCounts = roundedShares(
    of: zip(sizes, testCounts).map { size, tested in
      // What the class may still give to validation, spread as if its test rows had not been rounded.
      size == 1 ? 0 : Double(size) * validation + (Double(size) * test - Double(tested)) * validation / (1 - test)
    },
    total: validation * Double(labels.count),
    between: zip(sizes, testCounts).map { size, tested in
      if size == 1 { return 0...0 }
      let own = wholeNumbers(around: Double(size) * validation)
      let train = wholeNumbers(around: Double(size) * (1 - test - validation))
      let lower = max(own.lowerBound, size - tested - train.upperBound)
      let upper = min(own.upperBound, size - tested - train.lowerBound)
      return lower...max(lower, upper)
    }, using: &rng)

  var warnings: [DataSplit.Warning] = []
  var isTest = [Bool](repeating: false, count: labels.count)
  var isValidation = isTest
  for (stratum, label) in strata.labels.enumerated() {
    let rows = strata.rows[stratum]
    let testCount = testCounts[stratum]
    let validationCount = validationCounts[stratum]
    if rows.count == 1 {
      warnings.append(.onlyOneRow(stratum: String(describing: label), row: rows[0]))
      continue
    }
    let picks = try simpleRandomSample(of: rows.count, count: testCount + validationCount, using: &rng)
    for pick in picks[..<testCount] { isTest[rows[pick]] = true }
    for pick in picks[testCount...] { isValidation[rows[pick]] = true }
    for (part, count, asked) in [
      ("test", testCount, test), ("validation", validationCount, validation),
      ("train", rows.count - testCount - validationCount, 1 - test - validation),
    ] where count == 0 && asked > 0 {
      warnings.append(.absent(stratum: String(describing: label), part: part, rows: rows.count))
    }
  }
  return DataSplit(
    train: labels.indices.filter { !isTest[$0] && !isValidation[$0] },
    validation: labels.indices.filter { isValidation[$0] }, test: labels.indices.filter { isTest[$0] },
    warnings: warnings)
}

private func requireFractions(test: Double, validation: Double) throws(SamplingError) {
  guard test >= 0 && test < 1 else {
    throw .fractionOutOfRange(what: "the test fraction", value: test, range: "0..<1")
  }
  guard validation >= 0 && test + validation < 1 else {
    throw .fractionOutOfRange(
      what: "the validation fraction", value: validation, range: "0..<\(1 - test), so that rows are left to train on")
  }
}

/// The whole numbers next to `share`, or `share` itself if it is one up to rounding error.
private func wholeNumbers(around share: Double) -> ClosedRange<Int> {
  let nearest = share.rounded()
  if abs(share - nearest) < 1e-9 * max(1, nearest) { return Int(nearest)...Int(nearest) }
  return Int(share.rounded(.down))...Int(share.rounded(.up))
}

/// One whole number per class inside its range, adding up as nearly as possible to `total`: the classes with
/// the largest claim above the lower end of their range get the upper end.
private func roundedShares(
  of shares: [Double], total: Double, between ranges: [ClosedRange<Int>],
  using rng: inout some RandomNumberGenerator
) -> [Int] {
  var counts = ranges.map(\.lowerBound)
  var open = counts.indices.filter { ranges[$0].count > 1 }
  rng.shuffle(&open)
  let claims = zip(shares, counts).map { $0 - Double($1) }
  let order = open.enumerated().sorted {
    (claims[$0.element], $1.offset) > (claims[$1.element], $0.offset)
  }
  let left = Int(total.rounded()) - counts.reduce(0, +)
  for (_, stratum) in order.prefix(max(0, left)) { counts[stratum] += 1 }
  return counts
}

extension DataSplit: CustomStringConvertible {
  /// How many rows each part has, the first of them, and the warnings.
  public var description: String {
    let parts = [("train", train), ("validation", validation), ("test", test)].map { name, rows in
      "\(name): \(counted(rows.count, "row"))" + (rows.isEmpty ? "" : " (\(firstValues(rows)))")
    }
    return (parts + warnings.map(\.description)).joined(separator: "\n")
  }
}
