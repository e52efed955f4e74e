/// The scale that brings weights into 0...1 without overflow: their largest value.
///
/// - Throws: ``SamplingError`` if the list is empty or holds a negative, infinite or missing weight, or only
///   zeros.
@inlinable
func largestWeight(_ weights: [Double]) throws(SamplingError) -> Double {
  guard !weights.isEmpty else { throw .empty(what: "the list of weights") }
  var largest = 0.0
  for index in weights.indices {
    let weight = weights[index]
    guard weight >= 0 && weight < .infinity else { throw .invalidWeight(index: index, value: weight) }
    if weight > largest { largest = weight }
  }
  guard largest > 0 else { throw .allWeightsZero }
  return largest
}

/// Weights divided by their sum: the probability of each row in one weighted draw. O(n).
///
/// - Throws: ``SamplingError`` if the list is empty or holds a negative, infinite or missing weight, or only
///   zeros.
@inlinable
public func drawProbabilities(_ weights: [Double]) throws(SamplingError) -> [Double] {
  let scale = try largestWeight(weights)
  var sum = 0.0
  for weight in weights { sum += weight / scale }
  return weights.map { $0 / scale / sum }
}
