/// The Dirichlet distribution over shares that sum to 1: the beta distribution for more than two classes.
///
/// The density is proportional to Π xᵢ^(αᵢ − 1).
public struct Dirichlet: Hashable, Sendable, Codable {
  /// The concentrations α, one for each class: a prior that has seen αᵢ members of class i.
  public let concentrations: [Double]

  /// Makes the Dirichlet distribution of the given concentrations.
  ///
  /// - Throws: ``DistributionError`` if there are fewer than two or one is not positive.
  public init(_ concentrations: [Double]) throws(DistributionError) {
    try requireCount(concentrations.count, "number of classes", of: "Dirichlet", from: 2)
    for (index, value) in concentrations.enumerated() {
      try requirePositive(value, "concentration \(index) (counted from 0)", of: "Dirichlet")
    }
    self.concentrations = concentrations
  }

  /// Makes the distribution that treats all classes alike; a concentration of 1 makes every split equally likely.
  ///
  /// - Throws: ``DistributionError`` if there are fewer than two classes or the concentration is not positive.
  public init(classes: Int, concentration: Double = 1) throws(DistributionError) {
    try self.init(Array(repeating: concentration, count: max(classes, 0)))
  }

  private enum CodingKeys: CodingKey { case concentrations }

  /// Reads the concentrations and checks them as the initializer does.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(container.decode([Double].self, forKey: .concentrations))
  }

  /// The sum of the concentrations.
  public var total: Double { concentrations.reduce(0, +) }

  /// The expected share of each class.
  public var mean: [Double] {
    let total = self.total
    return concentrations.map { $0 / total }
  }

  /// The variance of each class's share.
  public var variance: [Double] {
    let total = self.total
    return concentrations.map { ($0 / total) * ((total - $0) / total) / (total + 1) }
  }

  /// The covariance of the shares of two classes; of a class with itself, its variance.
  ///
  /// - Throws: ``DistributionError`` if there is no such class.
  public func covariance(_ first: Int, _ second: Int) throws(DistributionError) -> Double {
    try requireCount(first, "class", of: "Dirichlet", from: 0, to: concentrations.count - 1)
    try requireCount(second, "class", of: "Dirichlet", from: 0, to: concentrations.count - 1)
    if first == second { return variance[first] }
    let total = self.total
    return -(concentrations[first] / total) * (concentrations[second] / total) / (total + 1)
  }

  /// The distribution of one class's share alone, with its density, distribution function and quantiles.
  ///
  /// - Throws: ``DistributionError`` if there is no such class.
  public func marginal(_ index: Int) throws(DistributionError) -> Beta {
    try requireCount(index, "class", of: "Dirichlet", from: 0, to: concentrations.count - 1)
    var rest = 0.0
    for (other, value) in concentrations.enumerated() where other != index { rest += value }
    return try Beta(alpha: concentrations[index], beta: rest)
  }

  /// The natural logarithm of the density at the given shares, with respect to all but one of them; −∞ if one is
  /// negative, infinite where a share is zero whose concentration is below 1.
  ///
  /// In Loader's form, as ``Beta/logDensity(_:)``: large concentrations cost no digits.
  ///
  /// - Throws: ``DistributionError`` if there is not one share for each class, or they do not sum to 1.
  public func logDensity(_ shares: [Double]) throws(DistributionError) -> Double {
    guard shares.count == concentrations.count else {
      throw .wrongNumberOfShares(of: "Dirichlet", count: shares.count, expected: concentrations.count)
    }
    let sum = shares.reduce(0, +)
    guard (sum - 1).magnitude <= 1e-8 else { throw .sharesDoNotSumToOne(of: "Dirichlet", sum: sum) }
    if zip(shares, concentrations).contains(where: { $0 < 0 || ($0 == 0 && $1 > 1) }) { return -.infinity }
    if zip(shares, concentrations).contains(where: { $0 == 0 && $1 < 1 }) { return .infinity }
    let total = self.total
    // Loader's form takes the shares to sum to 1; what roundings leave of that counts `total` times.
    var log = stirlingCorrection(total) + halfLogTwoPi - 0.5 * Portable.log(total) + total * excess(of: shares)
    for (share, alpha) in zip(shares, concentrations) {
      if share == 0 {
        log += Portable.log(total)
      } else {
        log +=
          0.5 * Portable.log(alpha) - Portable.log(share) - halfLogTwoPi - stirlingCorrection(alpha)
          - deviancePart(alpha, mean: total * share)
      }
    }
    return log
  }

  /// The sum of the shares less 1, by adding up the roundings of the sum too (Neumaier 1974).
  private func excess(of shares: [Double]) -> Double {
    var sum = -1.0
    var lost = 0.0
    for share in shares {
      let next = sum + share
      lost += sum.magnitude >= share.magnitude ? (sum - next) + share : (share - next) + sum
      sum = next
    }
    return sum + lost
  }

  /// The density at the given shares, with respect to all but one of them.
  ///
  /// - Throws: ``DistributionError`` if there is not one share for each class, or they do not sum to 1.
  public func density(_ shares: [Double]) throws(DistributionError) -> Double {
    Portable.exp(try logDensity(shares))
  }

  /// Random shares, one for each class. Expected O(classes).
  ///
  /// The shares of independent gamma values, in logarithms so that tiny concentrations do not vanish.
  @inlinable
  public func draw<G: RandomNumberGenerator>(using rng: inout G) -> [Double] {
    var shares = concentrations.map { logGammaDraw(shape: $0, using: &rng) }
    let largest = shares.max() ?? 0
    var sum = 0.0
    for index in shares.indices {
      shares[index] = Portable.exp(shares[index] - largest)
      sum += shares[index]
    }
    for index in shares.indices { shares[index] /= sum }
    return shares
  }

  /// `count` independent draws (none if `count` is negative). O(count × classes).
  @inlinable
  public func draws<G: RandomNumberGenerator>(_ count: Int, using rng: inout G) -> [[Double]] {
    var rows: [[Double]] = []
    rows.reserveCapacity(Swift.max(count, 0))
    while rows.count < count { rows.append(draw(using: &rng)) }
    return rows
  }

  /// `count` independent draws (none if `count` is negative), the same for the same seed. O(count × classes).
  @inlinable
  public func draws(_ count: Int, seed: UInt64) -> [[Double]] {
    var rng = SeededGenerator(seed: seed)
    return draws(count, using: &rng)
  }
}
