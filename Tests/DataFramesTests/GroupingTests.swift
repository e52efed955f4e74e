import DataFrames
import Foundation
import Statistics
import Testing

@Suite("Groups and aggregates are those of pandas")
struct GroupingTests {
  let orders = try! Fixture.frame(
    Fixture.reference["orders"], ["order", "customer", "day", "amount"], doubles: ["amount"])

  @Test("Every aggregate, by two keys, nulls left out")
  func aggregates() throws {
    let result = try orders.group(by: "day", "customer").aggregate(
      .count(as: "rows"), .count("amount", as: "count"), .sum("amount", as: "sum"), .mean("amount", as: "mean"),
      .min("amount", as: "min"), .max("amount", as: "max"), .std("amount", as: "std"),
      .median("amount", as: "median"), .first("amount", as: "first"), .last("amount", as: "last"),
      .distinct("amount", as: "distinct"), .quantile("amount", 0.9, as: "q90"))
    let expected = try Fixture.frame(
      Fixture.reference["aggregates"], result.columnNames,
      doubles: ["sum", "mean", "min", "max", "std", "median", "first", "last", "q90"])
    for name in ["day", "customer", "rows", "count", "distinct"] { #expect(try result[name] == expected[name]) }
    for name in ["sum", "mean", "min", "max", "std", "median", "first", "last", "q90"] {
      for (ours, theirs) in zip(try doubles(result, name), try doubles(expected, name)) {
        #expect((ours == nil) == (theirs == nil), "\(name)")
        if let ours, let theirs { #expect(abs(ours - theirs) <= 1e-12 * max(1, abs(theirs)), "\(name)") }
      }
    }
  }

  @Test("Columns are named for what they are unless told otherwise")
  func names() throws {
    let result = try orders.group(by: "day").aggregate(.count(), .mean("amount"), .quantile("amount", 0.9))
    #expect(result.columnNames == ["day", "count", "amount_mean", "amount_q0.9"])
  }

  @Test("Nulls are a group of their own, among numbers, texts and pairs")
  func nullKeys() throws {
    let frame = try DataFrame(
      Column("n", [1, nil, 1, nil]), Column("s", ["a", "a", nil, nil]), Column("v", [1, 2, 4, 8]))
    #expect(try ints(frame.group(by: "n").aggregate(.sum("v")), "n") == [1, nil])
    #expect(try ints(frame.group(by: "n").aggregate(.sum("v")), "v_sum") == [5, 10])
    #expect(try ints(frame.group(by: "s").aggregate(.sum("v")), "v_sum") == [3, 12])
    #expect(try frame.group(by: "n", "s").groupCount == 4)
  }

  @Test("A group without values has a null, a count and a sum of 0")
  func noValues() throws {
    let frame = try DataFrame(Column("k", [1, 1]), Column("v", [Double?.none, nil]))
    let result = try frame.group(by: "k").aggregate(
      .count("v"), .sum("v"), .mean("v"), .min("v"), .max("v"), .std("v"), .median("v"), .first("v"), .last("v"))
    #expect(try ints(result, "v_count") == [0])
    #expect(try doubles(result, "v_sum") == [0])
    for name in ["mean", "min", "max", "std", "median", "first", "last"] {
      #expect(try doubles(result, "v_\(name)") == [nil])
    }
  }

  @Test("Texts, dates, truth values and doubles have a least and a greatest value, and make groups")
  func otherTypes() throws {
    let day = { (n: Double) in Date(timeIntervalSince1970: n * 86_400) }
    let frame = try DataFrame(
      Column("k", [0.0, -0.0, .nan, .nan, 2]), Column("s", ["b", "a", "é", "z", nil]),
      Column("d", [day(3), day(1), day(2), nil, nil]), Column("b", [true, false, false, nil, true]))
    let result = try frame.group(by: "k").aggregate(.min("s"), .max("s"), .min("d"), .max("b"), .min("b"), .sum("b"))
    #expect(result.rowCount == 3)
    #expect(try strings(result, "s_min") == ["a", "z", nil])
    #expect(try strings(result, "s_max") == ["b", "é", nil])
    #expect(try Array(result["d_min", as: Date.self]) == [day(1), day(2), nil])
    #expect(try Array(result["b_max", as: Bool.self]) == [true, false, true])
    #expect(try ints(result, "b_sum") == [1, 0, 1])
    #expect(try frame.casting("s", to: .categorical).group(by: "s").groupCount == 5)
  }

  @Test("A sum of whole numbers is exact, also where it passes through more than 64 bits")
  func wholeSums() throws {
    let big = Int.max
    let frame = try DataFrame(Column("k", [1, 1, 1]), Column("v", [big, big, -big]))
    #expect(try ints(frame.group(by: "k").aggregate(.sum("v")), "v_sum") == [big])
    #expect(
      sentence { try frame.head(2).group(by: "k").aggregate(.sum("v")) }
        == "the sum of column \"v\" does not fit in 64 bits; convert it with casting(\"v\", to: .double)")
  }

  @Test("A function of one's own sees the values of each group")
  func custom() throws {
    let result = try orders.group(by: "day").aggregate(
      .custom("amount", of: Double.self, as: "range") { $0.isEmpty ? nil : $0.max()! - $0.min()! },
      .max("amount", as: "max"), .min("amount", as: "min"))
    for row in result.rows {
      #expect(try row["range", as: Double.self] == row["max", as: Double.self]! - row["min", as: Double.self]!)
    }
  }

  @Test("Many rows in many groups, by place and by hashing, agree with adding up one by one")
  func manyRows() throws {
    var rng = SeededGenerator(seed: 11)
    let count = 300_000
    let keys = (0..<count).map { _ in rng.uniformInt(below: 5000) }
    let values = (0..<count).map { _ in Double(rng.uniformInt(below: 1000)) }
    var sums: [Int: (Double, Int)] = [:]
    for (key, value) in zip(keys, values) {
      sums[key, default: (0, 0)] = (sums[key, default: (0, 0)].0 + value, sums[key, default: (0, 0)].1 + 1)
    }
    for spread in [1, 1_000_000_007] {
      for isText in [false, true] {
        let spreadKeys = keys.map { $0 &* spread }
        let key = isText ? Column("k", spreadKeys.map(String.init)) : Column("k", spreadKeys)
        let result = try DataFrame(key, Column("i", spreadKeys), Column("v", values)).group(by: "k")
          .aggregate(.sum("v"), .count(), .first("i"))
        #expect(result.rowCount == sums.count)
        var seen: Set<Int> = []
        let firsts = keys.filter { seen.insert($0).inserted }
        #expect(try ints(result, "i_first") == firsts.map { $0 &* spread })
        #expect(try doubles(result, "v_sum") == firsts.map { sums[$0]!.0 })
        #expect(try ints(result, "count") == firsts.map { sums[$0]!.1 })
      }
    }
  }

  @Test("Values are counted with the most frequent first")
  func valueCounts() throws {
    let frame = try DataFrame(Column("w", ["a", "b", nil, "b", nil, "b"]))
    let counts = try frame.valueCounts("w")
    #expect(try strings(counts, "w") == ["b", nil, "a"])
    #expect(try ints(counts, "count") == [3, 2, 1])
  }

  @Test("The frames of the groups hold all rows")
  func frames() throws {
    let frames = try orders.group(by: "day").frames()
    #expect(frames.reduce(0) { $0 + $1.rowCount } == 60)
    for frame in frames { #expect(Set(try ints(frame, "day")).count == 1) }
  }

  @Test("A pivot is that of pandas, with columns in order of their values")
  func pivot() throws {
    let result = try orders.pivot(rows: "customer", columns: "day", values: .mean("amount"))
    #expect(result.columnNames == ["customer", "0", "1", "2"])
    let expected = try Fixture.frame(Fixture.reference["pivot"], result.columnNames, doubles: ["0", "1", "2"])
    #expect(try result["customer"] == expected["customer"])
    for name in ["0", "1", "2"] {
      for (ours, theirs) in zip(try doubles(result, name), try doubles(expected, name)) {
        #expect((ours == nil) == (theirs == nil))
        if let ours, let theirs { #expect(abs(ours - theirs) < 1e-12 * abs(theirs)) }
      }
    }
  }

  @Test("A pivot keeps nulls as a column and refuses names that clash")
  func pivotNulls() throws {
    let frame = try DataFrame(Column("r", ["x", "x", "y"]), Column("c", ["b", nil, "b"]), Column("v", [1, 2, 3]))
    let result = try frame.pivot(rows: "r", columns: "c", values: .sum("v"))
    #expect(result.columnNames == ["r", "b", "null"])
    #expect(try ints(result, "null") == [2, nil])
    #expect(
      sentence { try frame.adding(Column("c", ["r", "r", "r"])).pivot(rows: "r", columns: "c", values: .sum("v")) }
        == "two columns are called \"r\"; every column of a frame needs a name of its own")
  }

  @Test("What cannot be aggregated is said")
  func errors() throws {
    let frame = try DataFrame(Column("s", ["a"]), Column("v", [1]))
    #expect(
      sentence { try frame.group(by: "s").aggregate(.mean("s")) }
        == "column \"s\" holds string, and a mean needs numbers (int, double, float or bool); "
        + "if its texts are numbers, convert it with casting(\"s\", to: .double)")
    #expect(sentence { try frame.group(by: []) } == "group(by:) needs at least one column")
    #expect(
      sentence { try frame.group(by: "s").aggregate(.quantile("v", 1.5)) }
        == "the probability of a quantile is 1.5; it must be between 0 and 1")
    #expect(
      sentence { try frame.group(by: "s").aggregate(.count(), .count()) }
        == "two columns are called \"count\"; every column of a frame needs a name of its own")
  }
}
