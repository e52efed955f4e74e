import Statistics

/// Poisson counts with a small mean, by inversion.
struct RareCounts {
  let mean: Double
  private let zero: Double

  init(mean: Double) {
    self.mean = mean
    zero = Portable.exp(-mean)
  }

  func draw(using rng: inout some RandomNumberGenerator) -> Int {
    var left = rng.uniform()
    var count = 0
    var mass = zero
    while left >= mass && mass > 0 {
      left -= mass
      count += 1
      mass *= mean / Double(count)
    }
    return count
  }

  func logMass(_ count: Int) -> Double {
    var sum = -mean
    for k in stride(from: 1, through: count, by: 1) { sum += Portable.log(mean / Double(k)) }
    return sum
  }
}
