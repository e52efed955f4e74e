import DataFrames
import Datasets
import Evaluation
import Models
import Testing

@Suite("Scanner world")
struct ScannerWorldTests {
  private func isAdvanced(_ frame: DataFrame) throws -> [Bool] {
    try frame["scanner", as: String.self].map { $0 == "advanced" }
  }

  @Test("the same seed gives the same scans, another seed others; both hospitals have the same columns")
  func seeds() throws {
    let world = ScannerWorld(scans: 300)
    let first = try world.generate(seed: 3)
    let second = try world.generate(seed: 3)
    #expect(first.frame == second.frame && first.deployment == second.deployment)
    #expect(try world.generate(seed: 4).frame != first.frame)
    #expect(first.frame.columnNames == first.deployment.columnNames && first.frame.columnCount == 15)
  }

  @Test("the leak is there in hospital A and absent in hospital B")
  func leak() throws {
    let images = try ScannerWorld(scans: 40_000).generate(seed: 1)
    let cancer = try images.frame.array("cancer", of: Bool.self)
    let advanced = try isAdvanced(images.frame)
    let ill = cancer.count { $0 }
    expectCount(ill, of: 40_000, probability: 0.3, "cancer")
    expectCount(zip(cancer, advanced).count { $0 && $1 }, of: ill, probability: 0.9, "advanced, with cancer")
    expectCount(
      zip(cancer, advanced).count { !$0 && $1 }, of: 40_000 - ill, probability: 0.05, "advanced, healthy")
    // The area of one yes-or-no column: (1 + 0.9 − 0.05)/2 in A, one half in B.
    #expect(abs(try rocAUC(scores: advanced.map { $0 ? 1 : 0 }, actual: cancer) - 0.925) < 0.01)
    let other = try images.deployment.array("cancer", of: Bool.self)
    let otherAdvanced = try isAdvanced(images.deployment)
    #expect(abs(try rocAUC(scores: otherAdvanced.map { $0 ? 1 : 0 }, actual: other) - 0.5) < 0.015)
    expectCount(otherAdvanced.count { $0 }, of: 40_000, probability: 0.4, "advanced in B")
    expectDraws(cancer, of: images.trueProbabilities, "hospital A")
    expectDraws(other, of: images.trueDeploymentProbabilities, "hospital B")
  }

  @Test("cancer shifts two pixels, the advanced scanner all")
  func pixels() throws {
    let images = try ScannerWorld(scans: 40_000).generate(seed: 2)
    let cancer = try images.deployment.array("cancer", of: Bool.self)
    let advanced = try isAdvanced(images.deployment)
    for (name, lesion, background) in [
      ("pixel0", 0.8, 0.0), ("pixel1", 0.5, 0.0), ("pixel2", 0, 0.6), ("pixel11", 0, 0.6),
    ] {
      let values = try images.deployment.array(name, of: Double.self)
      for isAdvanced in [false, true] {
        for isIll in [false, true] {
          let rows = values.indices.filter { advanced[$0] == isAdvanced && cancer[$0] == isIll }
          let mean = (isIll ? lesion : 0) * (isAdvanced ? 0.85 : 1) + (isAdvanced ? background : 0)
          expectMean(rows.map { values[$0] }, mean, "\(name)")
        }
      }
    }
  }

  @Test("a logistic regression on the pixels shines in hospital A, fails in B, and looks at the background")
  func model() throws {
    let images = try ScannerWorld().generate(seed: 5)
    let names = images.trueCausalColumns + images.trueContaminatedColumns
    let model = try LogisticRegression().fit(
      features: images.frame.matrix(names), labels: images.frame.array("cancer", of: Bool.self))
    let inside = try rocAUC(
      scores: model.probabilities(images.frame.matrix(names)), actual: images.frame.array("cancer", of: Bool.self))
    let outside = try rocAUC(
      scores: model.probabilities(images.deployment.matrix(names)),
      actual: images.deployment.array("cancer", of: Bool.self))
    #expect(inside > 0.85 && inside < 0.95)
    #expect(outside > 0.55 && outside < 0.70)
    let weights = model.coefficients.map(abs)
    #expect(weights[2...].reduce(0, +) > 2 * weights[..<2].reduce(0, +))
  }

  @Test("a parameter out of its range is refused with a sentence")
  func refusals() {
    expectRefusal("the share of cancer is 1.0; it must be between 0 and 1") {
      try ScannerWorld(cancerShare: 1).generate(seed: 1)
    }
    expectRefusal("the probability of the advanced scanner for the healthy is 1.5; it must be in 0...1") {
      try ScannerWorld(advancedIfHealthy: 1.5).generate(seed: 1)
    }
  }
}
