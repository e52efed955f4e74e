import Evaluation
import Kernels
import Plotting
import Statistics
import Testing

@Suite("Curves over thresholds")
struct CurveTests {
  struct Case: Decodable {
    let name: String
    let scores: [Double]
    let actual: [Bool]
    let weights: [Double]?
    let auc, averagePrecision: Double
    let fpr, tpr, thresholds, precision, recall: [Double]
  }
  struct Content: Decodable { let curves: [Case] }

  @Test("ROC and precision-recall curves agree with scikit-learn point by point, with ties and weights")
  func reference() throws {
    var worst = WorstError()
    for item in try fixture("metrics", as: Content.self).curves {
      let roc = try ROCCurve(scores: item.scores, actual: item.actual, sampleWeights: item.weights)
      worst.add(roc.falsePositiveRates, item.fpr, "\(item.name): false positive rates")
      worst.add(roc.truePositiveRates, item.tpr, "\(item.name): true positive rates")
      worst.add(Array(roc.thresholds.dropFirst()), item.thresholds, "\(item.name): thresholds")
      worst.add(roc.auc, item.auc, "\(item.name): area")
      worst.add(
        try rocAUC(scores: item.scores, actual: item.actual, sampleWeights: item.weights), item.auc,
        "\(item.name): area by itself")
      let curve = try PrecisionRecallCurve(scores: item.scores, actual: item.actual, sampleWeights: item.weights)
      // scikit-learn's curve ends where every positive is found or goes on to the last threshold.
      let count = item.precision.count
      worst.add(Array(curve.precisions.dropFirst().prefix(count)), item.precision, "\(item.name): precisions")
      worst.add(Array(curve.recalls.dropFirst().prefix(count)), item.recall, "\(item.name): recalls")
      worst.add(curve.averagePrecision, item.averagePrecision, "\(item.name): average precision")
    }
    #expect(worst.error < 1e-13, "\(worst)")
  }

  private let labels = [true, true, false, true, false, false, true, false, false, false]
  private let scores = [0.95, 0.9, 0.8, 0.7, 0.6, 0.55, 0.5, 0.3, 0.2, 0.1]

  @Test("ten rows by hand: 20 of 24 pairs are in order")
  func byHand() throws {
    let roc = try ROCCurve(scores: scores, actual: labels)
    #expect(abs(roc.auc - 20.0 / 24) < 1e-15)
    #expect(try abs(averagePrecision(scores: scores, actual: labels) - 0.830357142857) < 1e-12)
    #expect(roc.point(atLeast: 0.5).truePositiveRate == 1 && roc.point(atLeast: 0.5).falsePositiveRate == 0.5)
    #expect(roc.point(atLeast: 0.7).truePositiveRate == 0.75)
    #expect(roc.point(above: 0.9).truePositiveRate == 0.25)
    #expect(roc.point(above: 0.95).threshold == .infinity && roc.point(above: -1).threshold == 0.1)
    #expect(roc.mostFound(falsePositiveRate: 0.2).threshold == 0.7)
    #expect(roc.cheapest(falsePositive: 1, falseNegative: 100).threshold == 0.5)
    #expect(roc.cheapest(falsePositive: 100, falseNegative: 1).threshold == 0.9)
  }

  @Test("copies of the negatives leave the ROC area and lower the average precision")
  func prevalence() throws {
    let copies = labels.indices.flatMap { Array(repeating: $0, count: labels[$0] ? 1 : 10) }
    let (many, kinds) = (copies.map { scores[$0] }, copies.map { labels[$0] })
    #expect(try abs(rocAUC(scores: many, actual: kinds) - 20.0 / 24) < 1e-15)
    #expect(try abs(averagePrecision(scores: many, actual: kinds) - 0.587104) < 1e-6)
    #expect(
      try rocAUC(scores: scores, actual: labels, sampleWeights: labels.map { $0 ? 1 : 10 })
        == rocAUC(scores: many, actual: kinds))
  }

  @Test("the area of reversed scores is one minus the area, and a monotone map leaves it, for any number of workers")
  func symmetry() throws {
    var rng = SeededGenerator(seed: 3)
    for round in 0..<12 {
      let rows = [2, 47, 5_000, 40_000][round % 4]
      let labels = (0..<rows).map { $0 == 0 || ($0 > 1 && rng.bernoulli(0.3)) }
      let scores: [Double] = labels.map { label in
        switch round / 4 {
        case 0: rng.normal() + (label ? 0.5 : 0)
        case 1: (rng.normal() * 3).rounded()
        // Scores of all sizes and signs, infinities and both zeros.
        default: rng.element(of: [0, -0.0, 1e300, -1e-300, 0x1p-1074, .infinity, -.infinity, 1, 1 + 1e-16]) ?? 0
        }
      }
      let area = try rocAUC(scores: scores, actual: labels)
      #expect(try abs(rocAUC(scores: scores.map { -$0 }, actual: labels) + area - 1) < 1e-15)
      #expect(try rocAUC(scores: scores.map { $0 / 2 }, actual: labels.map { $0 }) == area || round >= 8)
      for workers in [1, 2, 3, 7] {
        #expect(try rocAUC(scores: scores, actual: labels, workers: workers) == area)
      }
      #expect(try abs(ROCCurve(scores: scores, actual: labels).auc - area) < 1e-14)
    }
  }

  @Test("the area is the share of pairs in order, ties counting half")
  func pairs() throws {
    var rng = SeededGenerator(seed: 5)
    let scores = (0..<300).map { _ in (rng.uniform() * 20).rounded() }
    let labels = (0..<300).map { _ in rng.bernoulli(0.4) }
    var doubled = 0
    var count = 0
    for positive in labels.indices where labels[positive] {
      for negative in labels.indices where !labels[negative] {
        count += 2
        if scores[positive] > scores[negative] {
          doubled += 2
        } else if scores[positive] == scores[negative] {
          doubled += 1
        }
      }
    }
    #expect(try rocAUC(scores: scores, actual: labels) == Double(doubled) / Double(count))
  }

  @Test("a long curve is drawn with few points")
  func picture() throws {
    var rng = SeededGenerator(seed: 8)
    let labels = (0..<50_000).map { _ in rng.bernoulli(0.5) }
    let scores = labels.map { rng.normal() + ($0 ? 1 : 0) }
    let shown = try ROCCurve(scores: scores, actual: labels).display(in: DisplayContext())
    #expect((shown.json?.count ?? .max) < 100_000)
    #expect(shown.plain.contains("false positive rate"))
    let other = try PrecisionRecallCurve(scores: scores, actual: labels).display(in: DisplayContext())
    #expect((other.json?.count ?? .max) < 200_000)
  }

  @Test("one class, NaN and differing lengths are refused with a sentence")
  func refusals() {
    #expect(
      sentence { try rocAUC(scores: [0.1, 0.2], actual: [true, true]) }
        == "every row that counts is positive, and a ROC curve compares two kinds of rows; "
        + "it needs both, with a weight above 0")
    #expect(
      sentence { try rocAUC(scores: [0.1, 0.2], actual: [true, false], sampleWeights: [0, 1]) }
        == "every row that counts is negative, and a ROC curve compares two kinds of rows; "
        + "it needs both, with a weight above 0")
    #expect(
      sentence { try averagePrecision(scores: [1, 2], actual: [false, false]) }?.contains("precision-recall") == true)
    let nan = "the score of row 2 is nan, which is neither above nor below any other; every score must be a number"
    #expect(sentence { try rocAUC(scores: [0.1, 0.2, .nan], actual: [true, false, true]) } == nan)
    #expect(sentence { try ROCCurve(scores: [0.1, 0.2, .nan], actual: [true, false, true]) } == nan)
    #expect(
      sentence { try rocAUC(scores: [0.1], actual: [true, false]) }
        == "got 1 prediction but 2 true labels; give one of each per row")
  }
}

extension CurveTests {
  @Test("the curve by radix sort has the points of the definition, and those of weights of one")
  func radix() throws {
    var rng = SeededGenerator(seed: 77)
    let count = 20_000
    // Half of the scores tie with others.
    let scores = (0..<count).map { _ in
      rng.uniform() < 0.5 ? Double(rng.uniformInt(below: 50)) / 10 - 2 : rng.normal()
    }
    let actual = scores.map { rng.uniform() < ($0 > 0 ? 0.6 : 0.2) }
    let curve = try ROCCurve(scores: scores, actual: actual)
    let weighted = try ROCCurve(
      scores: scores, actual: actual, sampleWeights: [Double](repeating: 1, count: count))
    #expect(curve == weighted)
    #expect(curve.thresholds == [.infinity] + Set(scores).sorted(by: >))
    let positives = Double(actual.count { $0 })
    for place in [1, 50, curve.thresholds.count / 2, curve.thresholds.count - 1] {
      let threshold = curve.thresholds[place]
      let found = scores.indices.count { scores[$0] >= threshold && actual[$0] }
      let alarms = scores.indices.count { scores[$0] >= threshold && !actual[$0] }
      #expect(curve.truePositiveRates[place] == Double(found) / positives)
      #expect(curve.falsePositiveRates[place] == Double(alarms) / (Double(count) - positives))
    }
    #expect(try abs(curve.auc - rocAUC(scores: scores, actual: actual)) < 1e-12)
    #expect(
      try PrecisionRecallCurve(scores: scores, actual: actual)
        == PrecisionRecallCurve(scores: scores, actual: actual, sampleWeights: [Double](repeating: 1, count: count)))
    let one = try Threads.limited(to: 1) { try ROCCurve(scores: scores, actual: actual) }
    #expect(one == curve)
  }
}
