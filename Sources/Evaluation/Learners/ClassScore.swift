/// A number that says how well a classifier does: one of those below, or one of your own.
///
///     try crossValidate(LogisticRegression(), features: x, labels: y, scores: [.accuracy, .logLoss])
///     ClassScore("share of 1") { outcome in … }
public struct ClassScore: Sendable {
  /// What is measured.
  public let name: String
  /// Whether more of it is better.
  public let higherIsBetter: Bool
  /// Whether it is about probabilities.
  public let needsProbabilities: Bool
  let value: @Sendable (ClassOutcome) throws -> Double

  /// Makes a score of your own.
  ///
  /// - Parameters:
  ///   - needsProbabilities: whether `value` looks at the probabilities of the outcome.
  ///   - value: the score of predictions.
  public init(
    _ name: String, higherIsBetter: Bool = true, needsProbabilities: Bool = false,
    value: @escaping @Sendable (ClassOutcome) throws -> Double
  ) {
    self.name = name
    self.higherIsBetter = higherIsBetter
    self.needsProbabilities = needsProbabilities
    self.value = value
  }

  /// The score of predictions.
  ///
  /// - Throws: ``EvaluationError`` where the score is not defined.
  public func score(_ outcome: ClassOutcome) throws -> Double { try value(outcome) }

  /// The share of rows that are predicted right.
  public static let accuracy = ClassScore("accuracy") {
    try Evaluation.accuracy(predicted: $0.predicted, actual: $0.actual, sampleWeights: $0.sampleWeights)
  }
  /// The mean over classes of the share of its rows that are predicted right.
  public static let balancedAccuracy = ClassScore("balanced accuracy") { try $0.confusion().balancedAccuracy }
  /// The mean over classes of F₁.
  public static let macroF1 = ClassScore("macro F1") { try $0.confusion().f1(.macro) }
  /// The correlation of Matthews: 1 for all right, 0 for guessing.
  public static let matthewsCorrelation = ClassScore("Matthews correlation") {
    try $0.confusion().matthewsCorrelation
  }
  /// Cohen's kappa: agreement beyond chance.
  public static let kappa = ClassScore("kappa") { try $0.confusion().kappa() }
  /// The log loss of the probabilities, in nats; less is better.
  public static let logLoss = ClassScore("log loss", higherIsBetter: false, needsProbabilities: true) {
    try Evaluation.logLoss(
      probabilities: $0.given("log loss"), classes: $0.classes, actual: $0.actual, sampleWeights: $0.sampleWeights)
  }
  /// The Brier score of the probabilities of all classes, from 0 to 2; less is better.
  public static let brierScore = ClassScore("Brier score", higherIsBetter: false, needsProbabilities: true) {
    try Evaluation.brierScore(
      probabilities: $0.given("Brier score"), classes: $0.classes, actual: $0.actual, sampleWeights: $0.sampleWeights)
  }
  /// The area under the ROC curve; for more than two classes the mean over classes of each against the rest.
  public static let rocAUC = ClassScore("ROC AUC", needsProbabilities: true) { outcome in
    let probabilities = try outcome.given("ROC AUC")
    guard outcome.classes.count == 2 else {
      return try Evaluation.rocAUC(
        probabilities: probabilities, classes: outcome.classes, actual: outcome.actual,
        sampleWeights: outcome.sampleWeights)
    }
    return try Evaluation.rocAUC(
      scores: Array(probabilities.column(1)), actual: outcome.actual, positive: outcome.classes[1],
      sampleWeights: outcome.sampleWeights)
  }

  /// The share of the rows predicted as positive that are: as `true`, or as 1 of 0 and 1.
  ///
  /// Other classes have to be named, as in `.precision(of: "malignant")`; the score says so.
  public static let precision = ClassScore("precision") {
    try $0.positiveCounts("precision", instead: nil).precision
  }
  /// The share of the positive rows (`true`, or 1 of 0 and 1) that are predicted as such.
  ///
  /// Other classes have to be named, as in `.recall(of: "malignant")`; the score says so.
  public static let recall = ClassScore("recall") {
    try $0.positiveCounts("recall", instead: "balancedAccuracy").recall
  }
  /// The harmonic mean of precision and recall of the positive class: `true`, or 1 of 0 and 1.
  ///
  /// Other classes have to be named, as in `.f1(of: "malignant")`; the score says so.
  public static let f1 = ClassScore("F1") { try $0.positiveCounts("f1", instead: "macroF1").f1 }

  /// The share of the rows predicted as a class that are of it.
  public static func precision(of label: String) -> ClassScore {
    ClassScore("precision of \(label)") { try $0.counts(of: label).precision }
  }
  /// The share of the rows of a class that are predicted as it.
  public static func recall(of label: String) -> ClassScore {
    ClassScore("recall of \(label)") { try $0.counts(of: label).recall }
  }
  /// The harmonic mean of precision and recall of a class.
  public static func f1(of label: String) -> ClassScore {
    ClassScore("F1 of \(label)") { try $0.counts(of: label).f1 }
  }
  /// The share of the rows predicted as a class that are of it.
  public static func precision(of label: Int) -> ClassScore { precision(of: "\(label)") }
  /// The share of the rows of a class that are predicted as it.
  public static func recall(of label: Int) -> ClassScore { recall(of: "\(label)") }
  /// The harmonic mean of precision and recall of a class.
  public static func f1(of label: Int) -> ClassScore { f1(of: "\(label)") }

  /// What is measured where nothing is asked for: accuracy; log loss for models with probabilities; and for two classes
  /// the area under the ROC curve, where every part has rows of both.
  static func usual(givesProbabilities: Bool, parts: [[Int]]) -> [ClassScore] {
    guard givesProbabilities else { return [.accuracy] }
    let counts = parts.map { Set($0).count }
    let two = Set(parts.joined()).count == 2 && counts.allSatisfy { $0 == 2 }
    return two ? [.accuracy, .logLoss, .rocAUC] : [.accuracy, .logLoss]
  }
}

extension ClassOutcome {
  /// The counts of `true` against `false`, or of 1 against 0.
  fileprivate func positiveCounts(_ score: String, instead average: String?) throws -> ClassCounts {
    let known = Set(actual + predicted + classes).sorted().map(name)
    guard known == ["0", "1"] || known == ["false", "true"] else {
      throw EvaluationError.classNotNamed(score: score, average: average, classes: known)
    }
    return try counts(of: known[1])
  }

  /// The counts of one class against all others.
  fileprivate func counts(of label: String) throws -> ClassCounts {
    let known = Set(actual + predicted + classes).sorted()
    guard known.contains(where: { name($0) == label }) else {
      throw EvaluationError.noSuchClass(label, classes: known.map(name))
    }
    return try ConfusionMatrix(
      predicted: predicted.map(name), actual: actual.map(name), classes: known.map(name), sampleWeights: sampleWeights
    ).counts(of: label)
  }
}

extension ClassScore: CustomStringConvertible {
  /// The name.
  public var description: String { name }
}
