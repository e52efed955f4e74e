import Datasets
import Evaluation
import Kernels
import LinearAlgebra
import Models
import Testing

/// One learner on one table, fitted to 100 sets of rows and scored on the rows left out.
struct PeerCase: CustomTestStringConvertible, Sendable {
  let table: String
  let learner: String
  var testDescription: String { "\(learner) on \(table)" }
}

/// The score of each fold of each repetition: ours, in the order of the peer's.
private func ourScores(
  _ table: PeerScores.Table, _ score: @Sendable (Int, [Int], [Int]) throws -> Double
) throws -> [Double] {
  let splits = table.splits
  return try splits.indices.map { try score($0, splits[$0].training, splits[$0].test) }
}

@Suite("Scores on real tables, against scikit-learn's on the same folds")
struct PeerScoreTests {
  /// How a learner of classes is made for the fold of this number; the settings are those of `cross_validation.py`.
  private static let classifiers: [String: @Sendable (Int) -> any ClassifierLearner] = [
    "logistic": { _ in SoftmaxRegression(l2: 1) },
    "linear SVM": { _ in OneVersusRest(LinearSupportVectorMachine(c: 1, loss: .hinge)) },
    "radial SVM": { _ in OneVersusOne(SupportVectorMachine(kernel: .rbf(gamma: 0.05), c: 1)) },
    "Gaussian naive Bayes": { _ in GaussianNaiveBayes() },
    "multinomial naive Bayes": { _ in MultinomialNaiveBayes() },
    "Bernoulli naive Bayes": { _ in BernoulliNaiveBayes(threshold: 2) },
    "nearest neighbors": { _ in NearestNeighbors(k: 5) },
    "decision tree": { _ in DecisionTree(depth: 6, minimumRowsPerLeaf: 3) },
    "random forest": { RandomForest(trees: 50, seed: UInt64($0)) },
    "extra trees": { ExtraTrees(trees: 50, seed: UInt64($0)) },
    "AdaBoost": { _ in AdaBoost(rounds: 30, depth: 3) },
    "gradient boosting": { _ in
      GradientBoosting(rounds: 30, learningRate: 0.2, leaves: 15, minimumRowsPerLeaf: 10)
    },
    "perceptron": {
      MultilayerPerceptron(
        hiddenLayers: [32], optimizer: .adam(learningRate: 0.005), batchSize: 32, epochs: 30, seed: UInt64($0))
    },
  ]

  private static let regressors = [
    "linear", "ridge", "lasso", "elastic net", "nearest neighbors", "decision tree", "random forest", "extra trees",
    "gradient boosting", "perceptron",
  ]

  private static func regressor(_ name: String, fold: Int, rows: Int) -> any RegressorLearner {
    // scikit-learn's penalties are on the mean of the squares, halved.
    let rows = Double(rows)
    let seed = UInt64(fold)
    switch name {
    case "linear": return LinearRegression()
    case "ridge": return RidgeRegression(l2: 10)
    case "lasso": return LassoRegression(l1: 2 * rows)
    case "elastic net": return ElasticNetRegression(l1: 0.25 * rows, l2: 0.25 * rows)
    case "nearest neighbors": return NearestNeighborsRegression(k: 10)
    case "decision tree": return DecisionTreeRegression(depth: 4, minimumRowsPerLeaf: 10)
    case "random forest": return RandomForestRegression(trees: 50, seed: seed)
    case "extra trees": return ExtraTreesRegression(trees: 50, featuresPerSplit: .all, seed: seed)
    case "gradient boosting":
      return GradientBoostingRegression(rounds: 50, learningRate: 0.1, leaves: 8, minimumRowsPerLeaf: 20)
    default:
      return MultilayerPerceptronRegression(
        hiddenLayers: [16], optimizer: .adam(learningRate: 0.01), batchSize: 32, epochs: 60, seed: seed)
    }
  }

  static let classifierCases = ["iris", "wine", "breast-cancer", "digits"].flatMap { table in
    classifiers.keys.sorted().map { PeerCase(table: table, learner: $0) }
  }

  @Test("classes are found as often as the peer finds them, within noise at 1%", arguments: classifierCases)
  func classes(_ subject: PeerCase) throws {
    let table = try #require(PeerScores.shared.sets[subject.table])
    let peer = try #require(table.scores[subject.learner])
    let (features, labels) = try rows(of: subject.table)
    let make = try #require(Self.classifiers[subject.learner])
    let isRaw = ["multinomial naive Bayes", "Bernoulli naive Bayes"].contains(subject.learner)
    let ours = try ourScores(table) { fold, training, test in
      let (fitted, tested) =
        isRaw
        ? (features.rows(at: training), features.rows(at: test))
        : try standardized(features, training: training, test: test)
      let model: any Classifier = try make(fold).fit(features: fitted, labels: training.map { labels[$0] })
      return Double(zip(try model.predict(tested), test).count { $0 == labels[$1] })
    }
    try expectNoDifference(ours, peer, subject)
  }

  @Test(
    "numbers are predicted as well as the peer predicts them, within noise at 1%",
    arguments: regressors)
  func numbers(_ learner: String) throws {
    let subject = PeerCase(table: "diabetes", learner: learner)
    let table = try #require(PeerScores.shared.sets["diabetes"])
    let peer = try #require(table.scores[learner])
    let diabetes = try Diabetes.load()
    let ours = try ourScores(table) { fold, training, test in
      let (fitted, tested) = try standardized(diabetes.features, training: training, test: test)
      let answers = training.map { diabetes.targets[$0] }
      let chosen = Self.regressor(learner, fold: fold, rows: training.count)
      let model: any Regressor = try chosen.fit(features: fitted, targets: answers)
      return try rSquared(predicted: model.predict(tested), actual: test.map { diabetes.targets[$0] })
    }
    try expectNoDifference(ours, peer, subject)
    if ["linear", "ridge", "lasso", "elastic net"].contains(learner) {
      #expect(distance(ours, peer) < 1e-6)
    }
  }

  @Test(
    "what is learned without labels is as good as the peer's, within noise at 1%",
    arguments: ["iris", "wine", "breast-cancer", "digits", "diabetes"].flatMap { table in
      ["principal components", "k-means", "Gaussian mixture", "isolation forest"].map {
        PeerCase(table: table, learner: $0)
      }
    })
  func withoutLabels(_ subject: PeerCase) throws {
    let table = try #require(PeerScores.shared.sets[subject.table])
    guard let peer = table.scores[subject.learner] else { return }
    let (features, labels) = try rows(of: subject.table)
    let ours = try ourScores(table) { fold, training, test in
      let (fitted, tested) = try standardized(features, training: training, test: test)
      switch subject.learner {
      case "principal components":
        let model = try PrincipalComponents(components: 2).fit(features: fitted)
        let rebuilt = try model.inverseTransform(model.transform(tested))
        return zip(rebuilt.values, tested.values).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
          / Double(tested.values.count)
      case "k-means":
        let model = try KMeans(clusters: 3, restarts: 10, seed: UInt64(fold)).fit(features: fitted)
        let distances = try model.transform(tested)
        return (0..<tested.rowCount).reduce(0) { sum, row in
          let nearest = distances.row(row).min()!
          return sum + nearest * nearest
        } / Double(tested.rowCount)
      case "Gaussian mixture":
        let model = try GaussianMixture(
          components: 2, covariance: .full, regularization: 1e-3, restarts: 5, seed: UInt64(fold)
        ).fit(features: fitted)
        return try model.logDensity(tested).reduce(0, +) / Double(tested.rowCount)
      default:
        let model = try IsolationForest(trees: 100, seed: UInt64(fold)).fit(features: fitted)
        return try rocAUC(scores: model.anomalyScores(tested), actual: test.map { labels[$0] == 1 })
      }
    }
    try expectNoDifference(ours, peer, subject)
    if subject.learner == "principal components" { #expect(distance(ours, peer) < 1e-6) }
  }

  /// Fails where the mean difference over the folds is significant at 1% by the corrected resampled t test.
  private func expectNoDifference(_ ours: [Double], _ peer: [Double], _ subject: PeerCase) throws {
    #expect(ours.count == 100)
    let comparison = try FoldComparison(first: ours, second: peer, testShareOfTrain: 1.0 / 9)
    #expect(
      comparison.pValue >= 0.01,
      "\(subject.testDescription): mean \(ours.reduce(0, +) / 100) against \(peer.reduce(0, +) / 100)")
  }

  private func rows(of table: String) throws -> (features: Matrix<Double>, labels: [Int]) {
    switch table {
    case "iris":
      let iris = try Iris.load()
      return (iris.features, iris.labels)
    case "wine":
      let wine = try Wine.load()
      return (wine.features, wine.labels)
    case "digits":
      let digits = try Digits.load()
      return (digits.features, digits.labels)
    case "diabetes":
      return (try Diabetes.load().features, [])
    default:
      let tumors = try BreastCancer.load()
      return (tumors.features, tumors.labels)
    }
  }
}
