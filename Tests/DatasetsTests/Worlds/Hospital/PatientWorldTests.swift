import DataFrames
import Datasets
import Testing

@Suite("Patient world")
struct PatientWorldTests {
  private func traits(_ frame: DataFrame) throws -> [[Double]] {
    let columns = try (0..<12).map { try frame.array("x\($0)", of: Double.self) }
    return (0..<frame.rowCount).map { row in columns.map { $0[row] } }
  }

  /// How often the label of the nearest row of `known` that `isUsable` allows is right.
  private func nearestAccuracy(
    _ rows: [[Double]], _ labels: [Bool], known: [[Double]], _ knownLabels: [Bool],
    where isUsable: (_ row: Int, _ known: Int) -> Bool
  ) -> Double {
    var right = 0
    for row in rows.indices {
      var best = (distance: Double.infinity, label: false)
      for other in known.indices where isUsable(row, other) {
        var distance = 0.0
        for trait in 0..<12 {
          let difference = rows[row][trait] - known[other][trait]
          distance += difference * difference
        }
        if distance < best.distance { best = (distance, knownLabels[other]) }
      }
      if best.label == labels[row] { right += 1 }
    }
    return Double(right) / Double(rows.count)
  }

  @Test("every patient has three scans a week apart, one label, and is in one frame only")
  func groups() throws {
    let scans = try PatientWorld().generate(seed: 1)
    #expect(try PatientWorld().generate(seed: 1).frame == scans.frame)
    #expect(scans.frame.rowCount == 1_200 && scans.deployment.rowCount == 1_200)
    let patients = try scans.frame.array("patient", of: Int.self)
    let days = try scans.frame.array("day", of: Int.self)
    let labels = try scans.frame.array("ill", of: Bool.self)
    for patient in 1...400 {
      let rows = patients.indices.filter { patients[$0] == patient }
      #expect(rows.map { days[$0] }.sorted() == [0, 7, 14])
      #expect(Set(rows.map { labels[$0] }).count == 1)
    }
    #expect(try scans.deployment.array("patient", of: Int.self).allSatisfy { $0 > 400 && $0 <= 800 })
    #expect(zip(patients, patients.dropFirst()).contains { $0 > $1 })
  }

  @Test("the nearest other row is nearly always the same patient; among other patients it says little")
  func leak() throws {
    let scans = try PatientWorld().generate(seed: 2)
    let rows = try traits(scans.frame)
    let labels = try scans.frame.array("ill", of: Bool.self)
    let patients = try scans.frame.array("patient", of: Int.self)
    let split = nearestAccuracy(rows, labels, known: rows, labels) { $0 != $1 }
    let grouped = nearestAccuracy(rows, labels, known: rows, labels) { patients[$0] != patients[$1] }
    let deployed = nearestAccuracy(
      try traits(scans.deployment), try scans.deployment.array("ill", of: Bool.self), known: rows, labels
    ) { _, _ in true }
    #expect(split > 0.95)
    #expect(grouped > 0.48 && grouped < 0.65)
    #expect(deployed > 0.48 && deployed < 0.65)
  }

  @Test("labels are draws with the true probabilities, one for each patient")
  func truth() throws {
    let scans = try PatientWorld(patients: 20_000, scansPerPatient: 1).generate(seed: 3)
    expectDraws(try scans.frame.array("ill", of: Bool.self), of: scans.trueProbabilities, "training")
    expectDraws(
      try scans.deployment.array("ill", of: Bool.self), of: scans.trueDeploymentProbabilities, "deployment")
  }

  @Test("a parameter out of its range is refused with a sentence")
  func refusals() {
    expectRefusal("the number of scans of each patient is 0; it must be 1 or more") {
      try PatientWorld(scansPerPatient: 0).generate(seed: 1)
    }
  }
}
