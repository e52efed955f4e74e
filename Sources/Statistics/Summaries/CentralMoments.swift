/// The sums of powers of the distances from the mean, in two passes: the first finds the mean, the second corrects
/// it for what rounding left. The values are scaled by a power of two, so that no sum overflows or vanishes.
@usableFromInline
struct CentralMoments {
  /// The sum of weights: the number of values where there are none.
  let weight: Double
  let mean: Double
  private let scale: BinaryScale
  /// Σ w·(x − mean)ᵏ for k = 2, 3, 4, of the scaled values.
  private let second: Double
  private let third: Double
  private let fourth: Double

  @usableFromInline
  init(_ values: [Double]) {
    self.init(values, weight: Double(values.count)) { _ in 1 }
  }

  init(_ values: [Double], weights: [Double]) {
    self.init(values, weight: weights.reduce(0, +)) { weights[$0] }
  }

  private init(_ values: [Double], weight: Double, of weightAt: (Int) -> Double) {
    // Values of no weight must not count, even if infinite.
    var largest = 0.0
    for (index, value) in values.enumerated() where weightAt(index) > 0 { largest = max(largest, value.magnitude) }
    let scale = BinaryScale(largest: largest)
    var sum = 0.0
    for (index, value) in values.enumerated() where weightAt(index) > 0 {
      sum += weightAt(index) * (value * scale.down)
    }
    let rough = sum / weight
    var first = 0.0
    var second = 0.0
    var third = 0.0
    var fourth = 0.0
    for (index, value) in values.enumerated() where weightAt(index) > 0 {
      let distance = value * scale.down - rough
      let square = weightAt(index) * distance * distance
      first += weightAt(index) * distance
      second += square
      third += square * distance
      fourth += square * distance * distance
    }
    let shift = first / weight
    self.weight = weight
    self.scale = scale
    mean = (rough + shift) * scale.up
    self.second = second - shift * first
    self.third = third - 3 * shift * second + 2 * weight * shift * shift * shift
    self.fourth =
      fourth - 4 * shift * third + 6 * shift * shift * second - 3 * weight * shift * shift * shift * shift
  }

  /// The standard error of the mean, from the sample variance.
  var standardErrorOfMean: Double { (second / (weight - 1) / weight).squareRoot() * scale.up }

  @usableFromInline
  func skewness(_ kind: VarianceKind) -> Double {
    let variance = second / weight
    guard variance > 0 else { return .nan }
    let ofPopulation = third / weight / (variance * variance.squareRoot())
    switch kind {
    case .population: return ofPopulation
    case .sample:
      guard weight > 2 else { return .nan }
      return ofPopulation * (weight * (weight - 1)).squareRoot() / (weight - 2)
    }
  }

  @usableFromInline
  func excessKurtosis(_ kind: VarianceKind) -> Double {
    let variance = second / weight
    guard variance > 0 else { return .nan }
    let ofPopulation = fourth / weight / (variance * variance) - 3
    switch kind {
    case .population: return ofPopulation
    case .sample:
      guard weight > 3 else { return .nan }
      return (weight - 1) / ((weight - 2) * (weight - 3)) * ((weight + 1) * ofPopulation + 6)
    }
  }
}
