import Evaluation
import Plotting
import Statistics
import Testing

@Suite("Cross-validation, learning curves and importance")
struct CrossValidationTests {
  /// A line with noise, and rows that know it.
  private let x: [Double]
  private let y: [Double]

  init() {
    var rng = SeededGenerator(seed: 12)
    var (x, y) = ([Double](), [Double]())
    for _ in 0..<60 {
      x.append(rng.normal())
      y.append(3 * x[x.count - 1] + 0.5 * rng.normal())
    }
    (self.x, self.y) = (x, y)
  }

  /// Least squares through the origin.
  private var fit: @Sendable ([Int]) throws -> ([Int]) throws -> [Double] {
    { [x, y] train in
      let slope = train.reduce(0) { $0 + x[$1] * y[$1] } / train.reduce(0) { $0 + x[$1] * x[$1] }
      return { rows in rows.map { slope * x[$0] } }
    }
  }

  private var error: @Sendable ([Double], [Int]) throws -> Double {
    { [y] predicted, rows in try meanSquaredError(predicted: predicted, actual: rows.map { y[$0] }) }
  }

  @Test("the scores are those of fits by hand, for any number of threads")
  func scores() throws {
    let folds = try Folds.kFold(6, rows: 60, repeats: 3, seed: 2)
    let byHand = try folds.map { fold in try error(fit(fold.train)(fold.test), fold.test) }
    for threads in [nil, 1, 2, 5] {
      let result = try crossValidate(folds, name: "error", threads: threads, score: error, fit: fit)
      #expect(try result["error"].scores == byHand)
      #expect(result.trainRows == [Int](repeating: 50, count: 18))
    }
    let two = try crossValidate(
      folds,
      measures: [
        "error": error,
        "R²": { [y] predicted, rows in try rSquared(predicted: predicted, actual: rows.map { y[$0] }) },
      ], fit: fit)
    #expect(two.measures.map(\.name) == ["error", "R²"])
    #expect(try two["R²"].mean > 0.9)
    #expect(sentence { try two["eror"] } == "there is no measure \"eror\"; did you mean \"error\"? there are error, R²")
    #expect(sentence { try two["other"] } == "there is no measure \"other\"; there are error, R²")
    #expect("\(try two["R²"])".hasPrefix("R²: 0.9"))
    #expect(two.display(in: DisplayContext()).plain.contains("standard deviation"))
  }

  @Test("each row is predicted once, by the fit that did not see it")
  func outOfFold() throws {
    let folds = try Folds.kFold(4, rows: 60, seed: 3)
    let all = try outOfFoldPredictions(folds, fit: fit)
    for fold in folds {
      #expect(try fold.test.map { all[$0] } == fit(fold.train)(fold.test))
    }
    let walk = try outOfFoldPredictions(Folds.walkForward(2, rows: 60), fit: fit)
    #expect(walk.prefix(20).allSatisfy { $0 == nil } && walk.suffix(40).allSatisfy { $0 != nil })
    let twice = try Folds.kFold(4, rows: 60, repeats: 2, seed: 3)
    #expect(sentence { try outOfFoldPredictions(twice, fit: fit) }?.contains("use folds without repeats") == true)
  }

  @Test("what goes wrong names the first fold in which it does")
  func failures() throws {
    let folds = try Folds.blocks(5, rows: 60)
    let failing: @Sendable ([Int]) throws -> ([Int]) throws -> [Double] = { train in
      { rows in rows[0] >= 24 ? [] : rows.map(Double.init) }
    }
    #expect(
      sentence { try crossValidate(folds, score: error, fit: failing) }
        == "in fold 2: the fitted predictor gave 0 predictions for 12 rows; it must give one for each, in order")
    #expect(
      sentence { try crossValidate(folds, score: { (_: [Double], _) in .nan }, fit: fit) }
        == "in fold 0: the score of score is nan; every score must be a finite number")
  }

  @Test("a learning curve grows by nested rows, and keeps the classes' shares")
  func learning() throws {
    let folds = try Folds.kFold(3, rows: 60, seed: 5)
    let labels = (0..<60).map { $0 % 4 == 0 ? 1 : 0 }
    // A "fit" that predicts which rows it was given.
    let memory: @Sendable ([Int]) throws -> ([Int]) throws -> [[Int]] = { train in { rows in rows.map { _ in train } } }
    let curve = try learningCurve(
      folds, sizes: [20, 5, 40], strata: labels, seed: 1,
      score: { predicted, rows in Double(predicted[0].count { labels[$0] == 1 }) }, fit: memory)
    #expect(curve.sizes == [5, 20, 40])
    for fold in 0..<3 {
      #expect(abs(curve.testScores[0][fold] - 1.25) <= 1)
      #expect(abs(curve.testScores[1][fold] - 5) <= 1)
    }
    let sums = try learningCurve(
      folds, sizes: [5, 20, 40], seed: 1, threads: 1,
      score: { predicted, rows in Double(Set(predicted[0]).isSubset(of: folds[0].train) ? predicted[0].count : 0) },
      fit: memory)
    #expect(sums.testScores.map { $0[0] } == [5, 20, 40])
    let real = try learningCurve(folds, sizes: [2, 10, 40], seed: 1, score: error, fit: fit)
    #expect(real == (try learningCurve(folds, sizes: [2, 10, 40], seed: 1, threads: 1, score: error, fit: fit)))
    #expect(real.testMeans[2] < 0.5)
    #expect(real.display(in: DisplayContext()).plain.contains("rows fitted on"))
    #expect(
      sentence { try learningCurve(folds, sizes: [50], seed: 1, score: error, fit: fit) }
        == "a size of the learning curve is 50, and it must be at most 40, the rows that the smallest fold fits on")
  }

  @Test("shuffling a feature that the model uses costs, one that it does not use costs nothing")
  func importance() throws {
    let y = y
    let rows = x.map { [$0, 7.0, -$0] }
    let result = try permutationImportance(of: rows, names: ["used", "constant", "unused"], repeats: 5, seed: 4) {
      rows in
      try rSquared(predicted: rows.map { 3 * $0[0] }, actual: y)
    }
    #expect(result.means[0] > 0.5 && result.means[1] == 0 && result.means[2] == 0)
    #expect(result.order[0] == 0)
    let alone = try permutationImportance(
      of: rows, names: ["used", "constant", "unused"], repeats: 5, seed: 4, threads: 1
    ) { rows in try rSquared(predicted: rows.map { 3 * $0[0] }, actual: y) }
    #expect(alone == result)
    #expect(result.display(in: DisplayContext()).plain.contains("used"))
    #expect(
      sentence { try permutationImportance(of: [[1, 2], [1]], seed: 1) { _ in 0 } }
        == "there are 1 values in row 1 but 2 in row 0; they must be equally many")
  }
}
