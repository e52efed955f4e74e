/// A population's mean estimated from a sample: the mean, its standard error, its interval.
public struct MeanEstimate: Hashable, Sendable, Codable, CustomStringConvertible {
  /// How many values were seen.
  public let count: Int

  /// The mean of the values.
  public let estimate: Double

  /// The sample standard deviation over √n.
  public let standardError: Double

  /// Makes the estimate from a sample of at least two values. O(n).
  ///
  /// - Throws: ``EstimateError`` if there are fewer than two values or one is not finite.
  @inlinable
  public init<C: Collection>(_ sample: C) throws(EstimateError) where C.Element: BinaryFloatingPoint {
    try self.init(doubles(sample))
  }

  /// Makes the estimate from an array of at least two values. O(n).
  ///
  /// - Throws: ``EstimateError`` if there are fewer than two values or one is not finite.
  public init(_ sample: [Double]) throws(EstimateError) {
    guard sample.count >= 2 else { throw .tooFewValues(of: "mean", count: sample.count, needed: 2) }
    if let position = sample.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(of: "mean", value: sample[position], position: position)
    }
    let moments = CentralMoments(sample)
    count = sample.count
    estimate = moments.mean
    standardError = moments.standardErrorOfMean
  }

  /// Makes the estimate from a sample that was summarized. O(1).
  ///
  /// - Throws: ``EstimateError`` if there are fewer than two values.
  public init(_ moments: RunningMoments) throws(EstimateError) {
    guard moments.count >= 2 else { throw .tooFewValues(of: "mean", count: moments.count, needed: 2) }
    count = moments.count
    estimate = moments.mean
    standardError = moments.standardErrorOfMean
  }

  /// The t interval: the means that a t test at level 1 − `confidence` would not reject; open to one side for a
  /// one-sided alternative.
  ///
  /// Exact for normal values, good for large samples of any. Source: Student, Biometrika 6(1), 1908.
  ///
  /// - Throws: ``EstimateError`` if `confidence` is not between 0 and 1.
  public func interval(
    confidence: Double = 0.95, alternative: Alternative = .twoSided
  ) throws(EstimateError) -> ClosedRange<Double> {
    try requireConfidence(confidence)
    return alternative.interval(around: estimate, loss: 1 - confidence) {
      standardError * StudentT(unchecked: Double(count - 1)).upperValue($0)
    }
  }

  public var description: String {
    "\(shortNumber(estimate)) ± \(shortNumber(standardError)) (mean of \(counted(count, "value")))"
  }
}
