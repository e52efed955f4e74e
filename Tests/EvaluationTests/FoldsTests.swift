import Evaluation
import Foundation
import Plotting
import Statistics
import Testing

@Suite("Folds")
struct FoldsTests {
  struct Walk: Decodable {
    let rows, folds, gap: Int
    let testSize, window: Int?
    let train, test: [[Int]]
  }
  struct Content: Decodable { let walks: [Walk] }

  /// 103 rows of four classes, one of them rare, and of 23 groups of different sizes.
  private let labels: [Int] = {
    var rng = SeededGenerator(seed: 4)
    return (0..<103).map { $0 < 7 ? 3 : rng.uniformInt(below: 3) }
  }()
  private let groups: [String] = {
    var rng = SeededGenerator(seed: 5)
    return (0..<103).map { "g\($0 < 23 ? $0 : min(rng.uniformInt(below: 23), rng.uniformInt(below: 23)))" }
  }()

  private func partitions() throws -> [Folds] {
    try [
      .kFold(5, rows: 103, seed: 1), .blocks(5, rows: 103), .leaveOneOut(rows: 9),
      .stratifiedKFold(5, strata: labels, seed: 1), .groupKFold(5, groups: groups, seed: 1),
      .stratifiedGroupKFold(5, strata: labels, groups: groups, seed: 1), .leaveOneGroupOut(groups: groups),
    ]
  }

  @Test("every row is a test row exactly once, and a training row of every other fold")
  func partition() throws {
    for folds in try partitions() {
      var tested = [Int](repeating: 0, count: folds.rowCount)
      for fold in folds {
        for row in fold.test { tested[row] += 1 }
        #expect((fold.train + fold.test).sorted() == Array(0..<folds.rowCount), "\(folds.name)")
        #expect(fold.test == fold.test.sorted() && fold.train == fold.train.sorted() && !fold.test.isEmpty)
      }
      #expect(tested.allSatisfy { $0 == 1 }, "\(folds.name)")
    }
  }

  @Test("no group is ever on both sides")
  func groupsStayTogether() throws {
    for folds in try [
      Folds.groupKFold(5, groups: groups, repeats: 3, seed: 2),
      .stratifiedGroupKFold(5, strata: labels, groups: groups, repeats: 3, seed: 2),
      .leaveOneGroupOut(groups: groups), .groupHoldOut(groups: groups, test: 0.3, repeats: 5, seed: 2),
    ] {
      for fold in folds {
        let train = Set(fold.train.map { groups[$0] })
        #expect(train.isDisjoint(with: fold.test.map { groups[$0] }), "\(folds.name)")
        #expect(fold.train.count + fold.test.count == 103)
      }
    }
    let sizes = try Folds.groupKFold(5, groups: groups, seed: 2).map(\.test.count)
    #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 4)
  }

  @Test("parts differ by at most one row, for all rows and for each class")
  func strataWithinOne() throws {
    let plain = try Folds.kFold(5, rows: 103, repeats: 4, seed: 9).map(\.test.count)
    #expect(plain.allSatisfy { $0 == 20 || $0 == 21 })
    let folds = try Folds.stratifiedKFold(5, strata: labels, repeats: 4, seed: 9)
    #expect(folds.count == 20)
    for label in 0..<4 {
      let counts = folds.map { fold in fold.test.count { labels[$0] == label } }
      #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1)
    }
    #expect(folds.allSatisfy { $0.test.count == 20 || $0.test.count == 21 })
    for fold in try Folds.stratifiedHoldOut(strata: labels, test: 0.25, repeats: 10, seed: 9) {
      #expect(fold.test.count == 26)
      for label in 0..<4 {
        let exact = Double(labels.count { $0 == label }) * 0.25
        #expect(abs(Double(fold.test.count { labels[$0] == label }) - exact) < 1)
      }
    }
  }

  @Test("stratified groups keep the classes' shares better than groups alone")
  func stratifiedGroups() throws {
    // Each group is of one class; groups alone may put all of the rare one into one part.
    let groups = (0..<200).map { $0 / 5 }
    let labels = groups.map { $0 < 8 ? 1 : 0 }
    for fold in try Folds.stratifiedGroupKFold(4, strata: labels, groups: groups, repeats: 5, seed: 3) {
      #expect(fold.test.count { labels[$0] == 1 } == 10)
      #expect(fold.test.count == 50)
    }
  }

  @Test("a class smaller than the number of folds is noted")
  func smallClass() throws {
    let folds = try Folds.stratifiedKFold(3, strata: ["a", "a", "a", "a", "b", "b"], seed: 1)
    #expect(folds.notes == ["class b has only 2 rows for 3 folds: it is missing from some of them"])
    #expect(folds.display(in: DisplayContext()).plain.contains("class b has only 2 rows"))
  }

  @Test("walking forward gives the same folds as scikit-learn")
  func walks() throws {
    for walk in try fixture("metrics", as: Content.self).walks {
      let folds = try Folds.walkForward(
        walk.folds, rows: walk.rows, testSize: walk.testSize, gap: walk.gap,
        window: walk.window.map { .sliding($0) } ?? .expanding)
      #expect(folds.map(\.train) == walk.train)
      #expect(folds.map(\.test) == walk.test)
    }
  }

  @Test("rows of one time stay together, and every training row is older than every test row")
  func times() throws {
    var rng = SeededGenerator(seed: 6)
    let days = (0..<80).map { _ in rng.uniformInt(below: 12) }
    for folds in try [
      Folds.walkForward(3, times: days, testSize: 2, gap: 1), .walkForward(4, times: days, window: .sliding(3)),
      .timeHoldOut(times: days, test: 0.3),
    ] {
      for fold in folds {
        let newest = fold.train.map { days[$0] }.max() ?? 0
        let oldest = fold.test.map { days[$0] }.min() ?? 0
        #expect(newest < oldest)
        let tested = Set(fold.test.map { days[$0] })
        #expect(days.indices.filter { tested.contains(days[$0]) } == fold.test.sorted())
      }
    }
    let gapped = try Folds.walkForward(3, times: days, testSize: 2, gap: 1)
    #expect(gapped.allSatisfy { ($0.train.map { days[$0] }.max() ?? 0) + 2 == $0.test.map { days[$0] }.min() })
    let share = Double(try Folds.timeHoldOut(times: days, test: 0.3)[0].test.count) / 80
    #expect(abs(share - 0.3) < 0.1)
  }

  @Test("the same seed gives the same folds, another seed and another repeat others")
  func seeds() throws {
    let folds = try Folds.stratifiedKFold(5, strata: labels, repeats: 2, seed: 1)
    #expect(try Folds.stratifiedKFold(5, strata: labels, repeats: 2, seed: 1) == folds)
    #expect(try Folds.stratifiedKFold(5, strata: labels, repeats: 2, seed: 2) != folds)
    #expect(folds[0] != folds[5])
    // The first repeat does not depend on how many there are.
    #expect(Array(folds.prefix(5)) == Array(try Folds.stratifiedKFold(5, strata: labels, seed: 1)))
    // Pinned: a book that names a seed must find these folds on every machine.
    #expect(
      try Folds.kFold(3, rows: 12, seed: 1).map(\.test) == [[3, 8, 9, 10], [0, 2, 4, 5], [1, 6, 7, 11]])
    #expect(try JSONDecoder().decode(Folds.self, from: JSONEncoder().encode(folds)) == folds)
    let bad = Data(#"{"folds":[{"train":[0],"test":[9]}],"name":"x","rowCount":5,"notes":[]}"#.utf8)
    #expect(
      sentence { try JSONDecoder().decode(Folds.self, from: bad) } == "a row of fold 0 is 9, and it must be from 0 to 4"
    )
  }

  @Test("which row is held out is left to chance")
  func chance() throws {
    var counts = [Int](repeating: 0, count: 10)
    for fold in try Folds.holdOut(rows: 10, test: 0.3, repeats: 3_000, seed: 11) {
      for row in fold.test { counts[row] += 1 }
    }
    #expect(try ChiSquareTest(uniformityOf: counts).pValue > 0.001)
  }

  @Test("what cannot be split is refused with a sentence")
  func refusals() {
    #expect(sentence { try Folds.kFold(1, rows: 10, seed: 0) } == "the number of folds is 1, and it must be at least 2")
    #expect(
      sentence { try Folds.kFold(5, rows: 3, seed: 0) } == "too few rows for 5 folds: 3, where it takes at least 5")
    #expect(
      sentence { try Folds.kFold(5, rows: -3, seed: 0) } == "too few rows for 5 folds: -3, where it takes at least 5")
    #expect(
      sentence { try Folds.groupKFold(3, groups: ["a", "a", "b"], seed: 0) }
        == "too few groups for 3 folds: 2, where it takes at least 3")
    #expect(
      sentence { try Folds.holdOut(rows: 10, test: 1.5, seed: 0) }
        == "the share of test rows is 1.5, and it must be above 0 and below 1")
    #expect(
      sentence { try Folds.walkForward(3, rows: 10, testSize: 3, gap: 1) }
        == "too few rows for walking forward through 3 folds of 3 with a gap of 1: 10, where it takes at least 11")
    #expect(
      sentence { try Folds([Fold(train: [0], test: [7])], rows: 5) }
        == "a row of fold 0 is 7, and it must be from 0 to 4")
  }
}
