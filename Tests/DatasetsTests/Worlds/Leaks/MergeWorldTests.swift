import DataFrames
import Datasets
import Testing

@Suite("Merge world")
struct MergeWorldTests {
  @Test("the same seed gives the same sources, another seed others")
  func seeds() throws {
    let world = MergeWorld(firstRows: 50, ownRows: 20)
    let first = try world.generate(seed: 3)
    #expect(try world.generate(seed: 3).frame == first.frame)
    #expect(try world.generate(seed: 4).frame != first.frame)
  }

  @Test("the merged rows are those of A and then those of B, with labels that follow their logit")
  func truth() throws {
    let made = try MergeWorld(firstRows: 10_000, ownRows: 5_000).generate(seed: 1)
    #expect(made.frame.columnNames == ["row", "source"] + (0..<10).map { "x\($0)" } + ["label"])
    #expect(try made.frame.array("row", of: Int.self) == Array(1...25_000))
    #expect(try made.second.array("row", of: Int.self) == Array(1...15_000))
    let stacked = try made.first.appending(made.second).dropping("row")
    #expect(try made.frame.dropping("row", "source") == stacked)
    let sources = try made.frame.array("source", of: String.self)
    #expect(sources == Array(repeating: "A", count: 10_000) + Array(repeating: "B", count: 15_000))
    try expectLogisticRows(
      made.second, effects: [1, 0.5], probabilities: Array(made.trueProbabilities[10_000...]))
  }

  @Test("B has every row of A once, moved, and equal in all values; its own rows are in A nowhere")
  func copies() throws {
    let made = try MergeWorld().generate(seed: 2)
    let values = try features(of: made.frame)
    let labels = try made.frame.array("label", of: Bool.self)
    let copies = made.trueOrigins.enumerated().compactMap { row, origin in origin.map { (row: row, origin: $0) } }
    #expect(copies.map(\.origin).sorted() == Array(0..<1_000))
    #expect(copies.allSatisfy { $0.row >= 1_000 && labels[$0.row] == labels[$0.origin] })
    #expect(copies.allSatisfy { copy in values.allSatisfy { $0[copy.row] == $0[copy.origin] } })
    let known = Set(values[0][..<1_000])
    #expect((1_000..<3_000).allSatisfy { known.contains(values[0][$0]) == (made.trueOrigins[$0] != nil) })
    // In random order one row in a thousand follows the row that it follows in A.
    let neighbors = zip(copies, copies.dropFirst()).count { $1.origin == $0.origin + 1 }
    #expect(neighbors < 8)
  }

  @Test("a parameter out of its range is refused with a sentence")
  func refusals() {
    expectRefusal("the number of rows of the second source's own is -1; it must be 0 or more") {
      try MergeWorld(ownRows: -1).generate(seed: 1)
    }
    expectRefusal("the number of rows is 0; it must be 1 or more") { try MergeWorld(firstRows: 0).generate(seed: 1) }
  }
}
