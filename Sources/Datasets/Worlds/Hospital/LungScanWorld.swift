import DataFrames
import Statistics

/// Lung scans for COVID in which the position of the patient and the font of the hospital's label give the answer
/// away: the gravely ill lie down, and some hospitals have more of them. At deployment both say nothing.
///
/// A scan is 6 standard normal pixels, with 0.7 added to pixel 0 by the illness. Each of four hospitals has its font
/// and its severity, the probability of the illness.
///
/// Source: Designing Machine Learning Systems, ch. 5, data leakage.
public struct LungScanWorld: Hashable, Codable, Sendable {
  /// The number of scans, for training and again for deployment.
  public var scans: Int
  /// The probability of lying down for the ill.
  public var lyingIfIll: Double
  /// The probability of lying down for the others.
  public var lyingIfWell: Double
  /// The probability of the illness in each hospital; the hospitals have the same number of scans on average.
  public var severities: [Double]

  public init(
    scans: Int = 2_000, lyingIfIll: Double = 0.85, lyingIfWell: Double = 0.15,
    severities: [Double] = [0.1, 0.2, 0.5, 0.7]
  ) {
    self.scans = scans
    self.lyingIfIll = lyingIfIll
    self.lyingIfWell = lyingIfWell
    self.severities = severities
  }

  private static let pixels = 6
  private static let lesion = 0.7

  /// Makes the scans of a seed. The deployment's columns `lying` and `font` are those of its own scans put into
  /// random orders, so that they have the usual shares but belong to other patients. O(scans).
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if a parameter is out of its range.
  public func generate(seed: UInt64) throws(DatasetError) -> LungScans {
    try check()
    let training = scans(SeededGenerator(seed: seed, stream: "training"), areOrdersRandom: false)
    let deployment = scans(SeededGenerator(seed: seed, stream: "deployment"), areOrdersRandom: true)
    return LungScans(
      frame: training.frame, deployment: deployment.frame, trueProbabilities: training.probabilities,
      trueDeploymentProbabilities: deployment.probabilities)
  }

  private func scans(
    _ generator: SeededGenerator, areOrdersRandom: Bool
  ) -> (frame: DataFrame, probabilities: [Double]) {
    var rng = generator
    var pixels = [[Double]](repeating: [Double](repeating: 0, count: scans), count: Self.pixels)
    var isLying = [Bool](repeating: false, count: scans)
    var isIll = isLying
    var font = [Int](repeating: 0, count: scans)
    for scan in 0..<scans {
      font[scan] = rng.uniformInt(below: severities.count)
      isIll[scan] = rng.bernoulli(severities[font[scan]])
      isLying[scan] = rng.bernoulli(isIll[scan] ? lyingIfIll : lyingIfWell)
      for pixel in 0..<Self.pixels {
        pixels[pixel][scan] = rng.normal() + (pixel == 0 && isIll[scan] ? Self.lesion : 0)
      }
    }
    if areOrdersRandom {
      rng.shuffle(&font)
      rng.shuffle(&isLying)
    }
    let base = severities.reduce(0, +) / Double(severities.count)
    let probabilities = (0..<scans).map { scan in
      let ratio = Portable.exp(Self.lesion * pixels[0][scan] - 0.5 * Self.lesion * Self.lesion)
      let prior = areOrdersRandom ? base : severities[font[scan]]
      let ill = areOrdersRandom ? 1 : isLying[scan] ? lyingIfIll : 1 - lyingIfIll
      let well = areOrdersRandom ? 1 : isLying[scan] ? lyingIfWell : 1 - lyingIfWell
      return prior * ratio * ill / (prior * ratio * ill + (1 - prior) * well)
    }
    let frame = observedFrame(
      [Column("scan", 1...scans)]
        + pixels.enumerated().map { Column("pixel\($0.offset)", $0.element) }
        + [
          Column("lying", isLying),
          Column("font", categories: font.lazy.map { "font\($0 + 1)" }),
          Column("covid", isIll),
        ])
    return (frame, probabilities)
  }

  private func check() throws(DatasetError) {
    try requireParameter(scans >= 1, "the number of scans", scans, "1 or more")
    for (who, probability) in [("the ill", lyingIfIll), ("the others", lyingIfWell)] {
      try requireParameter(
        probability > 0 && probability < 1, "the probability of lying down for \(who)", probability,
        "between 0 and 1")
    }
    try requireParameter(!severities.isEmpty, "the number of hospitals", severities.count, "1 or more")
    try requireParameter(
      severities.allSatisfy { $0 > 0 && $0 < 1 }, "the list of severities", severities,
      "probabilities between 0 and 1")
  }
}
