internal import Statistics

/// Calibration by a logistic curve through the scores: p = 1/(1 + exp(A·s + B)), by maximum likelihood.
///
///     let platt = try PlattScaling().fit(scores: validationScores, actual: validationLabels)
///     platt.probabilities(testScores)
///
/// Labels are softened to (N₊ + 1)/(N₊ + 2) and 1/(N₋ + 2), so that a few rows cannot make the curve infinitely steep.
/// The order of scores stays where A is negative, and with it the area under the ROC curve.
///
/// Source: Platt, "Probabilistic Outputs for Support Vector Machines", 1999; the fit: Lin, Lin and Weng, Machine
/// Learning 68, 2007.
public struct PlattScaling: Hashable, Codable, Sendable {
  /// Makes the configuration, which has no settings.
  public init() {}

  /// Fits the curve by Newton's method.
  ///
  /// - Throws: ``EvaluationError`` when there are no rows, when lengths differ, when a score is not finite, when only
  ///   one class has rows, when all scores are equal, or when weights are unusable.
  /// - Complexity: O(rows) for each of some ten steps.
  public func fit<Label: BinaryLabel>(
    scores: [Double], actual: [Label], sampleWeights: [Double]? = nil
  ) throws -> PlattModel {
    let actual = try Label.positives(actual)
    let weights = try CalibrationRows(
      scores: scores, actual: actual, sampleWeights: sampleWeights, purpose: "Platt scaling"
    ).weights
    var positive = 0.0
    var negative = 0.0
    for (row, label) in actual.enumerated() { if label { positive += weights[row] } else { negative += weights[row] } }
    let high = (positive + 1) / (positive + 2)
    let low = 1 / (negative + 2)

    // Scores with mean 0 and spread 1, so that both coefficients are of one size.
    let largest = scores.reduce(0) { max($0, abs($1)) }
    guard largest > 0 else { throw Self.constantScores }
    var mean = 0.0
    for row in scores.indices { mean += weights[row] / weights.total * (scores[row] / largest) }
    var square = 0.0
    for row in scores.indices {
      let distance = scores[row] / largest - mean
      square += weights[row] / weights.total * distance * distance
    }
    let spread = square.squareRoot()
    guard spread > 1e-14 else { throw Self.constantScores }
    let features = scores.map { ($0 / largest - mean) / spread }

    /// The mean loss with its two slopes and three curvatures, at z = slope·feature + offset for p = 1/(1 + e⁻ᶻ).
    func evaluate(_ slope: Double, _ offset: Double) -> (loss: Double, gradient: [Double], curvature: [Double]) {
      var loss = 0.0
      var gradient = [0.0, 0.0]
      var curvature = [0.0, 0.0, 0.0]
      for row in features.indices {
        let weight = weights[row] / weights.total
        guard weight > 0 else { continue }
        let z = slope * features[row] + offset
        let small = Portable.exp(-abs(z))
        let probability = z >= 0 ? 1 / (1 + small) : small / (1 + small)
        let target = actual[row] ? high : low
        loss += weight * (max(z, 0) - target * z + Portable.log(1 + small))
        let slack = weight * (probability - target)
        let steep = weight * small / ((1 + small) * (1 + small))
        gradient[0] += slack * features[row]
        gradient[1] += slack
        curvature[0] += steep * features[row] * features[row]
        curvature[1] += steep * features[row]
        curvature[2] += steep
      }
      return (loss, gradient, curvature)
    }

    var slope = 0.0
    var offset = Portable.log((positive + 1) / (negative + 1))
    var present = evaluate(slope, offset)
    for _ in 0..<100 {
      let (a, b, c) = (present.curvature[0] + 1e-15, present.curvature[1], present.curvature[2] + 1e-15)
      let determinant = a * c - b * b
      guard determinant > 0 else { break }
      let slopeStep = (c * present.gradient[0] - b * present.gradient[1]) / determinant
      let offsetStep = (a * present.gradient[1] - b * present.gradient[0]) / determinant
      var factor = 1.0
      var next = evaluate(slope - slopeStep, offset - offsetStep)
      while next.loss > present.loss && factor > 1e-10 {
        factor /= 2
        next = evaluate(slope - factor * slopeStep, offset - factor * offsetStep)
      }
      let improved = next.loss <= present.loss
      if improved {
        slope -= factor * slopeStep
        offset -= factor * offsetStep
        present = next
      }
      if !improved || max(abs(slopeStep), abs(offsetStep)) < 1e-13 * max(1, abs(slope), abs(offset)) { break }
    }
    let perScore = slope / spread / largest
    return PlattModel(a: -perScore, b: -(offset - slope * mean / spread))
  }

  private static let constantScores = EvaluationError.notCalibratable(
    reason: "all scores are equal, so no curve through them tells the classes apart; "
      + "use the share of the positive class as the probability")
}

/// A fitted logistic curve: p = 1/(1 + exp(a·score + b)).
public struct PlattModel: Calibrator, Hashable {
  /// The slope; negative where higher scores are more likely positive.
  public let a: Double
  /// The offset.
  public let b: Double

  /// Takes coefficients that are known already.
  public init(a: Double, b: Double) {
    self.a = a
    self.b = b
  }

  /// The probability of `true` at a score.
  public func probability(_ score: Double) -> Double {
    Portable.logistic(-(a * score + b))
  }
}
