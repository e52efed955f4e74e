import Classroom
import Testing

@Suite("Similar pairs")
struct SimilarPairsTests {
  private func grade(_ student: String, _ shapes: [String?]) -> GradedSubmission {
    GradedSubmission(
      student: student, lesson: "l", file: "\(student).md", digest: student, submitted: 0,
      exercises: shapes.enumerated().map { index, shape in
        GradedExercise(
          id: "e\(index)", outcome: .correct, score: 1, possible: 1, message: "", seconds: 0, shape: shape)
      })
  }

  @Test("Those whose every code answer is the same come first, whatever the weight of others")
  func wholeFirst() {
    var grades = (0..<20).map { grade("other\($0)", ["a\($0)", "b\($0)", "c\($0)"]) }
    grades += [grade("x", ["q", "r", "s1"]), grade("y", ["q", "r", "s2"])]
    grades += [grade("m", ["t", nil, nil]), grade("n", ["t", nil, nil])]
    let pairs = SimilarPairs.find(in: grades)
    #expect(pairs.map(\.first) == ["m", "x"])
    #expect(pairs.map(\.isWhole) == [true, false])
    #expect(pairs[1].exercises == ["e0", "e1"])
    // 24 answered e0, 22 answered e1, 2 of them the same.
    #expect(abs(pairs[0].weight - 3.584_962_5) < 1e-6)
    #expect(abs(pairs[1].weight - (3.584_962_5 + 3.459_431_6)) < 1e-6)
  }

  @Test("What half the class wrote the same way is no finding")
  func common() {
    let grades = (0..<20).map { grade("s\($0)", [$0 < 10 ? "same" : "own\($0)"]) }
    #expect(SimilarPairs.find(in: grades).isEmpty)
  }

  @Test("Few means the square root of the class, and three in a small one")
  func few() {
    #expect([1, 2, 9, 15, 16, 100, 300].map(SimilarPairs.mostThatShare) == [3, 3, 3, 3, 4, 10, 17])
    #expect(SimilarPairs.find(in: [grade("a", ["s"]), grade("b", ["s"])]).count == 1)
    #expect(SimilarPairs.find(in: (0..<3).map { grade("\($0)", ["s"]) }).count == 3)
    #expect(SimilarPairs.find(in: (0..<4).map { grade("\($0)", ["s"]) }).isEmpty)
  }

  @Test("Answers without a shape make no pair")
  func shapeless() {
    #expect(SimilarPairs.find(in: [grade("a", [nil]), grade("b", [nil])]).isEmpty)
    #expect(SimilarPairs.find(in: []).isEmpty)
  }

  @Test("The list does not depend on the order of the grades")
  func order() {
    let grades = (0..<300).map { grade("s\($0)", ["\($0 / 2)", "\($0 % 40)", "\($0 / 3)"]) }
    let pairs = SimilarPairs.find(in: grades)
    #expect(pairs == SimilarPairs.find(in: grades.reversed()))
    #expect(pairs.contains { $0.first == "s0" && $0.second == "s1" && $0.exercises == ["e0", "e2"] })
    #expect(pairs.allSatisfy { $0.first < $0.second })
  }
}
