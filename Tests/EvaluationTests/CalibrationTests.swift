import Evaluation
import Foundation
import Statistics
import Testing

@Suite("Calibration")
struct CalibrationTests {
  struct Case: Decodable {
    let scores: [Double]
    let actual: [Bool]
    let weights: [Double]?
    let a, b, scikitLearnA, scikitLearnB: Double
    let queries, isotonic, falling: [Double]
  }
  struct Temperature: Decodable {
    let logits: [[Double]]
    let actual: [Int]
    let weights: [Double]?
    let temperature: Double
  }
  struct Content: Decodable {
    let calibration: [Case]
    let temperature: [Temperature]
  }

  @Test("Platt scaling finds the maximum of the likelihood, isotonic regression the curve of scikit-learn")
  func reference() throws {
    var worst = WorstError()
    var curves = WorstError()
    for item in try fixture("metrics", as: Content.self).calibration {
      let model = try PlattScaling().fit(scores: item.scores, actual: item.actual, sampleWeights: item.weights)
      worst.add(model.a / item.a, 1, "a")
      worst.add(model.b / item.b, 1, "b")
      #expect(abs(model.a / item.scikitLearnA - 1) < 1e-3)
      let rising = try IsotonicRegression().fit(scores: item.scores, actual: item.actual, sampleWeights: item.weights)
      curves.add(item.queries.map { rising.value(at: $0) }, item.isotonic, "isotonic")
      let falling = try IsotonicRegression(isIncreasing: false).fit(
        scores: item.scores, actual: item.actual, sampleWeights: item.weights)
      curves.add(item.queries.map { falling.value(at: $0) }, item.falling, "falling")
    }
    #expect(worst.error < 1e-10, "\(worst)")
    #expect(curves.error < 1e-12, "\(curves)")
  }

  @Test("the temperature is where the likelihood does not rise any more")
  func temperature() throws {
    var worst = WorstError()
    for item in try fixture("metrics", as: Content.self).temperature {
      let model = try TemperatureScaling().fit(
        logits: item.logits, actual: item.actual, sampleWeights: item.weights)
      worst.add(model.temperature, item.temperature, "temperature")
      if item.logits[0].count == 2 {
        let odds = try TemperatureScaling().fit(
          logOdds: item.logits.map { $0[1] - $0[0] }, actual: item.actual.map { $0 == 1 }, sampleWeights: item.weights)
        worst.add(odds.temperature, item.temperature, "temperature of two classes")
        worst.add(
          item.logits.map { odds.probability($0[1] - $0[0]) }, model.probabilities(logits: item.logits).map { $0[1] },
          "probabilities")
      }
      #expect(model.probabilities(logits: item.logits).allSatisfy { abs($0.reduce(0, +) - 1) < 1e-14 })
    }
    #expect(worst.error < 1e-11, "\(worst)")
  }

  @Test("an isotonic curve is monotone, and lies within the values, whatever the data")
  func monotone() throws {
    var rng = SeededGenerator(seed: 2)
    for rows in [1, 2, 30, 3_000] {
      let x = (0..<rows).map { _ in (rng.normal() * 10).rounded() / 10 }
      let y = x.map { $0 * 0.1 + rng.normal() * 1e8 }
      let w = (0..<rows).map { rng.bernoulli(0.2) && $0 > 0 ? 0 : rng.exponential() * 1e-6 }
      let rising = try IsotonicRegression().fit(x: x, y: y, sampleWeights: w)
      #expect(zip(rising.values, rising.values.dropFirst()).allSatisfy { $0 <= $1 })
      #expect(zip(rising.places, rising.places.dropFirst()).allSatisfy { $0 < $1 })
      #expect(rising.values.allSatisfy { $0 >= y.min() ?? 0 && $0 <= y.max() ?? 0 })
      let steps = (0..<500).map { rising.value(at: Double($0) / 50 - 5) }
      #expect(zip(steps, steps.dropFirst()).allSatisfy { $0 <= $1 })
    }
  }

  @Test("calibration lowers the calibration error and leaves the order of scores")
  func better() throws {
    var rng = SeededGenerator(seed: 7)
    func rows(_ count: Int) -> (scores: [Double], labels: [Bool]) {
      // Over-confident: the log-odds are three times too large.
      let odds = (0..<count).map { _ in rng.normal() * 2 }
      return (odds.map { 3 * $0 }, odds.map { rng.bernoulli(1 / (1 + exp(-$0))) })
    }
    let (fitted, test) = (rows(5_000), rows(5_000))
    let raw = test.scores.map { 1 / (1 + exp(-$0)) }
    let before = try expectedCalibrationError(probabilities: raw, actual: test.labels)
    let area = try rocAUC(scores: raw, actual: test.labels)
    for model in try [
      PlattScaling().fit(scores: fitted.scores, actual: fitted.labels) as any Calibrator,
      IsotonicRegression().fit(scores: fitted.scores, actual: fitted.labels),
      TemperatureScaling().fit(logOdds: fitted.scores, actual: fitted.labels),
    ] {
      let probabilities = model.probabilities(test.scores)
      let after = try expectedCalibrationError(probabilities: probabilities, actual: test.labels)
      #expect(after < before / 3)
      #expect(try abs(rocAUC(scores: probabilities, actual: test.labels) - area) < 0.005)
    }
    let temperature = try TemperatureScaling().fit(logOdds: fitted.scores, actual: fitted.labels).temperature
    #expect(abs(temperature - 3) < 0.2)
  }

  @Test("Platt's softened labels keep the curve finite where the classes are apart")
  func separated() throws {
    let model = try PlattScaling().fit(
      scores: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], actual: [false, false] + [Bool](repeating: true, count: 8))
    #expect(model.a < 0 && model.a.isFinite && model.b.isFinite)
    #expect(model.probability(1e308) <= 1 && model.probability(-1e308) >= 0)
  }

  @Test("models come back from their code bit by bit")
  func coding() throws {
    let model = try IsotonicRegression().fit(x: [1, 2, 3, 4], y: [1, 0, 3, 2.5])
    let copy = try JSONDecoder().decode(IsotonicModel.self, from: JSONEncoder().encode(model))
    #expect(copy == model)
  }

  @Test("what cannot be calibrated is refused with a reason")
  func refusals() {
    #expect(
      sentence { try PlattScaling().fit(scores: [1, 1], actual: [true, false]) }?.hasPrefix("all scores are equal")
        == true)
    #expect(
      sentence { try PlattScaling().fit(scores: [1, 2], actual: [true, true]) }?.contains("compares two kinds of rows")
        == true)
    #expect(
      sentence { try TemperatureScaling().fit(logits: [[0, 5], [4, 0]], actual: [1, 0]) }?.hasPrefix(
        "every row that counts is classified right") == true)
    #expect(
      sentence { try TemperatureScaling().fit(logits: [[5, 0], [0, 4]], actual: [1, 0]) }?.contains(
        "check that labels and logits belong together") == true)
    #expect(
      sentence { try IsotonicRegression().fit(x: [1, .nan], y: [1, 2]) }
        == "the place of row 1 is nan; it must be a finite number")
  }
}
