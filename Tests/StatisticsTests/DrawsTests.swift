import Statistics
import Testing

@Suite("Draws from a generator")
struct DrawsTests {
  struct Reference: Decodable {
    struct Values<Element: Decodable>: Decodable {
      let seed: UInt64
      let bound: Int?
      let values: [Element]
    }
    let uniform: Values<Double>
    let below: [Values<Int>]
    let belowHuge: Values<Int>
    let normal: Values<Double>
    let shuffled: Values<Int>
  }

  let reference: Reference

  init() throws {
    reference = try fixture("generators", as: Reference.self)
  }

  @Test("uniform() is the top 53 bits over 2⁵³")
  func uniformReference() {
    var rng = SeededGenerator(seed: reference.uniform.seed)
    let drawn = reference.uniform.values.map { _ in rng.uniform() }
    #expect(drawn == reference.uniform.values)
  }

  @Test("uniformInt(below:) follows Lemire's method word for word, refusals included")
  func boundedReference() throws {
    for entry in reference.below + [reference.belowHuge] {
      var rng = SeededGenerator(seed: entry.seed)
      let bound = try #require(entry.bound)
      let drawn = entry.values.map { _ in rng.uniformInt(below: bound) }
      #expect(drawn == entry.values)
    }
  }

  @Test("normal() follows the polar method")
  func normalReference() {
    var rng = SeededGenerator(seed: reference.normal.seed)
    for value in reference.normal.values {
      let drawn = rng.normal()
      #expect(relativeError(drawn, value) < 1e-14)
    }
  }

  @Test("normal() keeps its bits on every machine")
  func normalBits() {
    var rng = SeededGenerator(seed: 11)
    let bits = (0..<4).map { _ in String(rng.normal().bitPattern, radix: 16) }
    #expect(bits == DrawsTests.normalBits)
  }

  @Test("shuffle follows Fisher and Yates from the end")
  func shuffleReference() {
    var rng = SeededGenerator(seed: reference.shuffled.seed)
    var items = Array(0..<10)
    rng.shuffle(&items)
    #expect(items == reference.shuffled.values)
    var again = SeededGenerator(seed: reference.shuffled.seed)
    let shuffled = again.shuffled(0..<10)
    #expect(shuffled == items)
  }

  @Test("bounded draws are unbiased", arguments: [2, 3, 7, 10, 64, 100])
  func boundedIsUniform(bound: Int) throws {
    var rng = SeededGenerator(seed: 100, stream: bound)
    var counts = Array(repeating: 0, count: bound)
    for _ in 0..<(bound * 2000) { counts[rng.uniformInt(below: bound)] += 1 }
    #expect(try uniformityPValue(counts) > 0.001)
  }

  @Test("bounded draws stay unbiased where the bound does not divide the words evenly")
  func hugeBoundIsUniform() throws {
    // Eight words make three values: without refusals the remainders 0, 1, 2 would come up 3, 3 and 2 times in 8.
    let bound = 3 << 61
    var rng = SeededGenerator(seed: 101)
    var counts = [0, 0, 0]
    for _ in 0..<9000 { counts[rng.uniformInt(below: bound) % 3] += 1 }
    #expect(try uniformityPValue(counts) > 0.001)
  }

  @Test("shuffle gives all orders of four equally often")
  func shuffleIsUniform() throws {
    var rng = SeededGenerator(seed: 102)
    var counts = Array(repeating: 0, count: 256)
    for _ in 0..<48_000 {
      var items = [0, 1, 2, 3]
      rng.shuffle(&items)
      counts[items.reduce(0) { $0 * 4 + $1 }] += 1
    }
    let seen = counts.filter { $0 > 0 }
    #expect(seen.count == 24)
    #expect(try uniformityPValue(seen) > 0.001)
  }

  @Test("uniform draws are uniform, in any interval")
  func uniformFits() throws {
    var rng = SeededGenerator(seed: 103)
    let unit = (0..<1000).map { _ in rng.uniform() }
    #expect(try KolmogorovSmirnovTest(unit, against: Uniform()).pValue > 0.001)
    let wide = (0..<1000).map { _ in rng.uniform(-3, 8) }
    #expect(try KolmogorovSmirnovTest(wide, against: Uniform(-3, 8)).pValue > 0.001)
  }

  @Test("normal and exponential draws follow their distributions")
  func normalAndExponentialFit() throws {
    var rng = SeededGenerator(seed: 104)
    let normal = (0..<1000).map { _ in rng.normal(mean: 4, standardDeviation: 0.5) }
    let fit = try KolmogorovSmirnovTest(normal, against: Normal(mean: 4, standardDeviation: 0.5))
    #expect(fit.pValue > 0.001)
    let waits = (0..<1000).map { _ in rng.exponential(rate: 0.2) }
    #expect(try KolmogorovSmirnovTest(waits, against: Exponential(rate: 0.2)).pValue > 0.001)
  }

  @Test("consecutive normal draws are independent")
  func normalPairs() throws {
    var rng = SeededGenerator(seed: 105)
    var table = [[0, 0], [0, 0]]
    var previous = rng.normal() > 0 ? 1 : 0
    for _ in 0..<20_000 {
      let next = rng.normal() > 0 ? 1 : 0
      table[previous][next] += 1
      previous = next
    }
    #expect(try ChiSquareTest(independenceOf: table).pValue > 0.001)
  }

  @Test("bernoulli is true with its probability, and sure at the ends")
  func bernoulli() throws {
    var rng = SeededGenerator(seed: 106)
    let hits = (0..<10_000).count { _ in rng.bernoulli(0.03) }
    #expect(try ChiSquareTest(observed: [hits, 10_000 - hits], probabilities: [0.03, 0.97]).pValue > 0.001)
    let sure = (0..<1000).allSatisfy { _ in rng.bernoulli(1) && !rng.bernoulli(0) }
    #expect(sure)
    let beyond = [2, -1, .nan].map { rng.bernoulli($0) }
    #expect(beyond == [true, false, false])
  }

  @Test("element takes every element equally often, from any indices, and none from nothing")
  func element() throws {
    var rng = SeededGenerator(seed: 107)
    let items = [10, 20, 30, 40, 50][1...3]
    var counts = [20: 0, 30: 0, 40: 0]
    for _ in 0..<6000 {
      let picked = rng.element(of: items)
      counts[try #require(picked), default: 0] += 1
    }
    #expect(counts.count == 3)
    #expect(try uniformityPValue([20, 30, 40].map { counts[$0] ?? 0 }) > 0.001)
    let none = rng.element(of: [Int]())
    #expect(none == nil)
  }

  private static let normalBits = [
    "bfb6539cafab4c81", "bff93446ac0afd85", "bfe144de0c3c9a4c", "3f7299168ef15b59",
  ]
}
