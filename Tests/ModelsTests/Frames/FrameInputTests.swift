import DataFrames
import Foundation
import LinearAlgebra
import Models
import Plotting
import Testing

@Suite("Fits to the columns of a frame")
struct FrameInputTests {
  /// Two countries and an age that say who buys, with a number that says nothing.
  private func shop(_ count: Int = 40) throws -> DataFrame {
    let rows = 0..<count
    return try DataFrame(
      Column("age", rows.map { 20 + $0 }),
      Column("country", rows.map { ["SE", "NO", "DK"][$0 % 3] }),
      Column("member", rows.map { $0 % 4 == 0 }),
      Column("noise", rows.map { Double($0 * 7 % 11) }),
      Column("bought", rows.map { $0 > count / 2 || $0 % 3 == 1 ? "yes" : "no" }))
  }

  private func sentence<Value>(_ make: () throws -> Value) -> String? {
    do {
      _ = try make()
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test("numbers stay, truth values are 0 and 1, text is one column per category in ascending order")
  func encoding() throws {
    let frame = try shop()
    let model = try RandomForest(trees: 5).fit(frame, label: "bought", features: ["country", "age", "member"])
    #expect(model.featureNames == ["country = DK", "country = NO", "country = SE", "age", "member"])
    let matrix = try model.matrix(frame)
    #expect(Array(matrix.row(0)) == [0, 0, 1, 20, 1])
    #expect(Array(matrix.row(1)) == [0, 1, 0, 21, 0])
    #expect(Array(matrix.row(2)) == [1, 0, 0, 22, 0])
  }

  @Test("a model fitted to a frame is that fitted to the same numbers, weights included")
  func sameModel() throws {
    let frame = try shop().adding(Column("w", (0..<40).map { Double($0 % 3) }))
    let learner = RandomForest(trees: 10, seed: 3)
    let fitted = try learner.fit(frame, label: "bought", weights: "w")
    #expect(fitted.features.columns.map(\.name) == ["age", "country", "member", "noise"])
    let labels = try frame.array("bought", of: String.self).map { $0 == "yes" ? 1 : 0 }
    let direct = try learner.fit(
      features: fitted.matrix(frame), labels: labels, sampleWeights: frame.array("w", of: Double.self))
    #expect(fitted.model == direct)
    let tree = try DecisionTreeRegression(depth: 3).fit(frame, target: "noise", features: ["age", "member"])
    #expect(try tree.predict(frame) == tree.model.predict(frame.matrix("age", "member")))
  }

  @Test("predictions come in the type of the labels")
  func labelTypes() throws {
    let frame = try shop()
    let text = try DecisionTree().fit(frame, label: "bought")
    #expect(try text.predict(frame).array(of: String.self) == frame.array("bought", of: String.self))
    #expect(try text.probabilities(frame).columnNames == ["no", "yes"])
    let category = try DecisionTree().fit(frame.casting("bought", to: .categorical), label: "bought")
    #expect(try category.predict(frame).type == .categorical)
    #expect(try category.predict(frame).array(of: String.self) == frame.array("bought", of: String.self))
    let truth = try DecisionTree().fit(frame, label: "member")
    #expect(try truth.predict(frame).array(of: Bool.self) == frame.array("member", of: Bool.self))
    #expect(truth.classNames == ["false", "true"])
    let numbers = try frame.adding(Column("grade", (0..<40).map { 10 * ($0 % 3) - 5 }))
    let whole = try DecisionTree().fit(numbers, label: "grade")
    #expect(try whole.predict(numbers).array(of: Int.self) == numbers.array("grade", of: Int.self))
    #expect(whole.model.classes == [-5, 5, 15])
    let weighted = DecisionTree(depth: 1, classWeights: .factors([1: 50]))
    let yes = try weighted.fit(frame, label: "bought", features: ["noise"]).predict(frame)
    #expect(try yes.array(of: String.self).allSatisfy { $0 == "yes" }, "texts are numbered in ascending order")
  }

  @Test("columns are found by name in any order, among others, and text may be categorical")
  func columnOrder() throws {
    let frame = try shop()
    let model = try DecisionTree().fit(frame, label: "bought")
    let other = try frame.select("noise", "country", "age", "member").casting("country", to: .categorical)
    #expect(try model.predict(other) == model.predict(frame))
    #expect(try model.predict(frame.adding(Column("extra", 0..<40))) == model.predict(frame))
    #expect(
      sentence { try model.predict(frame.renaming("noise", to: "noisy")) }?.hasPrefix(
        "no column \"noise\"; did you mean \"noisy\"?") == true)
    #expect(
      sentence { try model.predict(frame.casting("age", to: .string)) }?.hasPrefix(
        "column \"age\" holds string, not double") == true)
    #expect(try model.predict(frame.rows(in: 0..<0)).count == 0)
  }

  @Test("learners that split categories get their numbers, and take missing values")
  func categories() throws {
    var frame = try shop(120)
    frame = try frame.adding(Column("bought", (0..<120).map { $0 % 3 == 1 ? "yes" : "no" }))
    frame = try frame.adding(Column("age", (0..<120).map { $0 % 10 == 0 ? nil : $0 }))
    let learner = GradientBoosting(rounds: 20, minimumRowsPerLeaf: 5)
    let model = try learner.fit(frame, label: "bought", features: ["age", "country"])
    #expect(model.featureNames == ["age", "country"])
    let numbers = try model.matrix(frame)
    #expect(numbers[0, 0].isNaN && numbers[1, 1] == 1 && numbers[2, 1] == 0)
    var told = learner
    told.categoricalColumns = [1]
    let labels = (0..<120).map { $0 % 3 == 1 ? 1 : 0 }
    #expect(try told.fit(features: numbers, labels: labels) == model.model)
    #expect(try model.predict(frame).array(of: String.self) == frame.array("bought", of: String.self))
    #expect(try model.featureImportance().array("feature", of: String.self)[0] == "country")
    #expect(
      sentence { try RandomForest(trees: 2).fit(frame, label: "bought") }?.hasPrefix(
        "column \"age\" has no value in row 0 (counted from 0), and this learner needs one") == true)
    let regression = try GradientBoostingRegression(rounds: 5).fit(frame, target: "noise")
    #expect(regression.featureNames == ["age", "country", "member", "bought"])
  }

  @Test("what cannot be a feature, a label, a target or a weight is refused with the column and the row")
  func refusals() throws {
    let frame = try shop()
    let tree = DecisionTree()
    #expect(
      sentence { try tree.fit(frame, label: "bougth") }?.hasPrefix("no column \"bougth\"; did you mean \"bought\"?")
        == true)
    #expect(
      sentence { try tree.fit(frame, label: "bought", features: ["agee"]) }?.contains("did you mean \"age\"?") == true)
    #expect(
      sentence { try tree.fit(frame, label: "noise") }
        == "column \"noise\" holds double, and classes are whole numbers, true and false, or text; predict numbers "
        + "with a learner that is fitted with target: \"noise\", or turn them into classes with "
        + "casting(\"noise\", to: .int)")
    #expect(
      sentence { try DecisionTreeRegression().fit(frame, target: "bought") }?.hasPrefix(
        "column \"bought\" holds string, and this learner predicts numbers") == true)
    #expect(
      sentence { try tree.fit(frame, label: "bought", features: ["age", "bought"]) }?.contains("cannot be a feature")
        == true)
    #expect(
      sentence { try tree.fit(frame, label: "bought", features: ["age", "age"]) }?.contains("is named twice") == true)
    #expect(
      sentence { try tree.fit(frame.select("bought"), label: "bought") }
        == "there is no column to learn from beside \"bought\"; give a frame with at least one feature")
    let dates = try frame.adding(Column("day", (0..<40).map { Date(timeIntervalSince1970: Double($0) * 86_400) }))
    #expect(
      sentence { try tree.fit(dates, label: "bought") }?.hasPrefix(
        "column \"day\" holds dates, which are not a feature")
        == true)
    #expect(sentence { try tree.fit(dates, label: "day") } == "column \"day\" holds dates, which cannot be classes")
    let gaps = try frame.adding(Column("bought", (0..<40).map { $0 == 3 ? nil : $0 % 2 == 0 ? "yes" : "no" }))
    #expect(
      sentence { try tree.fit(gaps, label: "bought") }
        == "column \"bought\" has no label in row 3 (counted from 0); drop such rows with droppingNulls(in: \"bought\")"
    )
    let holes = try frame.adding(Column("noise", (0..<40).map { $0 == 5 ? nil : 1.0 }))
    #expect(
      sentence { try DecisionTreeRegression().fit(holes, target: "noise") }?.hasPrefix(
        "column \"noise\" has no number in row 5") == true)
    #expect(
      sentence { try tree.fit(holes, label: "bought", weights: "noise") }?.hasPrefix(
        "column \"noise\" has no weight in row 5") == true)
    let many = try DataFrame(Column("id", (0..<1_200).map { "id \($0)" }), Column("y", (0..<1_200).map { $0 % 2 }))
    #expect(
      sentence { try tree.fit(many, label: "y") }?.hasPrefix("column \"id\" has 1200 different texts in 1200 rows")
        == true)
    #expect(sentence { try tree.fit(frame.rows(in: 0..<0), label: "bought") } == ModelError.noRows.description)
  }

  @Test("an unseen category is refused at prediction with its row and those known")
  func unseen() throws {
    let frame = try shop()
    let model = try DecisionTree().fit(frame, label: "bought")
    let later = try frame.adding(Column("country", (0..<40).map { $0 == 6 ? "FI" : "NO" }))
    #expect(
      sentence { try model.predict(later) }
        == "column \"country\" is \"FI\" in row 6 (counted from 0), which it never was in the rows that the model was "
        + "fitted to; it knows \"DK\", \"NO\", \"SE\"")
  }

  @Test("the errors of learners are told with the names of columns and classes")
  func names() throws {
    let frame = try shop()
    let infinite = try frame.adding(Column("noise", (0..<40).map { $0 == 9 ? .infinity : 1.0 }))
    #expect(
      sentence { try DecisionTree().fit(infinite, label: "bought") }?.hasPrefix(
        "the feature in row 9, column \"noise\" is inf") == true)
    let fitted = try DecisionTree().fit(frame, label: "bought")
    #expect(sentence { try fitted.predict(infinite) }?.contains("column \"noise\" is inf") == true)
    let single = try frame.adding(Column("bought", [String](repeating: "yes", count: 40)))
    #expect(
      sentence { try DecisionTree().fit(single, label: "bought") }?.hasPrefix(
        "every row that counts has the label \"yes\"") == true)
    let three = try frame.adding(Column("bought", (0..<40).map { ["a", "b", "c"][$0 % 3] }))
    do {
      _ = try AdaBoost(rounds: 2, classWeights: .factors([7: 2])).fit(three, label: "bought")
      Issue.record("a weight of no class is accepted")
    } catch let error as NamedInputError {
      #expect(error.underlying as? ModelError == .classWeightLabel(label: 7, classes: [0, 1, 2]))
      #expect(error.description.contains("\"a\", \"b\", \"c\""))
    }
  }

  @Test("every error that speaks of a column or a class tells their names")
  func namedSentences() throws {
    let frame = try shop()
    #expect(
      sentence {
        try MultinomialNaiveBayes().fit(frame.adding(Column("age", (0..<40).map { $0 - 5 })), label: "bought")
      }?
      .hasPrefix("the feature in row 0, column \"age\" is -5.0; this learner counts") == true)
    let twice = try frame.select("age", "bought").adding(Column("copy", (0..<40).map { 20 + $0 }))
    #expect(
      sentence {
        try LogisticRegression(l2: 0).fit(twice.adding(Column("bought", (0..<40).map { $0 % 3 == 0 })), label: "bought")
      }?
      .hasPrefix("feature column \"copy\" is constant, repeats") == true)
    let weighted = GaussianNaiveBayes(classWeights: .factors([1: -2]))
    #expect(
      sentence { try weighted.fit(frame, label: "bought", features: ["age"]) }
        == "the class weight of label \"yes\" is -2, and it must be a finite number above 0")
    let priors = GaussianNaiveBayes(priors: .given([0: 1]))
    #expect(
      sentence { try priors.fit(frame, label: "bought", features: ["age"]) }?
        .contains("none for the label \"yes\"") == true)
    let three = try frame.adding(Column("bought", (0..<40).map { ["a", "b", "c"][$0 % 3] }))
    #expect(
      sentence { try LogisticRegression().fit(three, label: "bought") }?
        .hasPrefix("there are 3 classes (\"a\", \"b\", \"c\"), and this learner takes exactly two") == true)
    let constrained = GradientBoosting(rounds: 1, monotone: [.none, .rising, .none, .none])
    #expect(
      sentence { try constrained.fit(frame, label: "bought") }?
        .hasPrefix("column \"country\" holds categories, which have no order") == true)
    let numbers = try frame.adding(Column("bought", (0..<40).map { _ in 7 }))
    #expect(
      sentence { try DecisionTree().fit(numbers, label: "bought") }?
        .hasPrefix("every row that counts has the label 7;") == true)
  }

  @Test("a model is read back as it was, and refused where its parts do not fit")
  func coding() throws {
    let frame = try shop()
    let model = try GradientBoosting(rounds: 5, minimumRowsPerLeaf: 3).fit(frame, label: "bought")
    let data = try JSONEncoder().encode(model)
    let read = try JSONDecoder().decode(FrameClassifier<GradientBoostingModel>.self, from: data)
    #expect(read == model)
    #expect(try read.probabilities(frame) == model.probabilities(frame))
    let text = String(decoding: data, as: UTF8.self)
    let later = Data(
      text.replacing("\"labels\":{", with: "\"labels\":{").replacing("\"no\",\"yes\"", with: "\"no\"").utf8)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(FrameClassifier<GradientBoostingModel>.self, from: later)
    }
    let regression = try DecisionTreeRegression(depth: 2).fit(frame, target: "noise")
    let again = try JSONDecoder().decode(
      FrameRegressor<DecisionTreeRegressionModel>.self, from: JSONEncoder().encode(regression))
    #expect(again == regression)
    var object = try #require(
      JSONSerialization.jsonObject(with: JSONEncoder().encode(regression)) as? [String: Any])
    object["format"] = 2
    let newer = try JSONSerialization.data(withJSONObject: object)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(FrameRegressor<DecisionTreeRegressionModel>.self, from: newer)
    }
  }

  @Test("learners without labels are fitted to a frame")
  func unsupervised() throws {
    struct Means: UnsupervisedModel, Equatable {
      let means: [Double]
      var featureCount: Int { means.count }
    }
    struct Averaging: IncrementalUnsupervisedLearner {
      var sampleWeightUse: SampleWeightUse { .ignored }
      func fit(features: Matrix<Double>, sampleWeights: [Double]?) throws -> Means {
        Means(
          means: (0..<features.columnCount).map { features.column($0).reduce(0, +) / Double(features.rowCount) })
      }
      func update(_ model: inout Means, features: Matrix<Double>, sampleWeights: [Double]?) throws {
        model = try fit(features: features, sampleWeights: sampleWeights)
      }
    }
    let frame = try shop(30)
    var model = try Averaging().fit(frame, features: ["country", "age"])
    let third = 1.0 / 3
    #expect(model.model.means == [third, third, third, 34.5])
    try Averaging().update(&model, frame.head(3))
    #expect(model.model.means == [third, third, third, 21])
    let read = try JSONDecoder().decode(FrameModel<Means>.self, from: JSONEncoder().encode(model))
    #expect(read == model)
  }

  @Test("models without labels answer about a frame what they answer about its numbers, and name its columns")
  func frameAnswers() throws {
    let frame = try shop(40).select("age", "noise")
    let matrix = try frame.matrix("age", "noise")
    let clusters = try KMeans(clusters: 2).fit(frame)
    #expect(try clusters.predict(frame) == clusters.model.predict(matrix))
    #expect(try clusters.transform(frame) == clusters.model.transform(matrix))
    let axes = try PrincipalComponents(components: 1).fit(frame)
    #expect(try axes.transform(frame) == axes.model.transform(matrix))
    let forest = try IsolationForest(trees: 5).fit(frame)
    #expect(try forest.anomalyScores(frame) == forest.model.anomalyScores(matrix))
    let mixture = try GaussianMixture(components: 2).fit(frame)
    #expect(try mixture.logDensity(frame) == mixture.model.logDensity(matrix))
    #expect(try mixture.responsibilities(frame) == mixture.model.responsibilities(matrix))

    let broken = try frame.adding(Column("noise", (0..<40).map { $0 == 3 ? Double.infinity : 0 }))
    for ask in [
      { _ = try clusters.transform(broken) }, { _ = try axes.transform(broken) },
      { _ = try forest.anomalyScores(broken) }, { _ = try mixture.logDensity(broken) },
    ] {
      #expect(sentence(ask)?.hasPrefix("the feature in row 3, column \"noise\" is inf") == true)
    }
  }

  @Test("without labels, text is learned from only where it is named")
  func unnamedText() throws {
    let frame = try shop(30)
    #expect(
      sentence { try KMeans(clusters: 2).fit(frame) }
        == "columns \"country\" and \"bought\" hold text, and a learner without labels takes text only where it is "
        + "named; name the columns to learn from with features: [\"age\", \"member\", \"noise\"], where a column of text "
        + "becomes zeros and ones, one column for each category")
    // What would be refused next is not offered: dates, and columns with missing values.
    let mixed = try DataFrame(
      Column("t", ["u", "v"]), Column("d", [Date(timeIntervalSince1970: 0), Date(timeIntervalSince1970: 1)]),
      Column("n", [1, nil]), Column("a", [1, 2]))
    #expect(sentence { try KMeans(clusters: 2).fit(mixed) }?.contains("with features: [\"a\"],") == true)
    let named = try KMeans(clusters: 2).fit(frame, features: ["age", "country"])
    #expect(named.featureNames == ["age", "country = DK", "country = NO", "country = SE"])
    let numbers = try frame.select("age", "noise")
    #expect(try KMeans(clusters: 2).fit(numbers).featureNames == ["age", "noise"])
  }

  @Test("models show themselves with names")
  func display() throws {
    let frame = try shop(120)
    func shown(_ value: some Displayable) -> String { value.display(in: DisplayContext(width: 100)).plain }
    let tree = try DecisionTree(depth: 2).fit(frame, label: "bought")
    #expect(shown(tree).contains("age <= ") && shown(tree).contains("class yes"), "\(shown(tree))")
    #expect(shown(tree.model).contains("x0 <= "))
    let forest = try RandomForest(trees: 5).fit(frame, label: "bought")
    #expect(shown(forest).contains("country = NO") && shown(forest).contains("Feature importance"), "\(shown(forest))")
    let linear = try LogisticRegression().fit(frame, label: "bought")
    #expect(shown(linear).contains("(intercept)") && shown(linear).contains("country = SE"), "\(shown(linear))")
    let stopped = try GradientBoosting(rounds: 30, minimumRowsPerLeaf: 5, earlyStopping: EarlyStopping()).fit(
      frame, label: "bought")
    #expect(shown(stopped.model.trainingPlot()).contains("round"))
    #expect(shown(linear.features).contains("0 or 1 for each of DK, NO, SE"))
    var named = try frame.adding(Column("bought", (0..<120).map { $0 % 3 == 1 ? 5.0 : 1.0 }))
    named = try named.select("country", "bought")
    let boosted = try GradientBoostingRegression(rounds: 3, minimumRowsPerLeaf: 5).fit(named, target: "bought")
    #expect(shown(boosted).contains("country"))
    let centers = try KMeans(clusters: 2).fit(frame, features: ["age"])
    #expect(shown(centers).contains("age") && shown(centers).contains("cluster 1"), "\(shown(centers))")
    let network = try MultilayerPerceptron(hiddenLayers: [4], epochs: 3).fit(frame, label: "bought")
    #expect(shown(network).contains("epoch") && shown(network).contains("4 relu"), "\(shown(network))")
    let neighbors = try NearestNeighbors(k: 3).fit(frame, label: "bought")
    #expect(shown(neighbors).contains("120") && shown(neighbors).contains("yes"), "\(shown(neighbors))")
    let bayes = try GaussianNaiveBayes().fit(frame, label: "bought", features: ["age"])
    #expect(shown(bayes).contains("age") && shown(bayes).contains("±"), "\(shown(bayes))")
    let machine = try SupportVectorMachine(kernel: .linear).fit(frame, label: "bought")
    #expect(shown(machine).contains("support vectors"), "\(shown(machine))")
    let scaled = try LogisticRegression().standardized().fit(frame, label: "bought")
    #expect(shown(scaled).contains("age (scaled)") && shown(scaled).contains("(intercept)"), "\(shown(scaled))")
    let counts = try MultinomialNaiveBayes().fit(frame, label: "bought", features: ["age", "noise"])
    #expect(shown(counts).contains("age") && shown(counts).contains("yes"), "\(shown(counts))")
    let presence = try BernoulliNaiveBayes().fit(frame, label: "bought", features: ["member"])
    #expect(shown(presence).contains("member") && shown(presence).contains("above 0"), "\(shown(presence))")
    let one = try OneVersusRest(LogisticRegression()).fit(frame, label: "country", features: ["age"])
    #expect(shown(one).contains("DK against the rest"), "\(shown(one))")
    let each = try OneVersusOne(LogisticRegression()).fit(frame, label: "country", features: ["age"])
    #expect(shown(each).contains("DK against NO"), "\(shown(each))")
  }
}

@Suite("Factorizations show themselves")
struct FactorizationDisplayTests {
  @Test("each shows its formula and its factors with their shapes")
  func factors() throws {
    let matrix = try Matrix(rows: [[4.0, 2], [2, 3]])
    let tall = try Matrix(rows: [[1.0, 2], [3, 4], [5, 7]])
    func shown(_ value: some Displayable) -> String { value.display(in: DisplayContext()).plain }
    #expect(try shown(Cholesky(matrix)).hasPrefix("Cholesky: A = L Lᵀ\n\nL\n"))
    #expect(try shown(Cholesky(matrix)).contains("1.414"))
    #expect(try shown(LU(matrix)).contains("P A = L U, rows in the order 0, 1"))
    #expect(try shown(QR(tall)).contains("3 × 2 matrix of Double"))
    #expect(try shown(SVD(tall)).contains("the singular values"))
    #expect(try shown(SymmetricEigen(matrix)).contains("an eigenvector in each column"))
  }
}
