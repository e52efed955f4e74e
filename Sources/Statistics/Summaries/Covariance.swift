/// The covariance of two lists of values, dividing by n − 1 (`.sample`) or n (`.population`). O(n).
///
/// - Throws: ``SummaryError`` if the lists differ in length, a value is not finite, or there are too few to divide
///   by.
@inlinable
public func covariance<X: Collection, Y: Collection>(
  _ x: X, _ y: Y, _ kind: VarianceKind = .sample
) throws(SummaryError) -> Double where X.Element == Double, Y.Element == Double {
  try covarianceOf(Array(x), Array(y), kind)
}

@usableFromInline
func covarianceOf(_ x: [Double], _ y: [Double], _ kind: VarianceKind) throws(SummaryError) -> Double {
  try requirePairs(x, y, of: "covariance", atLeast: kind == .sample ? 2 : 1)
  let meanX = CentralMoments(x).mean
  let meanY = CentralMoments(y).mean
  var products = 0.0
  for (a, b) in zip(x, y) { products += (a - meanX) * (b - meanY) }
  return products / kind.divisor(x.count)
}
