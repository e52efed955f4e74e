/// Pearson's correlation of two lists of values, from −1 to 1: how nearly one is a straight line of the other.
///
/// With running means of the distances from the first values, so that a large mean costs no digits, of values scaled by
/// powers of two, so that large and small ones neither overflow nor vanish. O(n), two passes.
///
/// - Throws: ``SummaryError`` if the lists differ in length, hold fewer than two values or one that is not finite,
///   or do not vary.
@inlinable
public func correlation<X: Collection, Y: Collection>(
  _ x: X, _ y: Y
) throws(SummaryError) -> Double where X.Element == Double, Y.Element == Double {
  try pearsonCorrelation(Array(x), Array(y))
}

@usableFromInline
func pearsonCorrelation(_ x: [Double], _ y: [Double]) throws(SummaryError) -> Double {
  guard x.count == y.count else {
    throw .lengthsDiffer(of: "correlation", first: x.count, second: y.count)
  }
  guard x.count >= 2, let firstX = x.first, let firstY = y.first else {
    throw .tooFewValues(of: "correlation", count: x.count, needed: 2)
  }
  var largestX = 0.0
  var largestY = 0.0
  for (position, (a, b)) in zip(x, y).enumerated() {
    guard a.isFinite, b.isFinite else {
      throw .badValue(of: "correlation", value: a.isFinite ? b : a, position: position)
    }
    largestX = max(largestX, a.magnitude)
    largestY = max(largestY, b.magnitude)
  }
  let scaleX = BinaryScale(largest: largestX).down
  let scaleY = BinaryScale(largest: largestY).down
  let originX = firstX * scaleX
  let originY = firstY * scaleY
  var n = 0.0
  var meanX = 0.0
  var meanY = 0.0
  var squaresX = 0.0
  var squaresY = 0.0
  var products = 0.0
  for (a, b) in zip(x, y) {
    n += 1
    let shiftedX = a * scaleX - originX
    let shiftedY = b * scaleY - originY
    let fromX = shiftedX - meanX
    let fromY = shiftedY - meanY
    meanX += fromX / n
    meanY += fromY / n
    squaresX += fromX * (shiftedX - meanX)
    squaresY += fromY * (shiftedY - meanY)
    products += fromX * (shiftedY - meanY)
  }
  guard squaresX > 0 else { throw .constantValues(of: "correlation", value: firstX) }
  guard squaresY > 0 else { throw .constantValues(of: "correlation", value: firstY) }
  return min(max(products / squaresX.squareRoot() / squaresY.squareRoot(), -1), 1)
}
