import Checks
import Statistics
import Synchronization
import Testing

@Suite("Observations", .serialized)
struct ObservationsTests {
  @Test("a name that comes twice is refused")
  func twice() {
    #expect(throws: ObservationError.twice(name: "a")) {
      try Observations([("a", "1"), ("a", "2")])
    }
  }

  @Test("a value is decoded only as exactly the type that is asked for")
  func shapes() throws {
    let seen = try Observations([("list", "[1,2.5]"), ("text", "\"three\""), ("broken", "[1,")])
    #expect(try seen.value("list", as: [Double].self) == [1, 2.5])
    #expect(throws: ObservationError.missing(name: "lost")) { try seen.value("lost", as: Int.self) }
    #expect(throws: ObservationError.wrongShape(name: "text", expected: "a number", found: "\"three\"")) {
      try seen.value("text", as: Double.self)
    }
    #expect(throws: ObservationError.wrongShape(name: "broken", expected: "a list of numbers", found: "[1,")) {
      try seen.value("broken", as: [Double].self)
    }
    #expect(throws: ObservationError.wrongCount(name: "list", expected: 3, found: 2)) {
      try seen.value("list", as: [Double].self, count: 3)
    }
  }

  @Test("numbers that are not finite are refused unless the judge asks for them")
  func nonFinite() throws {
    let seen = try Observations([("x", "[1,\"nan\",\"-inf\"]")])
    #expect(throws: ObservationError.notFinite(name: "x")) { try seen.value("x", as: [Double].self) }
    let all = try seen.value("x", as: [Double].self, finite: false)
    #expect(all[1].isNaN)
    #expect(all[2] == -.infinity)
  }

  @Test("too many, too large and too deep values are refused")
  func limits() {
    let many = (0...Observations.Limit.count).map { (name: "\($0)", json: "1") }
    #expect(throws: ObservationError.tooMany(limit: Observations.Limit.count)) { try Observations(many) }
    let large = String(repeating: "1", count: Observations.Limit.valueBytes + 1)
    #expect(throws: ObservationError.self) { try Observations([("a", large)]) }
    let half = String(repeating: "1", count: Observations.Limit.valueBytes)
    #expect(throws: ObservationError.self) { try Observations([("a", half), ("b", half), ("c", "1")]) }
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: ObservationError.tooDeep(name: "a", limit: Observations.Limit.depth)) {
      try Observations([("a", deep)])
    }
  }

  @Test("every sentence names the value and says what is wrong")
  func sentences() {
    #expect(ObservationError.missing(name: "inclusion").description == "“inclusion” was not observed")
    #expect(
      ObservationError.wrongCount(name: "slots", expected: 1, found: 0).description
        == "“slots” should have 1 element, and has 0")
    #expect(
      ObservationError.notFinite(name: "ess").description
        == "“ess” has a number that is not finite (infinite or NaN)")
  }

  @Test("what is observed arrives at the sink as JSON, numbers that are not finite included")
  func sink() throws {
    let received = collected {
      observe("point", ["y": 2, "x": 1])
      observe("odd", [Double.nan, .infinity, -.infinity, 0.5])
      observe("one", 3)
    }
    #expect(received.map(\.name) == ["point", "odd", "one"])
    #expect(received.map(\.json) == [#"{"x":1,"y":2}"#, #"["nan","inf","-inf",0.5]"#, "3"])
  }

  @Test("a probe run keeps the seeds apart and reports an error that leaves the probe")
  func probeRun() throws {
    struct Refused: Error {}
    let received = collected {
      ProbeRun(packed: PackedSeeds.text(of: [5, 6])).run { channel, seed, rng in
        channel.observe("seed", seed)
        if seed == 6 { throw Refused() }
      }
    }
    #expect(received.map(\.name) == ["0/seed", "1/seed", "1/!threw"])
  }

  @Test("a judge run gives one reply a case, and a missing value is a reply, not a failure of the run")
  func judgeRun() throws {
    let cases = [
      JudgeRun.Case(seed: 1, observations: try Observations([("x", "2")])),
      JudgeRun.Case(seed: 2, observations: Observations()),
    ]
    let packed = try JudgeRun.packed(cases)
    let received = collected {
      JudgeRun(packed: packed).run { seen, seed in
        try seen.value("x", as: Int.self) == 2 ? .correct : .mistake("other")
      }
    }
    #expect(received.count == 2)
    #expect(received[0].json.contains("correct"))
    #expect(received[1].json.contains("was not observed"))
  }

  @Test("a function that a cell registered is called with its input, once, and an unknown one is not called")
  func registeredFunctions() {
    CellFunctions.register("twice") { input in observe("twice", input + input) }
    let received = collected {
      let entry = CellFunctions.entry(of: "twice", input: "ab")
      #expect(entry?(0, nil) == 0)
      #expect(entry?(0, nil) == 1)
      #expect(CellFunctions.entry(of: "thrice", input: "ab") == nil)
    }
    #expect(received.map(\.json) == [#""abab""#])
  }

  @Test("integer division does not creep into a number that was typed as an expression")
  func expressions() {
    let received = collected {
      AnswerExpression.send(27 / 7 + 1)
      AnswerExpression.send([1 / 4, 3])
      AnswerExpression.send([98, 1, 1] as [Int])
      AnswerExpression.send(Set([7]).count)
      AnswerExpression.send(Float(0.5))
    }
    #expect(received.map(\.json) == ["[4.857142857142858]", "[0.25,3]", "[98,1,1]", "[1]", "[0.5]"])
  }

  private func collected(_ body: () -> Void) -> [(name: String, json: String)] {
    let all = Collector()
    ObservationSink.install { name, json in all.add(name, json) }
    body()
    ObservationSink.install(nil)
    return all.pairs
  }
}

private final class Collector: Sendable {
  private let storage = Mutex<[(name: String, json: String)]>([])

  func add(_ name: String, _ json: String) { storage.withLock { $0.append((name, json)) } }

  var pairs: [(name: String, json: String)] { storage.withLock { $0 } }
}
