public import LinearAlgebra
internal import Statistics

/// Calibration of a classifier for any number of classes by one number: its logits are divided by a temperature.
///
///     let scaling = try TemperatureScaling().fit(logits: validationLogits, actual: validationLabels)
///     scaling.probabilities(logits: testLogits)
///
/// A temperature above 1 makes the model less sure, one below 1 surer. Which class is on top does not change, so
/// neither does the accuracy.
///
/// Source: Guo et al., "On Calibration of Modern Neural Networks", ICML 2017.
public struct TemperatureScaling: Hashable, Codable, Sendable {
  /// Makes the configuration, which has no settings.
  public init() {}

  /// Finds the temperature with the least log loss.
  ///
  /// - Parameters:
  ///   - logits: rows × classes, before softmax; logarithms of probabilities do as well.
  ///   - actual: the place of each row's class.
  /// - Throws: ``EvaluationError`` when there are no rows, when lengths differ, when a logit is not finite, when a
  ///   class is not there, when no temperature is best because every row is right (or they are wrong on the whole), or
  ///   when weights are unusable.
  /// - Complexity: O(rows × classes) for each of some twenty steps.
  public func fit(logits: [[Double]], actual: [Int], sampleWeights: [Double]? = nil) throws -> TemperatureModel {
    try requirePairs(predicted: logits.count, actual: actual.count)
    let weights = try RowWeights(sampleWeights, rows: actual.count)
    let width = logits[0].count
    try requireSetting("the number of classes", width, atLeast: 2)
    for (row, values) in logits.enumerated() {
      guard values.count == width else {
        throw EvaluationError.classColumns(row: row, columns: values.count, classes: width)
      }
      if let bad = values.first(where: { !$0.isFinite }) {
        throw EvaluationError.notFinite(what: "logit", row: row, value: bad)
      }
      guard actual[row] >= 0 && actual[row] < width else {
        throw EvaluationError.unknownLabel(row: row, label: "\(actual[row])", classes: (0..<width).map { "\($0)" })
      }
    }
    // Each row's logits less that of its class: the loss is log Σ exp(β·margin), convex in β = 1/temperature.
    let margins = zip(logits, actual).map { values, place in values.map { $0 - values[place] } }
    let largest = margins.reduce(0) { $1.reduce($0) { max($0, abs($1)) } }
    guard largest > 0 else {
      throw EvaluationError.notCalibratable(
        reason: "in every row all logits are equal, so no temperature changes the probabilities")
    }
    /// The slope of the mean loss in β, and how it changes.
    func slopes(_ beta: Double) -> (slope: Double, curvature: Double) {
      var slope = 0.0
      var curvature = 0.0
      for (row, values) in margins.enumerated() {
        let weight = weights[row] / weights.total
        guard weight > 0 else { continue }
        let top = values.reduce(-Double.infinity, max)
        var sum = 0.0
        var first = 0.0
        var second = 0.0
        for value in values {
          let share = Portable.exp(beta * (value - top))
          sum += share
          first += share * value
          second += share * value * value
        }
        first /= sum
        slope += weight * first
        curvature += weight * (second / sum - first * first)
      }
      return (slope, curvature)
    }
    guard slopes(0).slope < 0 else {
      throw EvaluationError.notCalibratable(
        reason: "the logits of the true classes are on average no higher than those of the others, so no temperature "
          + "makes them better than guessing; check that labels and logits belong together")
    }
    // Without a logit above that of the true class the loss falls for ever; with one, it rises in the end.
    guard margins.indices.contains(where: { row in weights[row] > 0 && margins[row].contains { $0 > 0 } }) else {
      throw EvaluationError.notCalibratable(
        reason: "every row that counts is classified right, so the lower the temperature, the lower the loss; "
          + "calibrate on rows that the model was not fitted on")
    }
    var low = 0.0
    var high = 1 / largest
    while slopes(high).slope < 0 {
      low = high
      high *= 2
    }
    var beta = (low + high) / 2
    for _ in 0..<200 {
      let (slope, curvature) = slopes(beta)
      if slope < 0 { low = beta } else { high = beta }
      let newton = beta - slope / curvature
      let next = newton > low && newton < high ? newton : (low + high) / 2
      let moved = abs(next - beta)
      beta = next
      if moved <= 1e-15 * beta || slope == 0 { break }
    }
    return TemperatureModel(temperature: 1 / beta)
  }

  /// The same for logits as a matrix, rows × classes.
  ///
  /// - Throws: ``EvaluationError`` as with arrays.
  public func fit(logits: Matrix<Double>, actual: [Int], sampleWeights: [Double]? = nil) throws -> TemperatureModel {
    try fit(
      logits: (0..<logits.rowCount).map { Array(logits.row($0)) }, actual: actual, sampleWeights: sampleWeights)
  }

  /// Finds the temperature for two classes, from log-odds of `true`.
  ///
  /// - Throws: ``EvaluationError`` as with several classes.
  public func fit<Label: BinaryLabel>(
    logOdds: [Double], actual: [Label], sampleWeights: [Double]? = nil
  ) throws -> TemperatureModel {
    try fit(
      logits: logOdds.map { [0, $0] }, actual: Label.positives(actual).map { $0 ? 1 : 0 }, sampleWeights: sampleWeights)
  }
}

/// A fitted temperature.
public struct TemperatureModel: Calibrator, Hashable {
  /// What logits are divided by, above 0.
  public let temperature: Double

  init(temperature: Double) { self.temperature = temperature }

  /// Reads the temperature and checks that it is above 0.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    temperature = try container.decode(Double.self, forKey: .temperature)
    guard temperature > 0, temperature.isFinite else {
      throw DecodingError.dataCorruptedError(
        forKey: .temperature, in: container, debugDescription: "a temperature is a finite number above 0")
    }
  }

  /// The probabilities of each row's classes: softmax of the logits over the temperature.
  public func probabilities(logits: [[Double]]) -> [[Double]] {
    logits.map { values in
      let top = values.reduce(-Double.infinity, max)
      let shares = values.map { Portable.exp(($0 - top) / temperature) }
      let sum = shares.reduce(0, +)
      return shares.map { $0 / sum }
    }
  }

  /// The same for logits as a matrix, rows × classes.
  public func probabilities(logits: Matrix<Double>) -> Matrix<Double> {
    let rows = probabilities(logits: (0..<logits.rowCount).map { Array(logits.row($0)) })
    return Matrix(rowCount: logits.rowCount, columnCount: logits.columnCount) { rows[$0][$1] }
  }

  /// The probability of `true` at log-odds.
  public func probability(_ logOdds: Double) -> Double {
    Portable.logistic(logOdds / temperature)
  }
}
