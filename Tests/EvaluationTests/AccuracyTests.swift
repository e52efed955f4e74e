import Evaluation
import Testing

@Suite("Accuracy")
struct AccuracyTests {
  @Test("accuracy is the share of right predictions")
  func share() throws {
    #expect(try accuracy(predicted: [1, 0, 1, 1], actual: [1, 1, 1, 0]) == 0.5)
    #expect(try accuracy(predicted: ["spam"], actual: ["spam"]) == 1)
    #expect(try accuracy(predicted: [true], actual: [false]) == 0)
  }

  @Test("each row counts by its weight")
  func weighted() throws {
    #expect(try accuracy(predicted: [1, 0, 1], actual: [1, 1, 0], sampleWeights: [3, 1, 0]) == 0.75)
    let huge = Double.greatestFiniteMagnitude
    #expect(try accuracy(predicted: [1, 0], actual: [1, 1], sampleWeights: [huge, huge]) == 0.5)
  }

  @Test("a whole-number weight counts like that many copies of the row")
  func copies() throws {
    let weighted = try accuracy(predicted: [0, 1, 1], actual: [0, 0, 1], sampleWeights: [2, 1, 3])
    let copied = try accuracy(predicted: [0, 0, 1, 1, 1, 1], actual: [0, 0, 0, 1, 1, 1])
    #expect(abs(weighted - copied) < 1e-15)
  }

  @Test(
    "input that cannot be scored is refused with a sentence",
    arguments: [
      ([], [], nil, "there are no predictions to evaluate; give at least one"),
      ([1], [1, 2], nil, "got 1 prediction but 2 true labels; give one of each per row"),
      ([1], [1], [1, 2], "got 2 sample weights for 1 prediction; give one per prediction"),
      (
        [1, 2], [1, 2], [1, -0.5],
        "the sample weight of row 1 is -0.5; a weight must be a finite number of at least 0"
      ),
      ([1], [1], [.nan], "the sample weight of row 0 is nan; a weight must be a finite number of at least 0"),
      ([1], [1], [0], "every sample weight is 0, so no row counts; at least one must be above 0"),
    ] as [([Int], [Int], [Double]?, String)])
  func refusals(predicted: [Int], actual: [Int], weights: [Double]?, sentence: String) {
    let error = #expect(throws: EvaluationError.self) {
      try accuracy(predicted: predicted, actual: actual, sampleWeights: weights)
    }
    #expect(error?.description == sentence)
  }
}
