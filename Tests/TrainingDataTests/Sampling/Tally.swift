import Statistics

/// Counts how often each category comes up, over categories numbered 0 ..< `categories`.
func tally(categories: Int, runs: Int, of category: () throws -> Int) rethrows -> [Int] {
  var counts = [Int](repeating: 0, count: categories)
  for _ in 0..<runs { counts[try category()] += 1 }
  return counts
}

/// The p-value of counts under a law; tests demand more than alpha = 0.001 with a fixed seed.
func pValue(_ counts: [Int], law: [Double]) throws -> Double {
  try ChiSquareTest(observed: counts, probabilities: law).pValue
}

/// The p-value of counts under equal probabilities.
func uniformPValue(_ counts: [Int]) throws -> Double {
  try ChiSquareTest(uniformityOf: counts).pValue
}

/// The significance level of every test on a random sampler.
let alpha = 0.001

/// All subsets of 0 ..< n with k members, as bit sets, in increasing order.
func subsets(of n: Int, size k: Int) -> [Int] {
  (0..<(1 << n)).filter { $0.nonzeroBitCount == k }
}

/// The bit set of a list of small numbers.
func bitSet(_ members: [Int]) -> Int {
  members.reduce(0) { $0 | 1 << $1 }
}

/// Passes on the words of another generator and counts them.
struct CountingGenerator: RandomNumberGenerator {
  var source: SeededGenerator
  var words = 0

  init(seed: UInt64) {
    source = SeededGenerator(seed: seed)
  }

  mutating func next() -> UInt64 {
    words += 1
    return source.next()
  }
}
