import Statistics
import TrainingData

/// Samples of tables and of streams.
enum SamplingWork {
  /// A tenth of each stratum: the rows of two columns.
  static func stratified(_ values: WorkValues) throws -> WorkReport {
    let rows = try values.number("rows")
    let strata = try values.array("stratum", of: Int.self, count: rows)
    let numbers = try values.array("value", of: Double.self, count: rows)
    var rng = SeededGenerator(seed: UInt64(try values.number("seed")))
    func work(_ strata: [Int]) throws -> (strata: [Int], numbers: [Double]) {
      let sample = try stratifiedSample(strata: strata, rate: 0.1, rule: .nearest, using: &rng)
      return (sample.map { strata[$0] }, sample.map { numbers[$0] })
    }
    _ = try work(Array(strata.prefix(1_000)))
    let measured = try WorkMeasurement { try work(strata) }
    var counts = [Int](repeating: 0, count: 20)
    for stratum in measured.result.strata { counts[stratum] += 1 }
    try values.write(counts.map { Double($0) })
    let count = Double(measured.result.numbers.count)
    return measured.report(
      // The values are standard normal.
      numbers: ["mean in standard errors": measured.result.numbers.reduce(0, +) / count.squareRoot()],
      note: "`stratifiedSample(strata:rate:)`, then the rows of both columns")
  }

  /// An element of the stream.
  private struct Seen {
    var place: Int
    var value: Double
  }

  /// A stream whose length is not known before its end comes in pieces of a million; each element draws a number.
  static func reservoir(_ values: WorkValues) throws -> WorkReport {
    let stream = try Stream(values)
    func work(_ pieces: Int) throws -> [Seen] {
      var rng = SeededGenerator(seed: stream.seed)
      var reservoir = try Reservoir<Seen>(capacity: 1_000)
      for number in 0..<pieces { reservoir.insert(contentsOf: stream.piece(number), using: &rng) }
      return reservoir.items
    }
    return try stream.report(work, note: "`Reservoir`, which draws for each element")
  }

  /// The same stream; what will enter next is known in advance, and what comes before it is passed over.
  static func skippingReservoir(_ values: WorkValues) throws -> WorkReport {
    let stream = try Stream(values)
    func work(_ pieces: Int) throws -> [Seen] {
      var rng = SeededGenerator(seed: stream.seed)
      var reservoir = try SkippingReservoir<Seen>(capacity: 1_000)
      for number in 0..<pieces { reservoir.insert(contentsOf: stream.piece(number), using: &rng) }
      return reservoir.items
    }
    return try stream.report(work, note: "`SkippingReservoir`, which draws only for those that enter")
  }

  /// One piece, which comes again and again.
  private struct Stream {
    let values: [Double]
    let pieces: Int
    let seed: UInt64

    init(_ given: WorkValues) throws {
      values = try given.array("value", of: Double.self)
      pieces = try given.number("rows") / values.count
      seed = UInt64(try given.number("seed"))
    }

    func piece(_ number: Int) -> LazyMapCollection<Range<Int>, Seen> {
      (0..<values.count).lazy.map { Seen(place: number * values.count + $0, value: values[$0]) }
    }

    func report(_ work: (Int) throws -> [Seen], note: String) throws -> WorkReport {
      _ = try work(1)
      let measured = try WorkMeasurement { try work(pieces) }
      let places = measured.result.map(\.place)
      return measured.report(
        exact: ["different elements": "\(Set(places).count)"],
        numbers: ["mean place": Double(places.reduce(0, +)) / Double(places.count) / Double(pieces * values.count)],
        note: note)
    }
  }
}
