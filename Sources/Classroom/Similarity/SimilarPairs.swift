internal import Foundation

/// Two students whose code has the same shape where few others' has.
public struct SimilarPair: Codable, Sendable, Hashable {
  /// The two, in the order of their names.
  public var first: String
  public var second: String
  /// The exercises that both answered with the same shape, one that few share, in the lesson's order.
  public var exercises: [String]
  /// How surprising that is: the sum over ``exercises`` of log2(answers / answers of this shape), in bits.
  public var weight: Double
  /// Whether every code answer of either is the same as the other's.
  public var isWhole: Bool

  public init(first: String, second: String, exercises: [String], weight: Double, isWhole: Bool) {
    self.first = first
    self.second = second
    self.exercises = exercises
    self.weight = weight
    self.isWhole = isWhole
  }
}

/// Finds pairs of students whose code is the same but for names, layout and comments.
public enum SimilarPairs {
  /// How many of `answers` answers may have a shape that still counts.
  ///
  /// A short function that half the class wrote in the same way is no finding. The square root lets groups of copiers
  /// grow slowly with the class (17 of 300) and bounds the number of pairs; in a class of up to 15, groups of three
  /// count.
  public static func mostThatShare(of answers: Int) -> Int {
    max(3, Int(Double(answers).squareRoot()))
  }

  /// The pairs among the grades of one lesson, one grade for each student: first those whose every code answer is the
  /// same, then by falling ``SimilarPair/weight``, then by name.
  ///
  /// For a student with several grades the last one counts. Complexity: O(*e* *n*^1.5) for *n* students and *e*
  /// exercises, by looking only at those who share a shape.
  public static func find(in grades: [GradedSubmission]) -> [SimilarPair] {
    var shapes: [String: [String: String]] = [:]
    var order: [String: Int] = [:]
    for grade in grades {
      shapes[grade.student] = grade.exercises.reduce(into: [:]) { $0[$1.id] = $1.shape }
      for exercise in grade.exercises where order[exercise.id] == nil { order[exercise.id] = order.count }
    }
    var pairs: [Pair: (exercises: [String], weight: Double)] = [:]
    for exercise in order.keys.sorted(by: { order[$0]! < order[$1]! }) {
      var sharers: [String: [String]] = [:]
      for (student, answers) in shapes { answers[exercise].map { sharers[$0, default: []].append(student) } }
      let answers = sharers.values.reduce(0) { $0 + $1.count }
      for students in sharers.values where (2...mostThatShare(of: answers)).contains(students.count) {
        let bits = log2(Double(answers) / Double(students.count))
        let names = students.sorted()
        for (index, first) in names.enumerated() {
          for second in names[(index + 1)...] {
            pairs[Pair(first: first, second: second), default: ([], 0)].exercises.append(exercise)
            pairs[Pair(first: first, second: second)]!.weight += bits
          }
        }
      }
    }
    return pairs.map { pair, found in
      SimilarPair(
        first: pair.first, second: pair.second, exercises: found.exercises, weight: found.weight,
        isWhole: shapes[pair.first] == shapes[pair.second])
    }.sorted { a, b in
      if a.isWhole != b.isWhole { return a.isWhole }
      return a.weight != b.weight ? a.weight > b.weight : (a.first, a.second) < (b.first, b.second)
    }
  }

  private struct Pair: Hashable {
    var first: String
    var second: String
  }
}
