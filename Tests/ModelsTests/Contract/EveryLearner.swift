import Models
import Statistics

extension ClassifierUnderContract {
  static let all: [ClassifierUnderContract] = [
    .init("LogisticRegression", LogisticRegression(l2: 0.1)) { $0.takesManyClasses = false },
    .init("LogisticRegression, l1", LogisticRegression(l2: 0, l1: 0.5)) { $0.takesManyClasses = false },
    .init("LogisticRegressionSGD", LogisticRegressionSGD(l2: 0.1, batchSize: 8, epochs: 4, seed: 5)) {
      $0.reseeded = LogisticRegressionSGD(l2: 0.1, batchSize: 8, epochs: 4, seed: 6)
      $0.ignoresRowOrder = false
      $0.takesManyClasses = false
    },
    .init("SoftmaxRegression", SoftmaxRegression(l2: 0.1)),
    .init("SoftmaxRegression, l1", SoftmaxRegression(l2: 0, l1: 0.5)),
    .init(
      "LinearSupportVectorMachine, hinge",
      LinearSupportVectorMachine(c: 1, loss: .hinge, tolerance: 1e-13, maximumIterations: 100_000)
    ) {
      $0.takesManyClasses = false
    },
    .init(
      "LinearSupportVectorMachine, squared hinge",
      LinearSupportVectorMachine(c: 1, loss: .squaredHinge, tolerance: 1e-13, maximumIterations: 100_000)
    ) {
      $0.takesManyClasses = false
    },
    .init("SupportVectorMachine, linear", SupportVectorMachine(kernel: .linear, tolerance: 1e-8)) {
      $0.takesManyClasses = false
    },
    .init(
      "SupportVectorMachine, polynomial",
      SupportVectorMachine(kernel: .polynomial(degree: 2, gamma: 0.5, constant: 1), tolerance: 1e-8)
    ) { $0.takesManyClasses = false },
    .init("SupportVectorMachine, radial", SupportVectorMachine(kernel: .rbf(gamma: 0.5), tolerance: 1e-8)) {
      $0.takesManyClasses = false
    },
    .init("SupportVectorMachine, scaled radial", SupportVectorMachine(tolerance: 1e-8)) { $0.takesManyClasses = false },
    .init("OneVersusRest of LogisticRegression", OneVersusRest(LogisticRegression(l2: 0.1))),
    .init("OneVersusOne of SupportVectorMachine", OneVersusOne(SupportVectorMachine(kernel: .linear, tolerance: 1e-8))),
    .init("NearestNeighbors, k = 1", NearestNeighbors()),
    .init("NearestNeighbors, k = 5", NearestNeighbors(k: 5)),
    .init("NearestNeighbors, by distance", NearestNeighbors(k: 5, voting: .distance)),
    .init("GaussianNaiveBayes", GaussianNaiveBayes()),
    .init("MultinomialNaiveBayes", MultinomialNaiveBayes()) {
      $0.prepare = { max(0, ($0 + 3).rounded()) }
      $0.leastAccuracy = 0.7
    },
    .init("BernoulliNaiveBayes", BernoulliNaiveBayes(threshold: 1.5)) { $0.leastAccuracy = 0.8 },
    .init("DecisionTree", DecisionTree(depth: 4)) { $0.leastAccuracy = 0.85 },
    .init("RandomForest", RandomForest(trees: 20, seed: 5)) {
      $0.reseeded = RandomForest(trees: 20, seed: 6)
      $0.ignoresRowOrder = false
    },
    .init("ExtraTrees", ExtraTrees(trees: 20, seed: 5)) {
      $0.reseeded = ExtraTrees(trees: 20, seed: 6)
    },
    .init("AdaBoost", AdaBoost(rounds: 10)),
    .init("GradientBoosting", GradientBoosting(rounds: 20, minimumRowsPerLeaf: 4)) { $0.takesMissingValues = true },
    .init("GradientBoosting, drawn rows", GradientBoosting(rounds: 20, minimumRowsPerLeaf: 4, subsample: 0.7, seed: 5))
    {
      $0.takesMissingValues = true
      $0.reseeded = GradientBoosting(rounds: 20, minimumRowsPerLeaf: 4, subsample: 0.7, seed: 6)
      $0.ignoresRowOrder = false
    },
    .init(
      "MultilayerPerceptron",
      MultilayerPerceptron(hiddenLayers: [8], optimizer: .adam(learningRate: 0.01), batchSize: 16, epochs: 30, seed: 5)
    ) {
      $0.reseeded = MultilayerPerceptron(
        hiddenLayers: [8], optimizer: .adam(learningRate: 0.01), batchSize: 16, epochs: 30, seed: 6)
      $0.ignoresRowOrder = false
    },
    .init(
      "MultilayerPerceptron, normalized, with dropout",
      MultilayerPerceptron(
        hiddenLayers: [16, 8], batchSize: 16, epochs: 30, dropout: 0.1, batchNormalization: true, seed: 5)
    ) {
      $0.reseeded = MultilayerPerceptron(
        hiddenLayers: [16, 8], batchSize: 16, epochs: 30, dropout: 0.1, batchNormalization: true, seed: 6)
      $0.ignoresRowOrder = false
    },
    .init("LogisticRegression, standardized", LogisticRegression(l2: 0.1).standardized()) {
      $0.takesManyClasses = false
    },
    .init("NearestNeighbors, standardized", NearestNeighbors(k: 5).standardized()),
    .init("OneVersusRest, standardized inside", OneVersusRest(LogisticRegression(l2: 0.1).standardized())),
  ]
}

extension RegressorUnderContract {
  static let all: [RegressorUnderContract] = [
    .init("LinearRegression", LinearRegression()),
    .init("RidgeRegression", RidgeRegression(l2: 1)),
    .init("LassoRegression", LassoRegression(l1: 1)),
    .init("ElasticNetRegression", ElasticNetRegression(l1: 1, l2: 1)),
    .init("LinearRegressionSGD", LinearRegressionSGD(l2: 0.01, learningRate: 0.05, batchSize: 8, epochs: 20, seed: 5)) {
      $0.reseeded = LinearRegressionSGD(l2: 0.01, learningRate: 0.05, batchSize: 8, epochs: 20, seed: 6)
      $0.ignoresRowOrder = false
      $0.followsShifts = false
    },
    .init("NearestNeighborsRegression", NearestNeighborsRegression(k: 5)),
    .init("NearestNeighborsRegression, by distance", NearestNeighborsRegression(k: 5, voting: .distance)),
    .init("DecisionTreeRegression", DecisionTreeRegression(depth: 3)) { $0.leastRSquared = 0.5 },
    .init("RandomForestRegression", RandomForestRegression(trees: 20, seed: 5)) {
      $0.reseeded = RandomForestRegression(trees: 20, seed: 6)
      $0.ignoresRowOrder = false
    },
    .init("ExtraTreesRegression", ExtraTreesRegression(trees: 20, seed: 5)) {
      $0.reseeded = ExtraTreesRegression(trees: 20, seed: 6)
      // Of two splits that are equally good, rounding decides.
      $0.ignoresRowOrder = false
      $0.followsShifts = false
    },
    .init("GradientBoostingRegression", GradientBoostingRegression(rounds: 40, minimumRowsPerLeaf: 4)) {
      $0.takesMissingValues = true
    },
    .init(
      "GradientBoostingRegression, median",
      GradientBoostingRegression(loss: .absolute, rounds: 40, minimumRowsPerLeaf: 4)
    ) { $0.takesMissingValues = true },
    .init(
      "MultilayerPerceptronRegression",
      MultilayerPerceptronRegression(hiddenLayers: [16], batchSize: 16, epochs: 60, seed: 5)
    ) {
      $0.reseeded = MultilayerPerceptronRegression(hiddenLayers: [16], batchSize: 16, epochs: 60, seed: 6)
      $0.ignoresRowOrder = false
      $0.followsShifts = false
    },
    .init("RidgeRegression, standardized", RidgeRegression(l2: 1).standardized()),
    .init("NearestNeighborsRegression, standardized", NearestNeighborsRegression(k: 5).standardized()),
  ]
}

extension UnsupervisedUnderContract {
  static let all: [UnsupervisedUnderContract] =
    [
      .init("KMeans", KMeans(clusters: 3, restarts: 2, seed: 5)) {
        $0.reseeded = KMeans(clusters: 3, restarts: 2, seed: 6)
        $0.unusable = [
          ("clusters", KMeans(clusters: 0)), ("restarts", KMeans(clusters: 3, restarts: 0)),
          ("maximumIterations", KMeans(clusters: 3, maximumIterations: 0)),
        ]
        $0.answers = { model, rows in try (model as! KMeansModel).transform(rows).values }
        $0.refusalOfOneRow = .tooFewDistinctRows(distinct: 1, needed: 3)
        $0.ignoresRowOrder = false
        $0.scaled = { answer, factor in factor * answer }
      },
      .init("MiniBatchKMeans", MiniBatchKMeans(clusters: 3, batchSize: 32, steps: 40, seed: 5)) {
        $0.reseeded = MiniBatchKMeans(clusters: 3, batchSize: 32, steps: 40, seed: 6)
        $0.unusable = [
          ("clusters", MiniBatchKMeans(clusters: -1)), ("batchSize", MiniBatchKMeans(clusters: 3, batchSize: 0)),
          ("steps", MiniBatchKMeans(clusters: 3, steps: 0)), ("restarts", MiniBatchKMeans(clusters: 3, restarts: 0)),
        ]
        $0.answers = { model, rows in try (model as! KMeansModel).transform(rows).values }
        $0.refusalOfOneRow = .tooFewDistinctRows(distinct: 1, needed: 3)
        $0.ignoresRowOrder = false
        $0.scaled = { answer, factor in factor * answer }
        $0.batchSize = 32
      },
      .init("PrincipalComponents", PrincipalComponents(components: 2)) {
        $0.unusable = [
          ("components", PrincipalComponents(components: 0)),
          ("varianceShare", PrincipalComponents(varianceShare: 1.5)),
        ]
        $0.answers = { model, rows in try (model as! PrincipalComponentsModel).transform(rows).values }
        $0.refusalOfOneRow = .noVarianceEstimate(total: 1)
        $0.scaled = { answer, factor in factor * answer }
      },
      .init("StandardScaler", StandardScaler()) {
        $0.answers = { model, rows in try (model as! StandardScalerModel).transform(rows).values }
        $0.columnOrder = .movesAnswers
        $0.ignoresConstantColumns = false
      },
      .init("KMeans, standardized", KMeans(clusters: 3, restarts: 2, seed: 5).standardized()) {
        $0.reseeded = KMeans(clusters: 3, restarts: 2, seed: 6).standardized()
        $0.unusable = [("clusters", KMeans(clusters: 0).standardized())]
        $0.answers = { model, rows in
          let model = model as! StandardizedModel<KMeansModel>
          return try model.model.transform(model.scaler.transform(rows)).values
        }
        $0.refusalOfOneRow = .tooFewDistinctRows(distinct: 1, needed: 3)
        $0.ignoresRowOrder = false
      },
      .init("IsolationForest", IsolationForest(trees: 20, rowsPerTree: 64, seed: 5)) {
        $0.reseeded = IsolationForest(trees: 20, rowsPerTree: 64, seed: 6)
        $0.unusable = [("trees", IsolationForest(trees: 0)), ("rowsPerTree", IsolationForest(rowsPerTree: 1))]
        $0.answers = { model, rows in try (model as! IsolationForestModel).anomalyScores(rows) }
        $0.ignoresRowOrder = false
        $0.columnOrder = .changesDraws
        $0.ignoresConstantColumns = false
      },
    ]
    + CovarianceShape.allCases.map { shape in
      .init(
        "GaussianMixture, \(shape)", GaussianMixture(components: 2, covariance: shape, maximumIterations: 30, seed: 5)
      ) {
        $0.reseeded = GaussianMixture(components: 2, covariance: shape, maximumIterations: 30, seed: 6)
        $0.unusable = [
          ("components", GaussianMixture(components: 0, covariance: shape)),
          ("regularization", GaussianMixture(components: 2, covariance: shape, regularization: -1)),
          ("tolerance", GaussianMixture(components: 2, covariance: shape, tolerance: .nan)),
          ("maximumIterations", GaussianMixture(components: 2, covariance: shape, maximumIterations: 0)),
          ("restarts", GaussianMixture(components: 2, covariance: shape, restarts: 0)),
        ]
        $0.answers = { model, rows in try (model as! GaussianMixtureModel).logDensity(rows) }
        $0.refusalOfOneRow = .tooFewDistinctRows(distinct: 1, needed: 2)
        $0.ignoresRowOrder = false
        $0.ignoresConstantColumns = false
        // A density in three dimensions, in the reverse of the cube of the features' unit.
        $0.scaled = { answer, factor in answer - 3 * Portable.log(factor) }
      }
    }
}

extension RatingLearnerUnderContract {
  static let all: [RatingLearnerUnderContract] = [
    .init("MatrixFactorization", MatrixFactorization(factors: 2, seed: 5)) {
      $0.reseeded = MatrixFactorization(factors: 2, seed: 6)
      $0.unusable = [
        ("factors", MatrixFactorization(factors: -1)), ("l2", MatrixFactorization(factors: 2, l2: 0)),
        ("tolerance", MatrixFactorization(factors: 2, tolerance: -1)),
        ("maximumIterations", MatrixFactorization(factors: 2, maximumIterations: 0)),
      ]
    },
    .init("MatrixFactorization, biases alone", MatrixFactorization(factors: 0)) {
      $0.unusable = [("l2", MatrixFactorization(factors: 0, l2: .infinity))]
    },
    .init("MatrixFactorizationSGD", MatrixFactorizationSGD(factors: 2, seed: 5)) {
      $0.reseeded = MatrixFactorizationSGD(factors: 2, seed: 6)
      $0.unusable = [
        ("factors", MatrixFactorizationSGD(factors: -1)), ("l2", MatrixFactorizationSGD(factors: 2, l2: -1)),
        ("learningRate", MatrixFactorizationSGD(factors: 2, learningRate: 0)),
        ("epochs", MatrixFactorizationSGD(factors: 2, epochs: 0)),
      ]
      $0.stepsAreDrawn = true
    },
    .init("MatrixFactorizationSGD, logistic", MatrixFactorizationSGD(factors: 2, loss: .logistic, seed: 5)) {
      $0.reseeded = MatrixFactorizationSGD(factors: 2, loss: .logistic, seed: 6)
      $0.unusable = [("epochs", MatrixFactorizationSGD(factors: 2, loss: .logistic, epochs: 0))]
      $0.takesClicks = true
      $0.stepsAreDrawn = true
    },
  ]
}
