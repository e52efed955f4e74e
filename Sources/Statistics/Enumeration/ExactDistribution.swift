/// The outcomes of a random algorithm with their exact probabilities, in the order they were first reached.
public struct ExactDistribution<Outcome: Hashable & Sendable>: Sendable {
  /// The outcomes that can happen.
  public let outcomes: [Outcome]

  /// One for each outcome, in the same order; they sum to 1.
  public let probabilities: [Double]
  private let positions: [Outcome: Int]

  /// Runs `algorithm` once for every sequence of choices it can make, and adds up each outcome's probability.
  ///
  /// The algorithm asks for its random choices instead of drawing them, and must do the same after the same
  /// choices:
  ///
  ///     let reservoirs = try ExactDistribution<[Int]> { choices in
  ///       var kept = [1, 2]
  ///       for row in 3...6 {
  ///         let slot = choices.uniformInt(below: row)
  ///         if slot < 2 { kept[slot] = row }
  ///       }
  ///       return kept
  ///     }
  ///     reservoirs.probability { $0.contains(6) }  // 1/3
  ///
  /// - Parameter limit: the most runs to make before giving up.
  /// - Throws: ``EnumerationError`` if there are more than `limit` sequences; whatever `algorithm` throws.
  /// - Complexity: one run of the algorithm for each sequence of choices.
  public init(limit: Int = 1_000_000, of algorithm: (inout Choices) throws -> Outcome) throws {
    var outcomes: [Outcome] = []
    var probabilities: [Double] = []
    var positions: [Outcome: Int] = [:]
    var choices = Choices()
    var runs = 0
    repeat {
      guard runs < limit else { throw EnumerationError.tooManySequences(limit: limit) }
      runs += 1
      choices.rewind()
      let outcome = try algorithm(&choices)
      if let position = positions[outcome] {
        probabilities[position] += choices.probability
      } else {
        positions[outcome] = outcomes.count
        outcomes.append(outcome)
        probabilities.append(choices.probability)
      }
    } while choices.advance()
    self.outcomes = outcomes
    self.probabilities = probabilities
    self.positions = positions
  }

  /// The probability of one outcome; zero if it cannot happen.
  public func probability(of outcome: Outcome) -> Double {
    positions[outcome].map { probabilities[$0] } ?? 0
  }

  /// The probability of the outcomes that satisfy a condition. O(outcomes).
  public func probability(where condition: (Outcome) throws -> Bool) rethrows -> Double {
    var sum = 0.0
    for (outcome, probability) in zip(outcomes, probabilities) where try condition(outcome) {
      sum += probability
    }
    return sum
  }

  /// The expected value of a number read from the outcome. O(outcomes).
  public func mean(of value: (Outcome) throws -> Double) rethrows -> Double {
    var sum = 0.0
    for (outcome, probability) in zip(outcomes, probabilities) {
      sum += try value(outcome) * probability
    }
    return sum
  }
}

extension ExactDistribution: CustomStringConvertible {
  /// The first outcomes with their probabilities.
  public var description: String {
    let entries = outcomes.indices.lazy.map { "\(outcomes[$0]): \(shortNumber(probabilities[$0]))" }
    return "\(outcomes.count) outcomes: \(firstValues(entries))"
  }
}

/// Why the outcomes of an algorithm were not enumerated.
public enum EnumerationError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The algorithm has more sequences of choices than allowed.
  case tooManySequences(limit: Int)

  public var description: String {
    switch self {
    case .tooManySequences(let limit):
      "the algorithm can choose in more than \(limit) ways: make the example smaller, or raise the limit"
    }
  }
}
