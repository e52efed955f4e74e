import LinearAlgebra
import Statistics

/// One side of a factorization, the users or the items: a bias and a few factors for each id.
struct RatedSide: Codable, Equatable, Sendable {
  /// In ascending order.
  private(set) var ids: [Int]
  var biases: [Double]
  /// ids × factors.
  var factors: Matrix<Double>

  var count: Int { ids.count }

  /// A side without biases, whose factors are normal draws with a standard deviation of 0.1.
  ///
  /// The draws of an id come from a stream of its own, so they do not depend on the other ids.
  init(ids: [Int], factors: Int, seed: UInt64, name: String) {
    self.ids = ids
    biases = [Double](repeating: 0, count: ids.count)
    var values: [Double] = []
    values.reserveCapacity(ids.count * factors)
    for id in ids {
      var rng = SeededGenerator(seed: seed, stream: name, index: id)
      for _ in 0..<factors { values.append(0.1 * rng.normal()) }
    }
    var matrix = Matrix(rowCount: ids.count, columnCount: factors)
    matrix.withUnsafeMutableValues { entries in
      for (index, value) in values.enumerated() { entries[index] = value }
    }
    self.factors = matrix
  }

  /// Whether the parts have the same number of ids, in ascending order.
  func isSound(factors width: Int) -> Bool {
    biases.count == ids.count && factors.rowCount == ids.count && factors.columnCount == width
      && zip(ids, ids.dropFirst()).allSatisfy { $0 < $1 } && isFinite
  }

  var isFinite: Bool { biases.allSatisfy(\.isFinite) && factors.values.allSatisfy(\.isFinite) }

  /// Adds those of `others` that are not there yet, as a new side would have them.
  mutating func add(_ others: [Int], seed: UInt64, name: String) {
    let new = others.filter { ids.position(of: $0) == nil }
    guard !new.isEmpty else { return }
    let added = RatedSide(ids: new, factors: factors.columnCount, seed: seed, name: name)
    let allIDs = (ids + new).sorted()
    var merged = RatedSide(ids: [], factors: factors.columnCount, seed: seed, name: name)
    var values = Matrix(rowCount: allIDs.count, columnCount: factors.columnCount)
    for (row, id) in allIDs.enumerated() {
      let (source, place) = ids.position(of: id).map { (self, $0) } ?? (added, added.ids.position(of: id)!)
      merged.biases.append(source.biases[place])
      for column in 0..<factors.columnCount { values[row, column] = source.factors[place, column] }
    }
    merged.ids = allIDs
    merged.factors = values
    self = merged
  }
}
