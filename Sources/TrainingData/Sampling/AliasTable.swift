import Statistics

/// A table for weighted draws in constant time: n columns of equal width, each shared by its own index and
/// one other, its alias.
///
/// A draw picks a column uniformly, then keeps the column's own index with probability `probability[column]`
/// and takes `alias[column]` otherwise. Built in O(n), O(1) and one random word per sample, 16 bytes per
/// weight.
///
/// Source: Walker, "An Efficient Method for Generating Discrete Random Variables with General Distributions",
/// ACM TOMS 3(3), 1977; built in linear time as in Vose, "A Linear Algorithm for Generating Random Numbers
/// with a Given Distribution", IEEE TSE 17(9), 1991.
public struct AliasTable: Hashable, Sendable {
  /// The probability that a column, once picked, keeps its own index.
  public let probability: [Double]
  /// The index that a column gives otherwise; its own where it never gives another.
  public let alias: [Int]

  /// Makes the table of draws with probability `weight / sum of weights`.
  ///
  /// - Throws: ``SamplingError`` if the list is empty or holds a negative, infinite or missing weight, or
  ///   only zeros.
  public init(weights: [Double]) throws(SamplingError) {
    let largest = try largestWeight(weights)
    let count = weights.count
    var sum = 0.0
    for weight in weights { sum += weight / largest }
    // A column is full at 1: what is above goes to columns that are below.
    var level = weights.map { $0 / largest * (Double(count) / sum) }
    var alias = Array(0..<count)
    // Both worklists live in one array: columns below 1 from the front, the others from the back.
    var pending = [Int](repeating: 0, count: count)
    var below = 0
    var above = count
    for column in 0..<count {
      if level[column] < 1 {
        pending[below] = column
        below += 1
      } else {
        above -= 1
        pending[above] = column
      }
    }
    while below > 0 && above < count {
      below -= 1
      let short = pending[below]
      let donor = pending[above]
      alias[short] = donor
      level[donor] = (level[donor] + level[short]) - 1
      if level[donor] < 1 {
        above += 1
        pending[below] = donor
        below += 1
      }
    }
    // What is left is 1 up to rounding error.
    for place in 0..<below { level[pending[place]] = 1 }
    for place in above..<count { level[pending[place]] = 1 }
    probability = level
    self.alias = alias
  }

  /// The number of weights, which is the number of columns.
  @inlinable
  public var count: Int { probability.count }

  /// Draws one index. O(1).
  ///
  /// One 64-bit word is read as a number between 0 and n: its whole part is the column, its fraction decides
  /// between the two indices. The law is exact to within n × 2⁻⁶⁴.
  @inlinable
  public func draw<G: RandomNumberGenerator>(using rng: inout G) -> Int {
    let (column, fraction) = rng.next().multipliedFullWidth(by: UInt64(probability.count))
    let index = Int(column)
    return Double(fraction >> 11) * 0x1p-53 < probability[index] ? index : alias[index]
  }

  /// Draws `count` indices, independently. O(`count`).
  ///
  /// - Throws: ``SamplingError/countTooSmall(what:value:minimum:)`` if `count` is negative.
  @specialized(where G == SeededGenerator)
  @inlinable
  public func draw<G: RandomNumberGenerator>(count: Int, using rng: inout G) throws(SamplingError) -> [Int] {
    try requireCount(count)
    var sample: [Int] = []
    sample.reserveCapacity(count)
    for _ in 0..<count { sample.append(draw(using: &rng)) }
    return sample
  }

  /// The probability of each index, added up again from the columns: `weight / sum of weights` up to
  /// rounding.
  public var rebuiltProbabilities: [Double] {
    var total = [Double](repeating: 0, count: count)
    for column in 0..<count {
      total[column] += probability[column]
      total[alias[column]] += 1 - probability[column]
    }
    return total.map { $0 / Double(count) }
  }
}

extension AliasTable: Codable {
  private enum CodingKeys: String, CodingKey { case probability, alias }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    probability = try container.decode([Double].self, forKey: .probability)
    alias = try container.decode([Int].self, forKey: .alias)
    guard
      !probability.isEmpty, probability.count == alias.count,
      probability.allSatisfy({ $0 >= 0 && $0 <= 1 }), alias.allSatisfy(probability.indices.contains)
    else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: decoder.codingPath,
          debugDescription: "an alias table holds one probability in 0...1 and one alias in range per column"))
    }
  }
}

extension AliasTable: CustomStringConvertible {
  /// The first 20 columns, one a line: index, probability of keeping it to six decimals, alias.
  public var description: String {
    let lines = probability.indices.prefix(20).map { column in
      "column \(column): \(column) with probability \((probability[column] * 1e6).rounded() / 1e6)"
        + (alias[column] == column ? "" : ", otherwise \(alias[column])")
    }
    return (count > lines.count ? lines + ["… \(count - lines.count) more columns"] : lines).joined(separator: "\n")
  }
}
