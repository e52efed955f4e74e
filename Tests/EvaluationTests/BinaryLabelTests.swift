import Evaluation
import Testing

@Suite("Binary labels")
struct BinaryLabelTests {
  let scores = [0.9, 0.4, 0.6, 0.2, 0.6]
  let truths = [true, false, true, false, false]
  let numbers = [1, 0, 1, 0, 0]
  let names = ["spam", "fine", "spam", "fine", "fine"]

  @Test("1 and 0 say the same as true and false, wherever labels are binary")
  func wholeNumbers() throws {
    #expect(try ROCCurve(scores: scores, actual: numbers) == ROCCurve(scores: scores, actual: truths))
    #expect(try rocAUC(scores: scores, actual: numbers) == rocAUC(scores: scores, actual: truths))
    #expect(
      try PrecisionRecallCurve(scores: scores, actual: numbers) == PrecisionRecallCurve(scores: scores, actual: truths))
    #expect(try averagePrecision(scores: scores, actual: numbers) == averagePrecision(scores: scores, actual: truths))
    #expect(try logLoss(probabilities: scores, actual: numbers) == logLoss(probabilities: scores, actual: truths))
    #expect(try brierScore(probabilities: scores, actual: numbers) == brierScore(probabilities: scores, actual: truths))
    #expect(
      try ReliabilityDiagram(probabilities: scores, actual: numbers)
        == ReliabilityDiagram(probabilities: scores, actual: truths))
    #expect(
      try expectedCalibrationError(probabilities: scores, actual: numbers)
        == expectedCalibrationError(probabilities: scores, actual: truths))
    #expect(
      try ConfusionMatrix(scores: scores, above: 0.5, actual: numbers)
        == ConfusionMatrix(scores: scores, above: 0.5, actual: truths))
    #expect(
      try PlattScaling().fit(scores: scores, actual: numbers) == PlattScaling().fit(scores: scores, actual: truths))
    #expect(
      try IsotonicRegression().fit(scores: scores, actual: numbers)
        == IsotonicRegression().fit(scores: scores, actual: truths))
    let logOdds = [2, -1, -0.5, -2, 0.5]
    #expect(
      try TemperatureScaling().fit(logOdds: logOdds, actual: numbers)
        == TemperatureScaling().fit(logOdds: logOdds, actual: truths))
  }

  @Test("other whole numbers are refused, with the row and what to write")
  func refusals() {
    #expect(
      sentence { try ROCCurve(scores: scores, actual: [1, 2, 1, 2, 2]) }
        == "row 1 has the label 2, and labels that are whole numbers must be 0 or 1; say which class counts as "
        + "positive, for instance with labels.map { $0 == 2 }")
    #expect(throws: EvaluationError.notBinary(row: 0, label: -1)) {
      try logLoss(probabilities: [0.5, 0.5], actual: [-1, 1])
    }
  }

  @Test("a positive class that no row has is refused, and the one that was meant is named")
  func positiveClass() throws {
    let area = try rocAUC(scores: scores, actual: names, positive: "spam")
    #expect(try area == rocAUC(scores: scores, actual: truths))
    let refused = "there is no class spma; did you mean \"spam\"? the classes are fine, spam"
    #expect(sentence { try rocAUC(scores: scores, actual: names, positive: "spma") } == refused)
    #expect(sentence { try ROCCurve(scores: scores, actual: names, positive: "spma") } == refused)
    #expect(sentence { try PrecisionRecallCurve(scores: scores, actual: names, positive: "spma") } == refused)
  }
}
