import Statistics
import Testing
import TrainingData

@Suite("Reservoir sampling")
struct ReservoirTests {
  @Test("the draws 2, 5, 1, 7, 3 leave F, D, H of the stream A to H (W05)")
  func trace() throws {
    var reservoir = try Reservoir<Character>(capacity: 3)
    var steps: [ReservoirStep] = []
    for (letter, draw) in zip("ABCDEFGH", [1, 1, 1, 2, 5, 1, 7, 3]) {
      steps.append(try reservoir.insert(letter, draw: draw))
      if letter == "D" { #expect(reservoir.items == ["A", "D", "C"]) }
      if letter == "G" { #expect(reservoir.items == ["F", "D", "C"]) }
    }
    #expect(reservoir.items == ["F", "D", "H"])
    #expect(reservoir.seen == 8)
    #expect(
      steps == [
        .filled(slot: 1), .filled(slot: 2), .filled(slot: 3), .replaced(slot: 2), .skipped, .replaced(slot: 1),
        .skipped, .replaced(slot: 3),
      ])
    #expect(throws: SamplingError.drawOutOfRange(draw: 10, seen: 9)) { try reservoir.insert("I", draw: 10) }
    #expect(throws: SamplingError.drawOutOfRange(draw: 0, seen: 9)) { try reservoir.insert("I", draw: 0) }
    #expect(reservoir.seen == 8)
  }

  @Test("Algorithm R makes every pair of six elements equally likely")
  func pairs() throws {
    let sets = subsets(of: 6, size: 2)
    var rng = SeededGenerator(seed: 1)
    let counts = try tally(categories: 15, runs: 15_000) {
      var reservoir = try Reservoir<Int>(capacity: 2)
      for element in 0..<6 { reservoir.insert(element, using: &rng) }
      return sets.firstIndex(of: bitSet(reservoir.items))!
    }
    #expect(try uniformPValue(counts) > alpha)
  }

  @Test("Algorithm L makes every pair of six elements equally likely")
  func skippingPairs() throws {
    let sets = subsets(of: 6, size: 2)
    var rng = SeededGenerator(seed: 2)
    let counts = try tally(categories: 15, runs: 15_000) {
      var reservoir = try SkippingReservoir<Int>(capacity: 2)
      reservoir.insert(contentsOf: 0..<6, using: &rng)
      return sets.firstIndex(of: bitSet(reservoir.items))!
    }
    #expect(try uniformPValue(counts) > alpha)
  }

  @Test("at every stopping time each element seen so far is in with probability k/n")
  func stoppingTimes() throws {
    var rng = SeededGenerator(seed: 3)
    let stops = [20, 50, 100]
    var ordinary = stops.map { [Int](repeating: 0, count: $0) }
    var skipping = ordinary
    for _ in 0..<20_000 {
      var first = try Reservoir<Int>(capacity: 10)
      var second = try SkippingReservoir<Int>(capacity: 10)
      var start = 0
      for (place, stop) in stops.enumerated() {
        first.insert(contentsOf: start..<stop, using: &rng)
        second.insert(contentsOf: start..<stop, using: &rng)
        start = stop
        for element in first.items { ordinary[place][element] += 1 }
        for element in second.items { skipping[place][element] += 1 }
      }
    }
    for counts in [ordinary, skipping] {
      for (stop, inclusion) in zip(stops, counts) {
        let expected = 10 / Double(stop)
        #expect(inclusion.reduce(0, +) == 200_000)
        #expect(inclusion.allSatisfy { abs(Double($0) / 20_000 - expected) < 0.015 })
        // Inclusions of one run exclude each other, so their chi-square is scaled by (N − 1) / (N − k).
        let statistic =
          inclusion.reduce(0.0) { $0 + (Double($1) - 20_000 * expected) * (Double($1) - 20_000 * expected) }
          / (20_000 * expected) * Double(stop - 1) / Double(stop - 10)
        #expect(try ChiSquare(degreesOfFreedom: Double(stop - 1)).survival(statistic) > alpha)
      }
    }
    #expect(ordinary[2].allSatisfy { abs(Double($0) / 20_000 - 0.1) < 0.01 })
  }

  @Test("skipping gives the same reservoir one by one, from a sequence and from a collection")
  func skippingRoutes() throws {
    for length in [0, 3, 5, 6, 1000] {
      var one = (reservoir: try SkippingReservoir<Int>(capacity: 5), rng: SeededGenerator(seed: 4))
      var two = one
      var three = one
      for element in 0..<length { one.reservoir.insert(element, using: &one.rng) }
      two.reservoir.insert(contentsOf: sequence(first: 0) { $0 + 1 }.prefix(length), using: &two.rng)
      three.reservoir.insert(contentsOf: 0..<(length / 2), using: &three.rng)
      three.reservoir.insert(contentsOf: Array((length / 2)..<length), using: &three.rng)
      #expect(one.reservoir == two.reservoir)
      #expect(one.reservoir == three.reservoir)
      #expect(one.reservoir.seen == length)
    }
  }

  @Test("Algorithm R gives the same reservoir one by one, from a sequence and from collections, with the same draws")
  func ordinaryRoutes() throws {
    for length in [0, 3, 5, 6, 1000] {
      var one = (reservoir: try Reservoir<Int>(capacity: 5), rng: SeededGenerator(seed: 4))
      var two = one
      var three = one
      for element in 0..<length { one.reservoir.insert(element, using: &one.rng) }
      two.reservoir.insert(contentsOf: sequence(first: 0) { $0 + 1 }.prefix(length), using: &two.rng)
      for part in [0..<(length / 3), (length / 3)..<(length / 2)] {
        three.reservoir.insert(contentsOf: part, using: &three.rng)
      }
      three.reservoir.insert(contentsOf: Array((length / 2)..<length)[...], using: &three.rng)
      #expect(one.reservoir == two.reservoir && one.rng == two.rng)
      #expect(one.reservoir == three.reservoir && one.rng == three.rng)
      #expect(one.reservoir.seen == length)
    }
  }

  @Test("of a collection only the elements that enter are touched")
  func touched() throws {
    var rng = SeededGenerator(seed: 9)
    var ordinary = try Reservoir<Int>(capacity: 10)
    nonisolated(unsafe) var touches = 0
    ordinary.insert(
      contentsOf: (0..<100_000).lazy.map { element in
        touches += 1
        return element
      }, using: &rng)
    // 10 + 10 · (H(10⁵) − H(10)), about 102 on average.
    #expect((60..<150).contains(touches))
    #expect(ordinary.seen == 100_000 && Set(ordinary.items).count == 10)
  }

  @Test("skipping needs about k ln(n/k) draws where Algorithm R needs one per element")
  func fewerDraws() throws {
    var rng = CountingGenerator(seed: 5)
    var reservoir = try SkippingReservoir<Int>(capacity: 100)
    reservoir.insert(contentsOf: 0..<1_000_000, using: &rng)
    // 100 · ln(10⁴) = 921 entries of three words each.
    #expect((2000..<3600).contains(rng.words))
    var plain = CountingGenerator(seed: 5)
    var ordinary = try Reservoir<Int>(capacity: 100)
    ordinary.insert(contentsOf: 0..<100_000, using: &plain)
    #expect(plain.words >= 99_900)
  }

  @Test("a shard of 100 gets one slot in ten beside one of 900, with the hypergeometric spread")
  func mergedSlots() throws {
    var rng = SeededGenerator(seed: 6)
    let law = try Hypergeometric(population: 1000, marked: 100, sample: 100)
    var sum = 0.0
    var squares = 0.0
    let runs = 4000
    for _ in 0..<runs {
      var large = try Reservoir<Int>(capacity: 100)
      var small = try Reservoir<Int>(capacity: 100)
      large.insert(contentsOf: 0..<900, using: &rng)
      small.insert(contentsOf: 900..<1000, using: &rng)
      let merged = large.merging(small, using: &rng)
      #expect(merged.seen == 1000 && Set(merged.items).count == 100)
      let fromSmall = Double(merged.items.count { $0 >= 900 })
      sum += fromSmall
      squares += fromSmall * fromSmall
    }
    let mean = sum / Double(runs)
    #expect(law.mean == 10)
    #expect(abs(mean - 10) < 3.3 * (law.variance / Double(runs)).squareRoot())
    #expect(abs(squares / Double(runs) - mean * mean - law.variance) < 0.1 * law.variance)
  }

  @Test("a merged reservoir is a simple random sample, and stays one as the stream goes on", arguments: [false, true])
  func merging(skipping: Bool) throws {
    // Shards of 1 and 4 elements and different capacities, then two more elements: pairs of seven.
    let sets = subsets(of: 7, size: 2)
    var rng = SeededGenerator(seed: 7)
    let counts = try tally(categories: 21, runs: 21_000) {
      if skipping {
        var first = try SkippingReservoir<Int>(capacity: 2)
        var second = try SkippingReservoir<Int>(capacity: 3)
        first.insert(contentsOf: 0..<1, using: &rng)
        second.insert(contentsOf: 1..<5, using: &rng)
        var merged = first.merging(second, using: &rng)
        merged.insert(contentsOf: 5..<7, using: &rng)
        return sets.firstIndex(of: bitSet(merged.items))!
      }
      var first = try Reservoir<Int>(capacity: 2)
      var second = try Reservoir<Int>(capacity: 3)
      first.insert(contentsOf: 0..<1, using: &rng)
      second.insert(contentsOf: 1..<5, using: &rng)
      var merged = first.merging(second, using: &rng)
      merged.insert(contentsOf: 5..<7, using: &rng)
      return sets.firstIndex(of: bitSet(merged.items))!
    }
    #expect(try uniformPValue(counts) > alpha)
  }

  @Test("merging reservoirs that are not full keeps every element")
  func mergingShort() throws {
    var rng = SeededGenerator(seed: 8)
    var first = try Reservoir<Int>(capacity: 9)
    var second = try Reservoir<Int>(capacity: 9)
    first.insert(contentsOf: 0..<2, using: &rng)
    second.insert(contentsOf: 2..<5, using: &rng)
    #expect(first.merging(second, using: &rng).items.sorted() == [0, 1, 2, 3, 4])
    let empty = try Reservoir<Int>(capacity: 9)
    #expect(empty.merging(empty, using: &rng).items.isEmpty)
  }

  @Test("a reservoir without slots is refused")
  func refusals() {
    let expected = SamplingError.countTooSmall(what: "the capacity", value: 0, minimum: 1)
    #expect(throws: expected) { try Reservoir<Int>(capacity: 0) }
    #expect(throws: expected) { try SkippingReservoir<Int>(capacity: 0) }
    #expect(throws: expected) { try WeightedReservoir<Int>(capacity: 0) }
  }
}
