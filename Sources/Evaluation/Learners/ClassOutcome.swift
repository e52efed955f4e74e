public import LinearAlgebra
internal import Models
internal import Statistics

/// What a classifier said of some rows, and what they are.
public struct ClassOutcome: Sendable {
  /// The predicted label of each row.
  public let predicted: [Int]
  /// The true label of each row.
  public let actual: [Int]
  /// The labels that the model knows, ascending.
  public let classes: [Int]
  /// The probability of each class: rows × classes; nil if the model gives none or nothing asks for them.
  public let probabilities: Matrix<Double>?
  /// By how much each row counts; nil for once.
  public let sampleWeights: [Double]?
  /// How the labels are called.
  let name: @Sendable (Int) -> String

  /// Takes predictions and labels.
  public init(
    predicted: [Int], actual: [Int], classes: [Int], probabilities: Matrix<Double>? = nil,
    sampleWeights: [Double]? = nil
  ) {
    self.init(
      predicted: predicted, actual: actual, classes: classes, probabilities: probabilities,
      sampleWeights: sampleWeights, name: { "\($0)" })
  }

  init(
    predicted: [Int], actual: [Int], classes: [Int], probabilities: Matrix<Double>?, sampleWeights: [Double]?,
    name: @escaping @Sendable (Int) -> String
  ) {
    self.predicted = predicted
    self.actual = actual
    self.classes = classes
    self.probabilities = probabilities
    self.sampleWeights = sampleWeights
    self.name = name
  }

  /// Asks a model about rows; for the probabilities only if a score needs them.
  init(
    of model: some Classifier, features: Matrix<Double>, actual: [Int], sampleWeights: [Double]?, scores: [ClassScore],
    name: @escaping @Sendable (Int) -> String
  ) throws {
    var probabilities: Matrix<Double>?
    if let score = scores.first(where: \.needsProbabilities) {
      guard let model = model as? any ProbabilisticClassifier else {
        throw EvaluationError.noProbabilities(score: score.name, model: "\(type(of: model))")
      }
      probabilities = try model.classProbabilities(features)
    }
    self.init(
      predicted: try model.predict(features), actual: actual, classes: model.classes, probabilities: probabilities,
      sampleWeights: sampleWeights, name: name)
  }

  /// The counts of true and predicted labels, each by its name.
  func confusion() throws -> ConfusionMatrix<String> {
    let labels = Set(actual + predicted).sorted()
    return try ConfusionMatrix(
      predicted: predicted.map(name), actual: actual.map(name), classes: labels.map(name), sampleWeights: sampleWeights)
  }

  /// The probabilities.
  func given(_ score: String) throws -> Matrix<Double> {
    guard let probabilities else { throw EvaluationError.noProbabilities(score: score, model: "the model") }
    return probabilities
  }
}

extension ClassOutcome: CustomStringConvertible {
  /// How many rows there are, and the first labels.
  public var description: String {
    "\(counted(actual.count, "row")), predicted \(firstValues(predicted.map(name))), actual \(firstValues(actual.map(name)))"
  }
}
