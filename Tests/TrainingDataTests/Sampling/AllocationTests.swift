import Statistics
import Testing
import TrainingData

@Suite("Allocation of draws to strata")
struct AllocationTests {
  @Test(
    "the four rules differ on 100 draws from strata of 985, 10 and 5",
    arguments: [
      (AllocationRule.floor, [98, 1, 0]), (.nearest, [99, 1, 1]), (.largestRemainder, [99, 1, 0]),
      (.largestRemainderAtLeastOne, [98, 1, 1]),
    ])
  func tinyStrata(rule: AllocationRule, expected: [Int]) throws {
    #expect(try allocate(100, toStrata: [985, 10, 5], rule: rule) == expected)
    #expect(try allocate(rate: 0.1, toStrata: [985, 10, 5], rule: rule) == expected)
  }

  @Test("on random strata each rule keeps its promise")
  func properties() throws {
    var rng = SeededGenerator(seed: 1)
    for _ in 0..<3000 {
      let sizes = (0..<(1 + rng.uniformInt(below: 8))).map { _ in
        rng.uniformInt(below: [2, 10, 1000][rng.uniformInt(below: 3)])
      }
      let total = sizes.reduce(0, +)
      let nonempty = sizes.count { $0 > 0 }
      let draws = rng.uniformInt(below: total + 1)
      let shares = sizes.map { total == 0 ? 0 : Double(draws) * Double($0) / Double(total) }

      let exact = try allocate(draws, toStrata: sizes)
      #expect(exact.reduce(0, +) == draws)
      #expect(zip(exact, shares).allSatisfy { abs(Double($0) - $1) < 1 })
      #expect(zip(exact, sizes).allSatisfy { 0...$1 ~= $0 })

      let nearest = try allocate(draws, toStrata: sizes, rule: .nearest)
      #expect(zip(nearest, shares).allSatisfy { abs(Double($0) - $1) <= 0.5 + 1e-9 })
      #expect(zip(nearest, sizes).allSatisfy { $0 <= $1 })

      if draws >= nonempty {
        let fair = try allocate(draws, toStrata: sizes, rule: .largestRemainderAtLeastOne)
        #expect(fair.reduce(0, +) == draws)
        #expect(zip(fair, sizes).allSatisfy { min(1, $1)...max(min(1, $1), $1) ~= $0 })
      } else {
        #expect(throws: SamplingError.fewerDrawsThanStrata(draws: draws, strata: nonempty)) {
          try allocate(draws, toStrata: sizes, rule: .largestRemainderAtLeastOne)
        }
      }
    }
  }

  @Test("a rate is read as the decimal number it is written as")
  func decimalRates() throws {
    // 0.29 × 100 is 28.999999999999996 in binary.
    #expect(try allocate(rate: 0.29, toStrata: [100, 200], rule: .floor) == [29, 58])
    #expect(try allocate(rate: 1, toStrata: [3, 4], rule: .floor) == [3, 4])
    #expect(try allocate(rate: 0, toStrata: [3, 4], rule: .largestRemainderAtLeastOne) == [1, 1])
  }

  @Test("Neyman's allocation has the smallest variance of all allocations")
  func neyman() throws {
    let sizes = [40, 25, 10, 0, 6]
    let deviations = [1.0, 3, 9, 5, 0.1]
    func variance(_ counts: [Int]) -> Double {
      zip(zip(sizes, deviations), counts).reduce(0) { sum, entry in
        let ((size, deviation), count) = entry
        if size == 0 { return sum }
        let fraction = Double(count) / Double(size)
        return sum + Double(size * size) * (1 - fraction) * deviation * deviation / Double(count)
      }
    }
    for draws in [4, 7, 12, 20] {
      let counts = try neymanAllocation(draws, toStrata: sizes, standardDeviations: deviations)
      #expect(counts.reduce(0, +) == draws)
      var best = Double.infinity
      for a in 1...draws {
        for b in 1...draws {
          for c in 1...10 where (1...6).contains(draws - a - b - c) && a <= 40 && b <= 25 {
            best = min(best, variance([a, b, c, 0, draws - a - b - c]))
          }
        }
      }
      #expect(abs(variance(counts) - best) < 1e-9 * best)
    }
    #expect(try neymanAllocation(16, toStrata: [10, 6], standardDeviations: [0, 0]) == [10, 6])
  }

  @Test("bad sizes, rates and deviations are refused")
  func refusals() {
    #expect(throws: SamplingError.countTooSmall(what: "the size of a stratum", value: -2, minimum: 0)) {
      try allocate(1, toStrata: [5, -2])
    }
    #expect(throws: SamplingError.fractionOutOfRange(what: "the sampling rate", value: 1.5, range: "0...1")) {
      try allocate(rate: 1.5, toStrata: [5])
    }
    #expect(throws: SamplingError.self) { try allocate(rate: .nan, toStrata: [5]) }
    #expect(throws: SamplingError.tooManyDraws(requested: 9, available: 8)) { try allocate(9, toStrata: [5, 3]) }
    #expect(throws: SamplingError.self) { try neymanAllocation(2, toStrata: [5], standardDeviations: [-1]) }
    #expect(throws: SamplingError.self) { try neymanAllocation(2, toStrata: [5], standardDeviations: [1, 1]) }
  }
}
