import Plotting
import Statistics

/// A population in strata whose target has a different mean and spread in each, so that sampling each stratum
/// by itself estimates the mean of all more precisely than a simple random sample does.
///
/// Truth: means and variances of the finite population, and from them the exact variance of the sample mean
/// under either design.
public struct StratifiedPopulation: SimulatedRows {
  /// The recipe of one stratum.
  public struct Stratum: Hashable, Codable, Sendable {
    /// The name that its rows carry.
    public var name: String
    /// The number of rows.
    public var count: Int
    /// The mean of the normal distribution of the target.
    public var mean: Double
    /// The standard deviation of the normal distribution of the target.
    public var standardDeviation: Double

    /// Makes the recipe of one stratum.
    public init(name: String, count: Int, mean: Double, standardDeviation: Double) {
      self.name = name
      self.count = count
      self.mean = mean
      self.standardDeviation = standardDeviation
    }
  }

  /// One member of the population.
  public struct Row: Hashable, Codable, Sendable {
    /// The position of the row, from 0.
    public let id: Int
    /// The name of its stratum.
    public let stratum: String
    /// The target.
    public let y: Double
  }

  /// Monthly spending in three kinds of place: many small spenders and a few large ones that differ a lot.
  public static let spending = [
    Stratum(name: "city", count: 7000, mean: 30, standardDeviation: 5),
    Stratum(name: "suburb", count: 2500, mean: 60, standardDeviation: 10),
    Stratum(name: "country", count: 500, mean: 120, standardDeviation: 40),
  ]

  /// The members, in random order of strata.
  public let rows: [Row]
  /// The names of the strata, in the order of the recipe; so are the lists below.
  public let strata: [String]
  /// The number of rows of each stratum.
  public let sizes: [Int]
  /// The mean of the target in each stratum.
  public let means: [Double]
  /// The variance of the target in each stratum, with divisor size − 1; 0 for a stratum of one row.
  public let variances: [Double]
  /// The mean of the target over all rows.
  public let mean: Double
  /// The variance of the target over all rows, with divisor rows − 1.
  public let variance: Double

  /// Makes the population. O(rows).
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if there are fewer than two rows, a
  ///   stratum is empty, two have the same name, or a mean or deviation is not a usable number.
  public init(strata recipe: [Stratum] = Self.spending, seed: UInt64) throws(DatasetError) {
    for stratum in recipe {
      try requireParameter(stratum.count >= 1, "the count of stratum \(stratum.name)", stratum.count, "1 or more")
      try requireParameter(stratum.mean.isFinite, "the mean of stratum \(stratum.name)", stratum.mean, "finite")
      try requireParameter(
        stratum.standardDeviation >= 0 && stratum.standardDeviation.isFinite,
        "the standard deviation of stratum \(stratum.name)", stratum.standardDeviation, "finite and not negative")
    }
    let total = recipe.reduce(0) { $0 + $1.count }
    try requireParameter(total >= 2, "the number of rows", total, "2 or more")
    let names = recipe.map(\.name)
    try requireParameter(Set(names).count == names.count, "the list of names", names, "without repetitions")

    var order = SeededGenerator(seed: seed, stream: "order")
    var noise = SeededGenerator(seed: seed, stream: "target")
    var stratumOfRow = recipe.indices.flatMap { [Int](repeating: $0, count: recipe[$0].count) }
    order.shuffle(&stratumOfRow)
    var rows: [Row] = []
    rows.reserveCapacity(total)
    var moments = [RunningMoments](repeating: RunningMoments(), count: recipe.count)
    var all = RunningMoments()
    for (id, stratum) in stratumOfRow.enumerated() {
      let y = noise.normal(mean: recipe[stratum].mean, standardDeviation: recipe[stratum].standardDeviation)
      rows.append(Row(id: id, stratum: recipe[stratum].name, y: y))
      moments[stratum].add(y)
      all.add(y)
    }
    self.rows = rows
    strata = names
    sizes = recipe.map(\.count)
    means = moments.map(\.mean)
    variances = moments.map { $0.count > 1 ? $0.variance() : 0 }
    mean = all.mean
    variance = all.variance()
  }

  /// The exact variance of the mean of a simple random sample of `draws` rows without replacement:
  /// (1 − n/N) S²/n.
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if `draws` is not in 1...rows.
  ///
  /// Source: Cochran, *Sampling Techniques*, 3rd ed., 1977, theorem 2.2.
  public func simpleRandomVariance(draws: Int) throws(DatasetError) -> Double {
    try requireParameter(1...rows.count ~= draws, "the number of draws", draws, "in 1...\(rows.count)")
    return (1 - Double(draws) / Double(rows.count)) * variance / Double(draws)
  }

  /// The exact variance of the stratified estimate of the mean, Σ (N_h/N) ȳ_h, with the given number of draws
  /// in each stratum: Σ (N_h/N)² (1 − n_h/N_h) S_h²/n_h.
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if there is not one count per stratum,
  ///   each in 1...size.
  ///
  /// Source: Cochran, *Sampling Techniques*, 3rd ed., 1977, theorem 5.3.
  public func stratifiedVariance(counts: [Int]) throws(DatasetError) -> Double {
    try requireParameter(
      counts.count == sizes.count && zip(counts, sizes).allSatisfy { 1...$1 ~= $0 },
      "the list of draws per stratum", counts, "one count per stratum, from 1 to the sizes \(sizes)")
    var sum = 0.0
    for (stratum, draws) in counts.enumerated() {
      let size = Double(sizes[stratum])
      let share = size / Double(rows.count)
      sum += share * share * (1 - Double(draws) / size) * variances[stratum] / Double(draws)
    }
    return sum
  }

  public func table() -> Table {
    firstRows(
      "A population in \(strata.count) strata", of: rows,
      columns: [
        "id": { $0.id },
        "stratum": { $0.stratum },
        "y": { $0.y },
      ])
  }
}
