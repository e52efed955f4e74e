import Statistics
import Testing
import TrainingData

@Suite("Exact inclusion probabilities")
struct ExactInclusionTests {
  @Test("the right rule gives 1/3 to each of six and 1/2 to each of four (W05)")
  func rightRule() throws {
    #expect(
      try exactReservoirInclusion(capacity: 2, count: 6) { n in 1...n }
        == [Fraction](repeating: Fraction(1, 3), count: 6))
    #expect(
      try exactReservoirInclusion(capacity: 2, count: 4) { n in 1...n }
        == [Fraction](repeating: Fraction(1, 2), count: 4))
  }

  @Test("three wrong rules give the numbers of W05")
  func wrongRules() throws {
    #expect(
      try exactReservoirInclusion(capacity: 2, count: 6) { _ in 1...6 } == [
        Fraction(625, 1296), Fraction(625, 1296), Fraction(125, 648), Fraction(25, 108), Fraction(5, 18),
        Fraction(1, 3),
      ])
    #expect(
      try exactReservoirInclusion(capacity: 2, count: 6) { n in 1...(n - 1) }
        == [Fraction(1, 5), Fraction(1, 5)] + [Fraction](repeating: Fraction(2, 5), count: 4))
    #expect(
      try exactReservoirInclusion(capacity: 2, count: 6) { _ in 1...2 } == [
        Fraction(1, 16), Fraction(1, 16), Fraction(1, 8), Fraction(1, 4), Fraction(1, 2), Fraction(1, 1),
      ])
  }

  @Test("a test of the newest element alone misses the off-by-one rule at the right place (M28)")
  func survivalMatters() throws {
    // i in 1...n−1 lets the newest in with 2/5 instead of 1/3, but the first two suffer most: 1/5.
    let inclusion = try exactReservoirInclusion(capacity: 2, count: 6) { n in 1...(n - 1) }
    #expect(inclusion.first == Fraction(1, 5))
    let sum = inclusion.reduce(0.0) { $0 + $1.value }
    #expect(abs(sum - 2) < 1e-12)
  }

  @Test("the library's own step has the law of the procedure")
  func libraryStep() throws {
    let inclusion = try exactInclusion(of: 1...6) { draw in
      var reservoir = try Reservoir<Int>(capacity: 2)
      for n in 1...6 { try reservoir.insert(n, draw: n <= 2 ? 1 : draw(1...n)) }
      return reservoir.items
    }
    #expect(inclusion == [Fraction](repeating: Fraction(1, 3), count: 6))
  }

  @Test("draws may depend on earlier draws, and on none")
  func dependentDraws() throws {
    let inclusion = try exactInclusion(of: ["a", "b", "c"]) { draw in
      if draw(1...2) == 1 { return ["a"] }
      return draw(1...3) == 3 ? ["c"] : ["b"]
    }
    #expect(inclusion == [Fraction(1, 2), Fraction(1, 3), Fraction(1, 6)])
    #expect(try exactInclusion(of: [1, 2]) { _ in [1] } == [Fraction(1, 1), Fraction(0, 1)])
  }

  @Test("too many sequences and bad sizes are refused")
  func refusals() {
    #expect(throws: EnumerationError.tooManySequences(limit: 100)) {
      try exactInclusion(of: [1], limit: 100) { draw in
        for _ in 0..<10 { _ = draw(1...6) }
        return []
      }
    }
    #expect(throws: SamplingError.countTooSmall(what: "the number of elements", value: 1, minimum: 2)) {
      try exactReservoirInclusion(capacity: 2, count: 1) { n in 1...n }
    }
    #expect(throws: SamplingError.fractionTooLarge) {
      try exactInclusion(of: [1]) { draw in
        for _ in 0..<60 { _ = draw(1...2) }
        return []
      }
    }
  }

  @Test("fractions are in lowest terms with the sign above the line")
  func fractions() {
    #expect(Fraction(6, 8) == Fraction(3, 4))
    #expect(Fraction(1, -2).numerator == -1)
    #expect(Fraction(0, 7) == Fraction(0, 1))
    #expect(Fraction(4, 6).description == "2/3" && Fraction(4, 2).description == "2")
    #expect(Fraction(3, 4).value == 0.75)
  }
}
