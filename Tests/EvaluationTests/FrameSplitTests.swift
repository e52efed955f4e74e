import DataFrames
import Evaluation
import Testing

@Suite("A frame is divided into rows to fit on and rows to test on")
struct FrameSplitTests {
  let frame: DataFrame

  init() throws {
    frame = try DataFrame(
      Column("id", Array(0..<200)), Column("kind", (0..<200).map { $0 % 10 == 0 ? "rare" : "usual" }))
  }

  @Test("every row is in exactly one part, in the order of the frame")
  func parts() throws {
    let (train, test) = try frame.split(test: 0.3, seed: 4)
    #expect(train.rowCount == 140 && test.rowCount == 60)
    let trained = try train.array("id", of: Int.self)
    let tested = try test.array("id", of: Int.self)
    #expect((trained + tested).sorted() == Array(0..<200))
    #expect(trained == trained.sorted() && tested == tested.sorted())
  }

  @Test("stratified by a column, both parts have its values in the same shares")
  func stratified() throws {
    for seed in 0..<20 as Range<UInt64> {
      let (train, test) = try frame.split(test: 0.25, stratifiedBy: "kind", seed: seed)
      #expect(try train.filter("kind", is: "rare").rowCount == 15)
      #expect(try test.filter("kind", is: "rare").rowCount == 5)
    }
  }

  @Test("the same seed gives the same rows, another seed others")
  func seeds() throws {
    #expect(try frame.split(seed: 1).test == frame.split(seed: 1).test)
    #expect(try frame.split(seed: 1).test != frame.split(seed: 2).test)
  }

  @Test("a column that does not exist and a share that leaves nothing are refused")
  func refusals() {
    #expect(throws: FrameError.self) { try frame.split(stratifiedBy: "knid", seed: 1) }
    #expect(throws: EvaluationError.self) { try frame.split(test: 0, seed: 1) }
    #expect(throws: EvaluationError.self) { try frame.split(test: 1, seed: 1) }
  }
}
