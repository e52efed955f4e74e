import LinearAlgebra
import Models
import Plotting
import Testing

@Suite("What learners and models say of themselves")
struct LearnerDescriptionTests {
  @Test("a learner names the settings that are not the usual ones")
  func settings() throws {
    #expect("\(GradientBoosting())" == "GradientBoosting()")
    #expect("\(GradientBoosting(rounds: 200))" == "GradientBoosting(rounds: 200)")
    #expect("\(RandomForest(trees: 7, depth: 3))" == "RandomForest(trees: 7, depth: 3)")
    #expect("\(KMeans(clusters: 3))" == "KMeans(clusters: 3)")
    let centers = try Matrix(rows: [[1, 2], [3, 4], [5, 6]])
    #expect("\(KMeans(clusters: 3, startingCenters: centers))" == "KMeans(clusters: 3, startingCenters: 3 × 2 matrix)")
    #expect(
      "\(LogisticRegression(l2: 0.5, classWeights: .factors([2: 3, 1: 2])))"
        == "LogisticRegression(l2: 0.5, classWeights: .factors([1: 2.0, 2: 3.0]))")
    #expect("\(DecisionTree(criterion: .entropy))" == "DecisionTree(criterion: .entropy)")
    #expect("\(SupportVectorMachine(kernel: .rbf(gamma: 0.5)))" == "SupportVectorMachine(kernel: .rbf(gamma: 0.5))")
    #expect("\(PrincipalComponents(components: 2))" == "PrincipalComponents(components: 2)")
    #expect(
      "\(OneVersusRest(LinearSupportVectorMachine(c: 2), classWeights: .balanced))"
        == "OneVersusRest(LinearSupportVectorMachine(c: 2.0), classWeights: .balanced)")
    #expect("\(NearestNeighbors(k: 5).standardized())" == "NearestNeighbors(k: 5).standardized()")
  }

  @Test("a fit that stopped early says so, by name and where it is shown")
  func convergence() throws {
    let rows = DrawnRows(count: 200, seed: 6)
    func shown(_ model: some Displayable) -> String { model.display(in: DisplayContext(width: 100)).plain }
    let note = "not converged after 1 step; allow more with maximumIterations"

    let logistic = try LogisticRegression(l2: 0.1, maximumIterations: 1).fit(
      features: rows.features, labels: rows.labels)
    #expect(logistic.converged == false && logistic.iterations == 1 && shown(logistic).contains(note))
    let softmax = try SoftmaxRegression(l2: 0.1, maximumIterations: 1).fit(features: rows.features, labels: rows.labels)
    #expect(!softmax.converged && softmax.iterations == 1 && shown(softmax).contains(note))
    let wide = DrawnRows(count: 60, columns: 40, seed: 7)
    let lasso = try LassoRegression(l1: 5, maximumIterations: 1).fit(features: wide.features, targets: wide.targets)
    #expect(lasso.converged == false && lasso.iterations == 1 && shown(lasso).contains(note))
    let flat = try LinearSupportVectorMachine(maximumIterations: 1).fit(features: rows.features, labels: rows.labels)
    #expect(!flat.converged && flat.iterations == 1 && shown(flat).contains(note))
    let machine = try SupportVectorMachine(maximumIterations: 1).fit(features: rows.features, labels: rows.labels)
    #expect(!machine.converged && machine.iterations == 1 && shown(machine).contains(note))
    let clusters = try KMeans(clusters: 4, restarts: 1, maximumIterations: 1).fit(features: rows.features)
    #expect(clusters.converged == false && clusters.iterations == 1 && shown(clusters).contains(note))
    let mixture = try GaussianMixture(components: 2, tolerance: 0, maximumIterations: 1).fit(features: rows.features)
    #expect(!mixture.converged && mixture.iterations == 1 && shown(mixture).contains(note))
    let pairs = try OneVersusRest(LinearSupportVectorMachine(maximumIterations: 1)).fit(
      features: rows.features, labels: rows.labels)
    #expect(shown(pairs).contains(note))

    let whole = try LogisticRegression(l2: 0.1).fit(features: rows.features, labels: rows.labels)
    #expect(whole.converged == true && !shown(whole).contains("converged"))
    let stream = try LogisticRegressionSGD().fit(features: rows.features, labels: rows.labels)
    #expect(stream.converged == nil && stream.iterations == nil)
  }

  @Test("every classifier and regressor shows itself in a few lines, and not its memory")
  func displays() throws {
    for subject in ClassifierUnderContract.all {
      let rows = subject.rows(classes: subject.takesManyClasses ? 3 : 2)
      let model: any Classifier = try subject.learner.fit(features: rows.features, labels: rows.labels)
      try expectShort(model, subject.testDescription)
    }
    for subject in RegressorUnderContract.all {
      let rows = subject.rows()
      let model: any Regressor = try subject.learner.fit(features: rows.features, targets: rows.targets)
      try expectShort(model, subject.testDescription)
    }
  }

  private func expectShort(_ model: Any, _ name: String) throws {
    let displayable = try #require(model as? any Displayable, "\(name) does not show itself")
    let shown = displayable.display(in: DisplayContext(width: 100)).plain
    #expect(shown.split(separator: "\n").count < 40, "\(name): \(shown)")
    #expect(!shown.contains("format") && !shown.contains("Optional"), "\(name): \(shown)")
  }
}
