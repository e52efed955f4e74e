import Statistics
import Testing

@Suite("ExactDistribution")
struct ExactDistributionTests {
  @Test("enumerates a reservoir: each row is kept with the same probability")
  func reservoir() throws {
    let reservoirs = try ExactDistribution { choices in
      var kept = [1, 2]
      for row in 3...6 {
        let slot = choices.uniformInt(below: row)
        if slot < 2 { kept[slot] = row }
      }
      return kept
    }
    for row in 1...6 {
      #expect(relativeError(reservoirs.probability { $0.contains(row) }, 1.0 / 3) < 1e-14)
    }
    #expect(relativeError(reservoirs.probabilities.reduce(0, +), 1) < 1e-14)
  }

  @Test("shows a reservoir that always replaces to be wrong")
  func biasedReservoir() throws {
    let reservoirs = try ExactDistribution { choices in
      var kept = [1, 2]
      for row in 3...6 { kept[choices.uniformInt(below: 2)] = row }
      return kept
    }
    #expect(reservoirs.probability { $0.contains(6) } == 1)
    #expect(reservoirs.probability { $0.contains(1) } == 1.0 / 16)
  }

  @Test("enumerates all orders of a shuffle once each")
  func shuffle() throws {
    let orders = try ExactDistribution { choices in
      var items = [0, 1, 2, 3]
      for left in stride(from: 4, to: 1, by: -1) {
        items.swapAt(choices.uniformInt(below: left), left - 1)
      }
      return items
    }
    #expect(orders.outcomes.count == 24)
    #expect(orders.probabilities.allSatisfy { relativeError($0, 1.0 / 24) < 1e-14 })
  }

  @Test("agrees with the binomial distribution, choices of unequal chance included")
  func binomial() throws {
    let sums = try ExactDistribution { choices in
      (0..<10).count { _ in choices.bernoulli(0.3) }
    }
    let binomial = try Binomial(trials: 10, probability: 0.3)
    for k in 0...10 { #expect(relativeError(sums.probability(of: k), binomial.mass(k)) < 1e-12) }
    #expect(sums.probability(of: 11) == 0)
    #expect(relativeError(sums.mean { Double($0) }, 3) < 1e-13)
  }

  @Test("follows choices that depend on earlier ones, to any depth")
  func dependentChoices() throws {
    // The first coin decides whether a die is thrown; certain choices do not branch.
    let outcomes = try ExactDistribution { choices -> String in
      guard choices.bernoulli(0.5), choices.bernoulli(1), !choices.bernoulli(0) else { return "none" }
      return choices.element(of: ["a", "b", "c"]) ?? "empty"
    }
    #expect(outcomes.outcomes == ["none", "a", "b", "c"])
    #expect(outcomes.probability(of: "none") == 0.5)
    #expect(relativeError(outcomes.probability(of: "b"), 1.0 / 6) < 1e-15)
  }

  @Test("an algorithm without choices has one outcome")
  func certain() throws {
    let outcomes = try ExactDistribution { choices in choices.element(of: [Int]()) == nil }
    #expect(outcomes.outcomes == [true])
    #expect(outcomes.probabilities == [1])
  }

  @Test("an algorithm with too many courses is refused with a sentence")
  func limit() {
    #expect(throws: EnumerationError.tooManySequences(limit: 999)) {
      try ExactDistribution(limit: 999) { choices in
        (0..<10).map { _ in choices.bernoulli(0.5) }
      }
    }
    #expect(
      EnumerationError.tooManySequences(limit: 999).description
        == "the algorithm can choose in more than 999 ways: make the example smaller, or raise the limit")
  }
}
