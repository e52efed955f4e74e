public import LinearAlgebra

/// Several classes by a learner for two: each class against all the others.
///
///     let model = try OneVersusRest(LinearSupportVectorMachine(c: 0.5)).fit(features: digits, labels: values)
///
/// Fits one model for each class, to labels that are 1 for the class and 0 for the rest, and predicts the class whose
/// model gives the largest decision value; among equals the lowest label. For two classes one model is enough.
public struct OneVersusRest<Learner: ClassifierLearner>: ClassifierLearner where Learner.Model: BinaryClassifier {
  /// The learner for two classes; class weights of its own are those of labels 0 and 1.
  public var learner: Learner
  /// How much the rows of each class count, in all the models.
  public var classWeights: ClassWeights

  public var sampleWeightUse: SampleWeightUse { learner.sampleWeightUse }

  /// Makes a configuration; it is checked when it is fitted.
  public init(_ learner: Learner, classWeights: ClassWeights = .equal) {
    self.learner = learner
    self.classWeights = classWeights
  }

  /// Fits the models, on several threads; as many fits of all rows as there are classes.
  /// - Throws: ``ModelError``, and what the learner throws for the first class that it cannot fit.
  public func fit(
    features: Matrix<Double>, labels: [Int], sampleWeights: [Double]?
  ) throws -> OneVersusRestModel<Learner.Model> {
    let parts = try ManyClasses(
      features: features, labels: labels, sampleWeights: sampleWeights, classWeights: classWeights)
    let tasks = parts.classes.count == 2 ? [parts.classes[1]] : parts.classes
    let models = try parallelMap(tasks.count) { task in
      Result {
        try learner.fit(
          features: features, labels: labels.map { $0 == tasks[task] ? 1 : 0 }, sampleWeights: parts.weights)
      }
    }.map { try $0.get() }
    return OneVersusRestModel(classes: parts.classes, models: models)
  }
}

/// One model for each class that tells it from the others, or a single one for two classes.
public struct OneVersusRestModel<Part: BinaryClassifier>: Classifier {
  public let classes: [Int]
  /// The model of each class, in the order of `classes`; of two classes only that of the higher.
  public let models: [Part]
  private var format = ModelFormat<1>()

  public var featureCount: Int { models[0].featureCount }

  init(classes: [Int], models: [Part]) {
    self.classes = classes
    self.models = models
  }

  /// Reads a model, and refuses one whose parts do not fit together.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    format = try container.decode(ModelFormat<1>.self, forKey: .format)
    classes = try container.decodeClasses(forKey: .classes)
    models = try container.decode([Part].self, forKey: .models)
    guard models.count == (classes.count == 2 ? 1 : classes.count),
      models.allSatisfy({ $0.featureCount == models[0].featureCount })
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .models, in: container,
        debugDescription: "\(models.count) models do not tell \(classes.count) classes from the rest")
    }
  }

  /// The decision value of each class for each row of `features`: rows × classes. Of two classes the lower has the
  /// negative of the higher's.
  /// - Throws: ``ModelError`` when the number of columns is wrong or a value is not finite.
  public func decisionValues(_ features: Matrix<Double>) throws -> Matrix<Double> {
    let columns = try models.map { try $0.decisionValues(features) }
    return Matrix(rowCount: features.rowCount, columnCount: classes.count) { row, column in
      models.count > 1 ? columns[column][row] : column == 1 ? columns[0][row] : -columns[0][row]
    }
  }

  public func predict(_ features: Matrix<Double>) throws -> [Int] {
    if models.count == 1 { return try models[0].decisionValues(features).map { $0 >= 0 ? classes[1] : classes[0] } }
    return try decisionValues(features).firstLargestOfRows().map { classes[$0] }
  }
}

extension OneVersusRestModel: Equatable where Part: Equatable {}

extension OneVersusRestModel: ProbabilisticClassifier where Part: ProbabilisticClassifier {
  /// The probabilities that the models give to their classes, divided by their sum in each row; where all are 0, the
  /// classes share alike.
  /// - Throws: ``ModelError`` when the number of columns is wrong or a value is not finite.
  public func classProbabilities(_ features: Matrix<Double>) throws -> Matrix<Double> {
    let parts = try models.map { try $0.classProbabilities(features) }
    guard parts.count > 1 else { return parts[0] }
    let totals = (0..<features.rowCount).map { row in parts.reduce(0) { $0 + $1[row, 1] } }
    return Matrix(rowCount: features.rowCount, columnCount: classes.count) { row, column in
      totals[row] > 0 ? parts[column][row, 1] / totals[row] : 1 / Double(classes.count)
    }
  }
}
