import Foundation
import LinearAlgebra
import Models
import Testing

/// The 20 points of the book's figure 4-1 (scikit-learn's "SVM: Weighted samples"), with and without weights.
@Suite("Figure 4-1")
struct WeightedFigureTests {
  let data: ReferenceFits.DataSet
  let features: Matrix<Double>

  init() throws {
    data = try #require(ReferenceFits.shared.data["figure"])
    features = try data.features
  }

  private func mistakes(_ model: some Classifier) throws -> [Int] {
    let predictions = try model.predict(features)
    return predictions.indices.filter { predictions[$0] != data.labels[$0] }
  }

  @Test("weights change which points the machine gets wrong")
  func machine() throws {
    let learner = SupportVectorMachine(kernel: .rbf(gamma: 1), c: 1)
    let equal = try learner.fit(features: features, labels: data.labels)
    #expect(try mistakes(equal) == [14, 18])
    #expect(abs(try equal.decisionValues(features)[9] - 0.5043) < 1e-3)
    #expect(abs(try equal.decisionValues(features)[18] - 0.7652) < 1e-3)
    #expect(abs(equal.bias - -0.0883) < 1e-3)
    #expect(equal.supportIndices.count == 16)

    let weighted = try learner.fit(features: features, labels: data.labels, sampleWeights: data.weights)
    #expect(try mistakes(weighted) == [4, 7])
    #expect(abs(try weighted.decisionValues(features)[9] - 1) < 1e-3)
    #expect(abs(try weighted.decisionValues(features)[18] - -0.5045) < 1e-3)
    #expect(abs(weighted.bias - 0.0211) < 1e-3)
    #expect(weighted.supportIndices.count == 17)
  }

  @Test("weights turn the boundary of a logistic regression")
  func logistic() throws {
    func turn(_ model: LogisticModel) -> Double {
      atan2(model.coefficients[1], model.coefficients[0]) * 180 / .pi
    }
    let equal = try LogisticRegression(l2: 1).fit(features: features, labels: data.labels)
    #expect(abs(turn(equal) - 39.3475) < 1e-3)
    #expect(abs(try equal.probabilities(features)[9] - 0.42441) < 1e-4)
    let weighted = try LogisticRegression(l2: 1)
      .fit(features: features, labels: data.labels, sampleWeights: data.weights)
    #expect(abs(turn(weighted) - 15.9330) < 1e-3)
    #expect(abs(try weighted.probabilities(features)[9] - 0.53119) < 1e-4)
  }
}
