import Foundation
import LinearAlgebra
import Models
import Testing

@Suite("SupportVectorMachine")
struct SupportVectorMachineTests {
  private func kernel(_ expected: ReferenceFits.Machine) -> Kernel {
    switch expected.kernel {
    case "linear": .linear
    case "poly": .polynomial(degree: 3, gamma: expected.gamma, constant: 1)
    default: .rbf(gamma: expected.gamma)
    }
  }

  @Test("decision values, bias and support vectors agree with the optimum that scikit-learn finds")
  func reference() throws {
    for expected in ReferenceFits.shared.machines {
      let data = try #require(ReferenceFits.shared.data[expected.data])
      let learner = SupportVectorMachine(kernel: kernel(expected), c: expected.c, tolerance: 1e-9)
      let model = try learner.fit(
        features: data.features, labels: data.labels, sampleWeights: expected.weighted ? data.weights : nil)
      let name = Comment("\(expected.data), \(expected.kernel), weighted: \(expected.weighted)")
      let queries = try data.queries.rows(at: Array(0..<expected.decisions.count))
      let error = distance(try model.decisionValues(queries), expected.decisions)
      #expect(error < 1e-6, name)
      #expect(abs(model.bias - expected.bias) < 1e-6, name)
      #expect(model.supportIndices == expected.support, name)
      #expect(model.convergence.converged, name)
    }
  }

  @Test("the default tolerance is close enough to read three digits")
  func defaultTolerance() throws {
    for expected in ReferenceFits.shared.machines {
      let data = try #require(ReferenceFits.shared.data[expected.data])
      let model = try SupportVectorMachine(kernel: kernel(expected), c: expected.c).fit(
        features: data.features, labels: data.labels, sampleWeights: expected.weighted ? data.weights : nil)
      let queries = try data.queries.rows(at: Array(0..<expected.decisions.count))
      let error = distance(try model.decisionValues(queries), expected.decisions)
      #expect(
        error < 1e-3, "\(expected.data), \(expected.kernel), weighted: \(expected.weighted)")
    }
  }

  @Test("multipliers obey their bounds and balance, and each row stands where its multiplier says")
  func optimality() throws {
    let rows = DrawnRows(count: 120, columns: 2, seed: 9)
    let weights = rows.labels.indices.map { 0.2 + Double($0 % 3) }
    let c = 0.8
    let model = try SupportVectorMachine(kernel: .rbf(gamma: 0.7), c: c, tolerance: 1e-8)
      .fit(features: rows.features, labels: rows.labels, sampleWeights: weights)
    #expect(abs(model.dualCoefficients.reduce(0, +)) < 1e-9)
    let values = try model.decisionValues(rows.features)
    var multipliers = [Double](repeating: 0, count: 120)
    for (index, value) in zip(model.supportIndices, model.multipliers) { multipliers[index] = value }
    for row in 0..<120 {
      let margin = (rows.labels[row] == 1 ? 1 : -1) * values[row]
      let bound = c * weights[row]
      #expect(multipliers[row] >= 0 && multipliers[row] <= bound)
      if multipliers[row] == 0 {
        #expect(margin > 1 - 1e-6)
      } else if multipliers[row] == bound {
        #expect(margin < 1 + 1e-6)
      } else {
        #expect(abs(margin - 1) < 1e-6)
      }
    }
  }

  @Test("without a row on a margin the bias is the middle of what is possible")
  func noFreeRow() throws {
    // Multipliers are at their bounds at once; any bias in [-1, 1] is optimal, and its middle is 0.
    let model = try SupportVectorMachine(kernel: .rbf(gamma: 1), c: 0.1)
      .fit(features: Matrix(rows: [[-3], [3]]), labels: [0, 1])
    #expect(model.multipliers == [0.1, 0.1])
    #expect(abs(model.bias) < 1e-12)
  }

  @Test("equal rows of both classes end in a finite fit")
  func contradictions() throws {
    let features = try Matrix(rows: [[1, 1], [1, 1], [1, 1], [2, 0]])
    let model = try SupportVectorMachine(kernel: .rbf(gamma: 1)).fit(features: features, labels: [0, 1, 1, 0])
    #expect(model.convergence.converged)
    #expect(try model.predict(features) == [1, 1, 1, 0])
  }

  @Test("a fit that runs out of steps says so")
  func outOfSteps() throws {
    let rows = DrawnRows(count: 80, columns: 2, seed: 9)
    let model = try SupportVectorMachine(kernel: .linear, maximumIterations: 3)
      .fit(features: rows.features, labels: rows.labels)
    #expect(model.convergence.iterations == 3 && !model.convergence.converged)
    #expect(model.convergence.residual > 1e-5)
  }

  @Test("without a kernel it takes the radial one whose gamma is 1 over the columns times their variance")
  func defaultKernel() throws {
    let rows = DrawnRows(count: 90, columns: 3, seed: 14)
    let values = rows.features.values
    let mean = values.reduce(0, +) / Double(values.count)
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    let model = try SupportVectorMachine().fit(features: rows.features, labels: rows.labels)
    guard case .rbf(let gamma) = model.kernel else {
      Issue.record("the kernel is \(model.kernel)")
      return
    }
    #expect(abs(gamma - 1 / (3 * variance)) < 1e-12)
    let weights = rows.labels.indices.map { Double($0 % 3) }
    let copies = rows.labels.indices.flatMap { [Int](repeating: $0, count: $0 % 3) }
    let weighted = try SupportVectorMachine().fit(
      features: rows.features, labels: rows.labels, sampleWeights: weights)
    let copied = try SupportVectorMachine().fit(
      features: rows.features.rows(at: copies), labels: copies.map { rows.labels[$0] })
    guard case .rbf(let byWeight) = weighted.kernel, case .rbf(let byCopy) = copied.kernel else { return }
    #expect(abs(byWeight - byCopy) < 1e-12)
    let flat = try SupportVectorMachine().fit(features: Matrix(rows: [[2], [2]]), labels: [0, 1])
    #expect(flat.kernel == .rbf(gamma: 1))
  }

  @Test("prices that vanish are refused with the row, by both machines")
  func vanishingCosts() throws {
    let features = try Matrix(rows: [[1], [2]])
    for learner: any ClassifierLearner in [SupportVectorMachine(c: 1e-300), LinearSupportVectorMachine(c: 1e-300)] {
      let error = #expect(throws: ModelError.self) {
        try learner.fit(features: features, labels: [0, 1], sampleWeights: [1, 1e-90])
      }
      #expect(error?.description == "c times the weight of row 1 is 0, and it must be a finite number above 0")
    }
  }

  @Test("settings out of range and kernels too large are refused with a sentence")
  func refusals() throws {
    let features = try Matrix(rows: [[1], [2]])
    func sentence(_ learner: SupportVectorMachine, _ features: Matrix<Double>) -> String? {
      #expect(throws: ModelError.self) {
        try learner.fit(features: features, labels: [0, 1])
      }?.description
    }
    #expect(
      sentence(SupportVectorMachine(kernel: .linear, c: 0), features)
        == "c is 0, and it must be a finite number above 0")
    #expect(
      sentence(SupportVectorMachine(kernel: .rbf(gamma: -1)), features)
        == "the kernel's gamma is -1, and it must be a finite number above 0")
    #expect(
      sentence(SupportVectorMachine(kernel: .polynomial(degree: 0, gamma: 1, constant: 0)), features)
        == "the kernel's degree is 0, and it must be at least 1")
    let steep = SupportVectorMachine(kernel: .polynomial(degree: 9, gamma: 1, constant: 0))
    #expect(
      sentence(steep, try Matrix(rows: [[1], [1e40]]))?
        .hasPrefix("the kernel of row 1 with itself is inf, too large to compute with") == true)
  }

  @Test("a file whose parts do not fit together is refused")
  func forgedFile() throws {
    let model = try SupportVectorMachine(kernel: .linear)
      .fit(features: Matrix(rows: [[1], [2]]), labels: [0, 1])
    let text = String(decoding: try JSONEncoder().encode(model), as: UTF8.self)
    let forged = text.replacing(#""supportIndices":[0,1]"#, with: #""supportIndices":[0]"#)
    #expect(forged != text)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(SupportVectorModel.self, from: Data(forged.utf8))
    }
  }
}
