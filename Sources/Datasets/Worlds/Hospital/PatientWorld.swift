import DataFrames
import Statistics

/// Several scans of each patient, much alike: a split by rows puts scans of one patient on both sides, and a model
/// that knows patients by heart looks good until it meets new ones.
///
/// Each patient has 12 standard normal traits z; each scan shows them with noise. The label belongs to the patient:
/// P(ill) = 1/(1 + exp(−z₀)).
///
/// Source: Designing Machine Learning Systems, ch. 5, group leakage.
public struct PatientWorld: Hashable, Codable, Sendable {
  /// The number of patients, and of other patients at deployment.
  public var patients: Int
  /// The number of scans of each patient.
  public var scansPerPatient: Int
  /// The standard deviation of a scan around its patient.
  public var noise: Double

  public init(patients: Int = 400, scansPerPatient: Int = 3, noise: Double = 0.25) {
    self.patients = patients
    self.scansPerPatient = scansPerPatient
    self.noise = noise
  }

  private static let traits = 12

  /// Makes the scans of a seed, in random order. O(patients × scans).
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if a parameter is out of its range.
  public func generate(seed: UInt64) throws(DatasetError) -> PatientScans {
    try requireParameter(patients >= 1, "the number of patients", patients, "1 or more")
    try requireParameter(scansPerPatient >= 1, "the number of scans of each patient", scansPerPatient, "1 or more")
    try requireParameter(noise >= 0 && noise.isFinite, "the noise of a scan", noise, "finite and not negative")
    let training = scans(SeededGenerator(seed: seed, stream: "training"), firstPatient: 1)
    let deployment = scans(SeededGenerator(seed: seed, stream: "deployment"), firstPatient: patients + 1)
    return PatientScans(
      frame: training.frame, deployment: deployment.frame, trueProbabilities: training.probabilities,
      trueDeploymentProbabilities: deployment.probabilities)
  }

  private func scans(
    _ generator: SeededGenerator, firstPatient: Int
  ) -> (frame: DataFrame, probabilities: [Double]) {
    var rng = generator
    var rows: [(patient: Int, day: Int, values: [Double], probability: Double, isIll: Bool)] = []
    for patient in 0..<patients {
      let traits = (0..<Self.traits).map { _ in rng.normal() }
      let probability = LogitScale.probability(traits[0])
      let isIll = rng.bernoulli(probability)
      for scan in 0..<scansPerPatient {
        rows.append(
          (firstPatient + patient, 7 * scan, traits.map { $0 + noise * rng.normal() }, probability, isIll))
      }
    }
    rng.shuffle(&rows)
    let frame = observedFrame(
      [
        Column("patient", rows.map(\.patient)),
        Column("day", rows.map(\.day)),
      ] + (0..<Self.traits).map { trait in Column("x\(trait)", rows.map { $0.values[trait] }) }
        + [Column("ill", rows.map(\.isIll))])
    return (frame, rows.map(\.probability))
  }
}
