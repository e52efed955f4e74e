import Evaluation
import Plotting
import Testing

@Suite("Measures of probabilities")
struct ProbabilityTests {
  struct Case: Decodable {
    let probabilities: [Double]
    let actual: [Bool]
    let weights: [Double]?
    let logLoss, brier, widthError, massError: Double
    let widthBins, massBins: [[Double]]
  }
  struct ManyCase: Decodable {
    let probabilities: [[Double]]
    let actual, classes: [Int]
    let weights: [Double]?
    let logLoss, brier, topError, restMacro, restWeighted, restMicro: Double
    let pairsMacro, pairsWeighted: Double?
  }
  struct Content: Decodable {
    let probabilities: [Case]
    let multiclass: [ManyCase]
  }

  @Test("log loss, Brier score and calibration errors agree with references, with weights")
  func reference() throws {
    var worst = WorstError()
    for item in try fixture("metrics", as: Content.self).probabilities {
      let (p, y, w) = (item.probabilities, item.actual, item.weights)
      worst.add(try logLoss(probabilities: p, actual: y, sampleWeights: w), item.logLoss, "log loss")
      worst.add(try brierScore(probabilities: p, actual: y, sampleWeights: w), item.brier, "Brier")
      let width = try ReliabilityDiagram(probabilities: p, actual: y, sampleWeights: w)
      worst.add(
        width.bins.flatMap { [$0.weight, $0.meanProbability, $0.trueShare] }, item.widthBins.flatMap { $0 }, "bins")
      worst.add(width.expectedCalibrationError, item.widthError, "error of bins of equal width")
      let mass = try ReliabilityDiagram(probabilities: p, actual: y, bins: 8, binning: .equalMass, sampleWeights: w)
      worst.add(
        mass.bins.flatMap { [$0.weight, $0.meanProbability, $0.trueShare] }, item.massBins.flatMap { $0 }, "mass bins")
      worst.add(mass.expectedCalibrationError, item.massError, "error of bins of equal mass")
    }
    #expect(worst.error < 1e-13, "\(worst)")
  }

  @Test("measures of several classes agree with scikit-learn, with ties and weights")
  func multiclass() throws {
    var worst = WorstError()
    for item in try fixture("metrics", as: Content.self).multiclass {
      let (p, y, c, w) = (item.probabilities, item.actual, item.classes, item.weights)
      worst.add(try logLoss(probabilities: p, classes: c, actual: y, sampleWeights: w), item.logLoss, "log loss")
      worst.add(try brierScore(probabilities: p, classes: c, actual: y, sampleWeights: w), item.brier, "Brier")
      worst.add(
        try expectedCalibrationError(probabilities: p, classes: c, actual: y, sampleWeights: w), item.topError, "ECE")
      func area(_ kind: MulticlassArea, _ average: ClassAverage) throws -> Double {
        try rocAUC(
          probabilities: p, classes: c, actual: y, multiclass: kind, average: average, sampleWeights: w)
      }
      worst.add(try area(.oneAgainstRest, .macro), item.restMacro, "macro area")
      worst.add(try area(.oneAgainstRest, .weighted), item.restWeighted, "weighted area")
      worst.add(try area(.oneAgainstRest, .micro), item.restMicro, "micro area")
      if let macro = item.pairsMacro, let weighted = item.pairsWeighted {
        worst.add(try area(.oneAgainstOne, .macro), macro, "macro area of pairs")
        worst.add(try area(.oneAgainstOne, .weighted), weighted, "weighted area of pairs")
      }
    }
    #expect(worst.error < 1e-13, "\(worst)")
  }

  @Test("a forecast of 70% that comes true in 600 of 1,000 games scores worse than one of 60%")
  func games() throws {
    let won = (0..<1000).map { $0 < 600 }
    let seven = [Double](repeating: 0.7, count: 1000)
    #expect(try abs(brierScore(probabilities: seven, actual: won) - 0.25) < 1e-12)
    #expect(try abs(logLoss(probabilities: seven, actual: won) - 0.695594) < 1e-6)
    #expect(try abs(expectedCalibrationError(probabilities: seven, actual: won) - 0.1) < 1e-12)
  }

  @Test("bins that are known already give the error by hand")
  func knownBins() {
    let diagram = ReliabilityDiagram(bins: [
      .init(rows: 100, meanProbability: 0.2, trueShare: 0.1), .init(rows: 300, meanProbability: 0.7, trueShare: 0.9),
    ])
    #expect(abs(diagram.expectedCalibrationError - 0.175) < 1e-15)
    #expect(abs(diagram.maximumCalibrationError - 0.2) < 1e-15)
    #expect(diagram.display(in: DisplayContext()).plain.contains("0.175"))
  }

  @Test("a limit of bins belongs to the lower bin, and 0 to the first")
  func limits() throws {
    let diagram = try ReliabilityDiagram(
      probabilities: [0, 0.1, 0.3, 0.7, 1], actual: [false, false, false, true, true])
    #expect(diagram.bins.map(\.lower) == [0, 0.2, 0.6, 0.9])
    #expect(diagram.bins.map(\.rows) == [2, 1, 1, 1])
  }

  @Test("a sure mistake costs a finite amount")
  func sure() throws {
    #expect(try abs(logLoss(probabilities: [0], actual: [true]) - 36.0436533891) < 1e-9)
  }

  @Test("what is no probability is refused with its row")
  func refusals() {
    #expect(
      sentence { try logLoss(probabilities: [0.5, 1.5], actual: [true, false]) }
        == "the probability of row 1 is 1.5; a probability must be a number from 0 to 1")
    #expect(
      sentence { try brierScore(probabilities: [[0.5, 0.4]], classes: ["a", "b"], actual: ["a"]) }
        == "the probabilities of row 0 add up to 0.9; they must add up to 1")
    #expect(
      sentence { try brierScore(probabilities: [[1]], classes: ["a", "b"], actual: ["a"]) }
        == "row 0 has 1 value for 2 classes; give one per class, in the order of the classes")
    #expect(
      sentence { try rocAUC(probabilities: [[1, 0, 0], [0, 1, 0]], classes: [0, 1, 2], actual: [0, 1]) }
        == "the class 2 has no rows that count, so there is no area for it; leave the class out, or use rows of it")
    #expect(
      sentence { try ReliabilityDiagram(probabilities: [0.5], actual: [true], bins: 0) }
        == "the number of bins is 0, and it must be at least 1")
    #expect(
      sentence {
        try rocAUC(
          probabilities: [[1, 0]], classes: [0, 1], actual: [0], multiclass: .oneAgainstOne, average: .micro)
      }?.hasPrefix("a micro average needs each class against all others") == true)
  }
}
