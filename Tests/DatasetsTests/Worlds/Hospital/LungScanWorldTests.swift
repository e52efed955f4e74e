import DataFrames
import Datasets
import Evaluation
import Statistics
import Testing

@Suite("Lung scan world")
struct LungScanWorldTests {
  private func area(_ column: String, in frame: DataFrame) throws -> Double {
    try rocAUC(
      scores: frame.array(column, of: Double.self), actual: frame.array("covid", of: Bool.self))
  }

  private func fontArea(_ frame: DataFrame) throws -> Double {
    let fonts = try frame.array("font", of: String.self).map { name in try #require(Double(name.dropFirst(4))) }
    return try rocAUC(scores: fonts, actual: frame.array("covid", of: Bool.self))
  }

  @Test("the same seed gives the same scans")
  func seeds() throws {
    let first = try LungScanWorld(scans: 300).generate(seed: 3)
    let second = try LungScanWorld(scans: 300).generate(seed: 3)
    #expect(first.frame == second.frame && first.deployment == second.deployment)
  }

  @Test("position and font leak in training, with the areas that theory gives, and not at deployment")
  func leak() throws {
    let scans = try LungScanWorld(scans: 40_000).generate(seed: 1)
    #expect(abs(try area("lying", in: scans.frame) - 0.85) < 0.01)
    // Ill scans have the fonts in proportion to .1, .2, .5, .7, the others to .9, .8, .5, .3.
    let ill = [0.1, 0.2, 0.5, 0.7].map { $0 / 1.5 }
    let well = [0.9, 0.8, 0.5, 0.3].map { $0 / 2.5 }
    var theory = 0.0
    for (a, p) in ill.enumerated() {
      for (b, q) in well.enumerated() { theory += p * q * (a > b ? 1 : a == b ? 0.5 : 0) }
    }
    #expect(abs(try fontArea(scans.frame) - theory) < 0.01)
    #expect(abs(try area("lying", in: scans.deployment) - 0.5) < 0.015)
    #expect(abs(try fontArea(scans.deployment) - 0.5) < 0.015)
    // The lesion itself: Φ(0.7/√2), in both.
    let lesion = Normal.standard.cumulative(0.7 / 2.0.squareRoot())
    #expect(abs(try area("pixel0", in: scans.frame) - lesion) < 0.012)
    #expect(abs(try area("pixel0", in: scans.deployment) - lesion) < 0.012)
    #expect(abs(try area("pixel1", in: scans.frame) - 0.5) < 0.012)
  }

  @Test("labels are draws with the true probabilities in training and at deployment")
  func truth() throws {
    let scans = try LungScanWorld(scans: 40_000).generate(seed: 2)
    expectDraws(try scans.frame.array("covid", of: Bool.self), of: scans.trueProbabilities, "training")
    expectDraws(
      try scans.deployment.array("covid", of: Bool.self), of: scans.trueDeploymentProbabilities, "deployment")
  }

  @Test("a parameter out of its range is refused with a sentence")
  func refusals() {
    expectRefusal("the number of hospitals is 0; it must be 1 or more") {
      try LungScanWorld(severities: []).generate(seed: 1)
    }
    expectRefusal("the probability of lying down for the ill is 1.0; it must be between 0 and 1") {
      try LungScanWorld(lyingIfIll: 1).generate(seed: 1)
    }
  }
}
