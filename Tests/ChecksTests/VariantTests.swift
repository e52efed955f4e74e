import Checks
import Testing

@Suite("Variants")
struct VariantTests {
  @Test("seed 0 takes the first choice of every pick")
  func seedZero() {
    var variant = Variant(seed: 0)
    #expect(variant.pick("k", from: [500, 100, 200]) == 500)
    #expect(variant.pick("word", from: ["a", "b"]) == "a")
    #expect(variant.values == ["k": .integer(500), "word": .string("a")])
  }

  @Test("the same seed picks the same, and the seeds together pick every choice")
  func picks() {
    func picked(_ seed: UInt64) -> [Int] {
      var variant = Variant(seed: seed)
      return (0..<5).map { variant.pick("\($0)", from: [1, 2, 3, 4]) }
    }
    #expect(picked(17) == picked(17))
    #expect(Set((1...40).map { picked($0)[0] }) == [1, 2, 3, 4])
    #expect(Set((1...40).map { picked($0) }).count > 30)
  }

  @Test("numbers, strings and lists are recorded and read back by type")
  func records() {
    var variant = Variant(seed: 3)
    variant["n"] = 12
    variant["p"] = 0.25
    variant["name"] = "red"
    variant["draws"] = [2, 5, 1]
    #expect(variant.values["draws"] == .list([.integer(2), .integer(5), .integer(1)]))
    let n: Int? = variant["n"]
    let asText: String? = variant["n"]
    let draws: [Int]? = variant["draws"]
    #expect(n == 12)
    #expect(asText == nil)
    #expect(draws == [2, 5, 1])
    #expect(variant.values["draws"]?.numbers == [2, 5, 1])
    #expect(variant.values["name"]?.numbers == nil)
    #expect(variant.values["name"]?.strings == ["red"])
  }

  @Test("answers are filled by name from numbers and lists")
  func answers() {
    var expected = ExpectedAnswers()
    expected["enters"] = 500.0 / 1_000_000
    expected["slots"] = ["f", "d", "h"]
    #expect(expected.values == ["enters": .number(0.0005), "slots": .list(["f", "d", "h"].map { .string($0) })])
  }
}
