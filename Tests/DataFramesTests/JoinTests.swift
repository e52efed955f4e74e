import DataFrames
import Foundation
import Testing

@Suite("Joins are those of pandas")
struct JoinTests {
  let orders = try! Fixture.frame(
    Fixture.reference["orders"], ["order", "customer", "day", "amount"], doubles: ["amount"])
  let customers = try! Fixture.frame(
    Fixture.reference["customers"], ["customer", "name", "limit"], doubles: ["limit"])
  let visits = try! Fixture.frame(Fixture.reference["visits"], ["customer", "day", "page"])
  let expected = Fixture.reference["joins"] as! [String: Any]

  @Test("One key, at most one partner", arguments: JoinKind.allCases)
  func unique(kind: JoinKind) throws {
    let joined = try orders.join(customers, on: "customer", kind: kind)
    let names = ["order", "customer", "day", "amount", "name", "limit"]
    #expect(try joined == Fixture.frame(expected["unique_\(kind)"], names, doubles: ["amount", "limit"]))
  }

  @Test("Two keys, several partners", arguments: JoinKind.allCases)
  func several(kind: JoinKind) throws {
    let joined = try orders.join(visits, on: "customer", "day", kind: kind)
    let names = ["order", "customer", "day", "amount", "page"]
    #expect(try joined == Fixture.frame(expected["many_\(kind)"], names, doubles: ["amount"]))
  }

  @Test("Keys of text, categories, dates, doubles and truth values join as whole numbers do")
  func keyTypes() throws {
    let wanted = try orders.join(customers, on: "customer", kind: .outer).select("order", "name")
    func check(_ convert: (DataFrame) throws -> DataFrame, _ other: (DataFrame) throws -> DataFrame) throws {
      let joined = try convert(orders).join(other(customers), on: "customer", kind: .outer)
      #expect(try joined.select("order", "name") == wanted)
      #expect(try joined["customer"].nullCount == 0)
    }
    let text = { (frame: DataFrame) in try frame.casting("customer", to: .string) }
    let categories = { (frame: DataFrame) in try frame.casting("customer", to: .categorical) }
    let double = { (frame: DataFrame) in try frame.casting("customer", to: .double) }
    let date = { (frame: DataFrame) in
      try frame.adding(
        Column("customer", ints(frame, "customer").map { $0.map { Date(timeIntervalSince1970: Double($0) * 1e9) } }))
    }
    try check(text, text)
    try check(text, categories)
    try check(categories, text)
    try check(categories, categories)
    try check(double, double)
    try check(double, { $0 })
    try check(date, date)
    let odd = try orders.adding(Column("odd", ints(orders, "order").map { $0! % 2 == 1 }))
    let names = try DataFrame(Column("odd", [true, false]), Column("word", ["odd", "even"]))
    #expect(try strings(odd.join(names, on: "odd"), "word").prefix(2) == ["even", "odd"])
  }

  @Test("A whole number joins the double that is exactly as large, and no other")
  func wholeAndDouble() throws {
    let whole = try DataFrame(
      Column("k", [9_007_199_254_740_993, 9_007_199_254_740_992, -3, nil, .max, 0]), Column("a", [0, 1, 2, 3, 4, 5]))
    let double = try DataFrame(
      Column("k", [9_007_199_254_740_992.0, -3, 2.5, .nan, nil, 0x1p63, -0.0]), Column("b", [0, 1, 2, 3, 4, 5, 6]))
    let joined = try whole.join(double, on: "k")
    #expect(try ints(joined, "a") == [1, 2, 5])
    #expect(try ints(joined, "b") == [0, 1, 6])
    #expect(try ints(double.join(whole, on: "k"), "a") == [1, 2, 5])
    #expect(try ints(whole.join(double.casting("k", to: .float), on: "k"), "b") == [0, 1, 6])
  }

  @Test("Keys far apart are found by hashing as keys close together are by place")
  func sparseKeys() throws {
    let spread = { (frame: DataFrame) in
      try frame.adding(Column("customer", ints(frame, "customer").map { $0! &* 1_000_003_000_017 }))
    }
    let joined = try spread(orders).join(spread(customers), on: "customer", kind: .left)
    #expect(try joined["name"] == orders.join(customers, on: "customer", kind: .left)["name"])
  }

  @Test("A null is equal to nothing, not even to a null")
  func nullKeys() throws {
    let left = try DataFrame(Column("k", [1, nil, 2]), Column("a", ["x", "y", "z"]))
    let right = try DataFrame(Column("k", [nil, 2, nil]), Column("b", ["p", "q", "r"]))
    #expect(try strings(left.join(right, on: "k"), "b") == ["q"])
    let outer = try left.join(right, on: "k", kind: .outer)
    #expect(try ints(outer, "k") == [1, nil, 2, nil, nil])
    #expect(try strings(outer, "a") == ["x", "y", "z", nil, nil])
    #expect(try strings(outer, "b") == [nil, nil, "q", "p", "r"])
    let two = try left.adding(Column("j", [1, 1, nil])).join(right.adding(Column("j", [1, 1, 1])), on: "k", "j")
    #expect(two.rowCount == 0)
  }

  @Test("Keys may have different names, and other columns that clash get a suffix")
  func names() throws {
    let left = try DataFrame(Column("item", [1, 2]), Column("note", ["a", "b"]))
    let right = try DataFrame(Column("id", [2, 1]), Column("note", ["c", "d"]))
    let joined = try left.join(right, on: .pair("item", "id"))
    #expect(joined.columnNames == ["item", "note", "note_right"])
    #expect(try strings(joined, "note_right") == ["d", "c"])
  }

  @Test("Empty frames join to empty frames")
  func empty() throws {
    let none = try orders.rows(in: 0..<0)
    #expect(try none.join(customers, on: "customer").rowCount == 0)
    #expect(try orders.join(customers.rows(in: 0..<0), on: "customer", kind: .left)["name"].nullCount == 60)
    #expect(try none.join(customers, on: "customer", kind: .outer).rowCount == 16)
  }

  @Test("What cannot be joined is said")
  func errors() throws {
    #expect(
      sentence { try orders.join(customers, on: .pair("customer", "name")) }
        == "column \"customer\" of the left frame holds int but column \"name\" of the right one holds string, "
        + "and such values are never equal; convert the left one with casting(\"customer\", to: .string)")
    let text = try customers.casting("customer", to: .string)
    #expect(
      sentence { try text.join(orders, on: "customer") }
        == "column \"customer\" of the left frame holds string but column \"customer\" of the right one holds int, "
        + "and such values are never equal; convert the right one with casting(\"customer\", to: .string)")
    #expect(
      sentence { try orders.join(customers, on: "custmer") }
        == "no column \"custmer\"; did you mean \"customer\"? columns: order, customer, day, amount")
    #expect(sentence { try orders.join(customers, on: []) } == "join(_:on:) needs at least one column")
    #expect(
      sentence { try orders.join(orders, on: "customer", suffix: "") }
        == "two columns are called \"order\"; every column of a frame needs a name of its own")
  }
}

@Suite("As-of joins are those of pandas")
struct AsOfJoinTests {
  let trades = try! Fixture.frame(Fixture.reference["trades"], ["time", "item"])
  let quotes = try! Fixture.frame(Fixture.reference["quotes"], ["time", "item", "price"], doubles: ["price"])

  @Test("Direction, tolerance and exact matches", arguments: 0..<12)
  func pandas(index: Int) throws {
    let setting = (Fixture.reference["asof"] as! [[String: Any]])[index]
    let joined = try trades.asOfJoin(
      quotes, on: "time", by: "item", direction: AsOfDirection(rawValue: setting["direction"] as! String)!,
      tolerance: (setting["tolerance"] as? NSNumber)?.doubleValue, allowsExactMatches: setting["exact"] as! Bool)
    let expected = (setting["price"] as! [Any]).map { ($0 as? NSNumber)?.doubleValue }
    #expect(try doubles(joined, "price") == expected)
    #expect(joined.columnNames == ["time", "item", "time_right", "price"])
  }

  @Test("Neither frame needs to be sorted")
  func unsorted() throws {
    let sorted = try trades.asOfJoin(quotes, on: "time", by: "item")
    // The last of several quotes at one time counts, so only quotes at different times can be shuffled.
    let single = try quotes.group(by: "time", "item").aggregate(.last("price", as: "price"))
    let mixed = try trades.asOfJoin(single.sorted(by: .descending("price")), on: "time", by: "item")
    #expect(try doubles(mixed, "price") == doubles(sorted, "price"))
  }

  @Test("A row must not see a value of its own moment when that is asked for")
  func ownMoment() throws {
    let history = try DataFrame(Column("t", [10, 10, 20]), Column("v", [1, 2, 3]))
    let strict = try history.asOfJoin(history, on: "t", allowsExactMatches: false)
    #expect(try ints(strict, "v_right") == [nil, nil, 2])
    let loose = try history.asOfJoin(history, on: "t")
    #expect(try ints(loose, "v_right") == [2, 2, 3])
  }

  @Test("Nulls and what is not a number have no partner and are none")
  func nulls() throws {
    let left = try DataFrame(Column("t", [1.5, nil, .nan, 9]))
    let right = try DataFrame(Column("t", [nil, 1, .nan]), Column("v", ["a", "b", "c"]))
    #expect(try strings(left.asOfJoin(right, on: "t"), "v") == ["b", nil, nil, "b"])
  }

  @Test("The tolerance for dates is in seconds")
  func dates() throws {
    let start = Date(timeIntervalSince1970: 1_700_000_000)
    let left = try DataFrame(Column("t", [start]))
    let right = try DataFrame(Column("t", [start.addingTimeInterval(-60)]), Column("v", [1]))
    #expect(try ints(left.asOfJoin(right, on: "t", tolerance: 60), "v") == [1])
    #expect(try ints(left.asOfJoin(right, on: "t", tolerance: 59.999), "v") == [nil])
  }

  @Test("What cannot be a moment is said")
  func errors() throws {
    let text = try DataFrame(Column("time", ["a"]))
    #expect(
      sentence { try trades.asOfJoin(text, on: "time") }
        == "column \"time\" holds string, and an as-of join needs dates or numbers; "
        + "if its texts are such, convert it with casting(\"time\", to: .date) or to: .double")
    #expect(
      sentence { try trades.asOfJoin(quotes, on: "time", tolerance: -1) }
        == "the tolerance of an as-of join is -1.0; it must be 0 or more")
  }
}
