public import LinearAlgebra

/// Several classes by a learner for two: each class against each other one, by vote.
///
///     let model = try OneVersusOne(SupportVectorMachine(kernel: .rbf(gamma: 0.1))).fit(features: x, labels: y)
///
/// Fits one model for each pair of classes, to the rows of these two. A prediction is the class that most of the models
/// say; among equals the lowest label, as scikit-learn's `SVC` (LIBSVM) has it.
public struct OneVersusOne<Learner: ClassifierLearner>: ClassifierLearner where Learner.Model: BinaryClassifier {
  /// The learner for two classes; class weights of its own are those of each pair.
  public var learner: Learner
  /// How much the rows of each class count; balanced among all classes, not pair by pair.
  public var classWeights: ClassWeights

  public var sampleWeightUse: SampleWeightUse { learner.sampleWeightUse }

  /// Makes a configuration; it is checked when it is fitted.
  public init(_ learner: Learner, classWeights: ClassWeights = .equal) {
    self.learner = learner
    self.classWeights = classWeights
  }

  /// Fits the models, on several threads: K (K - 1) / 2 fits for K classes, each to the rows of two.
  /// - Throws: ``ModelError``, and what the learner throws for the first pair that it cannot fit.
  public func fit(
    features: Matrix<Double>, labels: [Int], sampleWeights: [Double]?
  ) throws -> OneVersusOneModel<Learner.Model> {
    let parts = try ManyClasses(
      features: features, labels: labels, sampleWeights: sampleWeights, classWeights: classWeights)
    let pairs = pairs(of: parts.classes)
    let models = try parallelMap(pairs.count) { index in
      Result {
        let (low, high) = pairs[index]
        let rows = labels.indices.filter { labels[$0] == low || labels[$0] == high }
        return try learner.fit(
          features: features.rows(at: rows), labels: rows.map { labels[$0] },
          sampleWeights: parts.weights.map { weights in rows.map { weights[$0] } })
      }
    }.map { try $0.get() }
    return OneVersusOneModel(classes: parts.classes, models: models)
  }
}

/// One model for each pair of classes, which vote.
public struct OneVersusOneModel<Part: BinaryClassifier>: Classifier {
  public let classes: [Int]
  /// The models in the order of their pairs: first and second class, first and third, …, second and third, ….
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
    let pairs = pairs(of: classes)
    guard models.count == pairs.count,
      zip(models, pairs).allSatisfy({ $0.negativeClass == $1.0 && $0.positiveClass == $1.1 }),
      models.allSatisfy({ $0.featureCount == models[0].featureCount })
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .models, in: container,
        debugDescription: "\(models.count) models are not one for each pair of \(classes.count) classes")
    }
  }

  /// The number of models that say each class, for each row of `features`: rows × classes.
  /// - Throws: ``ModelError`` when the number of columns is wrong or a value is not finite.
  public func votes(_ features: Matrix<Double>) throws -> Matrix<Double> {
    var votes = Matrix(rowCount: features.rowCount, columnCount: classes.count)
    var index = 0
    for low in classes.indices {
      for high in (low + 1)..<max(low + 1, classes.count) {
        for (row, value) in try models[index].decisionValues(features).enumerated() {
          votes[row, value >= 0 ? high : low] += 1
        }
        index += 1
      }
    }
    return votes
  }

  public func predict(_ features: Matrix<Double>) throws -> [Int] {
    try votes(features).firstLargestOfRows().map { classes[$0] }
  }
}

extension OneVersusOneModel: Equatable where Part: Equatable {}

private func pairs(of classes: [Int]) -> [(Int, Int)] {
  classes.indices.flatMap { low in classes[(low + 1)...].map { (classes[low], $0) } }
}
