import DataFrames
import Statistics

/// Scans for cancer from two hospitals. In hospital A those who look ill are sent to the advanced scanner, so that
/// the scanner tells the diagnosis; in hospital B it does not.
///
/// A scan is 12 standard normal pixels. Cancer adds 0.8 to pixel 0 and 0.5 to pixel 1, nothing else. The advanced
/// scanner multiplies all pixels by 0.85 and then adds 0.6 to pixels 2 to 11. A model of hospital A learns the
/// background instead of the lesion.
///
/// Source: Designing Machine Learning Systems, ch. 5, data leakage.
public struct ScannerWorld: Hashable, Codable, Sendable {
  /// The number of scans of each hospital.
  public var scans: Int
  /// The probability of cancer.
  public var cancerShare: Double
  /// In hospital A, the probability of the advanced scanner for those with cancer.
  public var advancedIfCancer: Double
  /// In hospital A, the probability of the advanced scanner for those without cancer.
  public var advancedIfHealthy: Double
  /// In hospital B, the probability of the advanced scanner for everybody.
  public var advancedAtDeployment: Double

  public init(
    scans: Int = 2_000, cancerShare: Double = 0.3, advancedIfCancer: Double = 0.9, advancedIfHealthy: Double = 0.05,
    advancedAtDeployment: Double = 0.4
  ) {
    self.scans = scans
    self.cancerShare = cancerShare
    self.advancedIfCancer = advancedIfCancer
    self.advancedIfHealthy = advancedIfHealthy
    self.advancedAtDeployment = advancedAtDeployment
  }

  static let pixels = 12
  private static let lesion = (pixel0: 0.8, pixel1: 0.5)
  private static let gain = 0.85
  private static let background = 0.6

  /// Makes the scans of a seed. O(scans).
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if a parameter is out of its range.
  public func generate(seed: UInt64) throws(DatasetError) -> ScannerImages {
    try check()
    let training = hospital(
      advancedIfCancer, advancedIfHealthy, SeededGenerator(seed: seed, stream: "hospital A"))
    let deployment = hospital(
      advancedAtDeployment, advancedAtDeployment, SeededGenerator(seed: seed, stream: "hospital B"))
    return ScannerImages(
      frame: training.frame, deployment: deployment.frame, trueProbabilities: training.probabilities,
      trueDeploymentProbabilities: deployment.probabilities)
  }

  private func hospital(
    _ advancedIfCancer: Double, _ advancedIfHealthy: Double, _ generator: SeededGenerator
  ) -> (frame: DataFrame, probabilities: [Double]) {
    var rng = generator
    var pixels = [[Double]](repeating: [Double](repeating: 0, count: scans), count: Self.pixels)
    var isAdvanced = [Bool](repeating: false, count: scans)
    var hasCancer = isAdvanced
    var probabilities = [Double](repeating: 0, count: scans)
    for scan in 0..<scans {
      hasCancer[scan] = rng.bernoulli(cancerShare)
      isAdvanced[scan] = rng.bernoulli(hasCancer[scan] ? advancedIfCancer : advancedIfHealthy)
      let image = (0..<Self.pixels).map { pixel in
        let lesion = pixel == 0 ? Self.lesion.pixel0 : pixel == 1 ? Self.lesion.pixel1 : 0
        return rng.normal() + (hasCancer[scan] ? lesion : 0)
      }
      for pixel in image.indices {
        pixels[pixel][scan] =
          isAdvanced[scan] ? image[pixel] * Self.gain + (pixel >= 2 ? Self.background : 0) : image[pixel]
      }
      // Bayes' rule on what is left: the odds of the scanner, and of two normal pixels with a shifted mean.
      let lesionRatio = Portable.exp(
        Self.lesion.pixel0 * image[0] - 0.5 * Self.lesion.pixel0 * Self.lesion.pixel0
          + Self.lesion.pixel1 * image[1] - 0.5 * Self.lesion.pixel1 * Self.lesion.pixel1)
      let ill = cancerShare * lesionRatio * (isAdvanced[scan] ? advancedIfCancer : 1 - advancedIfCancer)
      let healthy = (1 - cancerShare) * (isAdvanced[scan] ? advancedIfHealthy : 1 - advancedIfHealthy)
      probabilities[scan] = ill / (ill + healthy)
    }
    let frame = observedFrame(
      [Column("scan", 1...scans)]
        + pixels.enumerated().map { Column("pixel\($0.offset)", $0.element) }
        + [
          Column("scanner", categories: isAdvanced.lazy.map { $0 ? "advanced" : "standard" }),
          Column("cancer", hasCancer),
        ])
    return (frame, probabilities)
  }

  private func check() throws(DatasetError) {
    try requireParameter(scans >= 1, "the number of scans", scans, "1 or more")
    try requireParameter(
      cancerShare > 0 && cancerShare < 1, "the share of cancer", cancerShare, "between 0 and 1")
    for (who, probability) in [
      ("those with cancer", advancedIfCancer), ("the healthy", advancedIfHealthy),
      ("everybody in hospital B", advancedAtDeployment),
    ] {
      try requireParameter(
        probability >= 0 && probability <= 1, "the probability of the advanced scanner for \(who)", probability,
        "in 0...1")
    }
  }
}
