import LinearAlgebra

extension Matrix<Double> {
  /// x·β + b of each row. O(rows × columns).
  /// - Throws: ``ModelError`` when there is not one column per coefficient or a value is not finite.
  func linearScores(_ coefficients: [Double], _ intercept: Double) throws -> [Double] {
    try requireFeatures(coefficients.count)
    var scores = try multiplied(by: coefficients)
    for row in scores.indices { scores[row] += intercept }
    return scores
  }
}

extension KeyedDecodingContainer {
  /// Refuses coefficients and intercepts that no fit gives.
  func requireLinear(_ coefficients: [Double], _ intercepts: [Double], _ key: Key) throws {
    try require(
      !coefficients.isEmpty && coefficients.allSatisfy(\.isFinite) && intercepts.allSatisfy(\.isFinite), key,
      "a linear model has at least one coefficient, and all of them and the intercept are finite numbers")
  }

  /// Refuses two classes that are not in order.
  func requireAscending(_ negativeClass: Int, _ positiveClass: Int, _ key: Key) throws {
    try require(
      negativeClass < positiveClass, key,
      "the positive class is the higher of two labels, and these are \(negativeClass) and \(positiveClass)")
  }
}
