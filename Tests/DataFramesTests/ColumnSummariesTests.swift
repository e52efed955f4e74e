import DataFrames
import Foundation
import Plotting
import Statistics
import Testing

@Suite("What a column has in one number")
struct ColumnSummariesTests {
  let amounts = Column("amount", [4.0, nil, 1, 2, 9])

  @Test("nulls are left out")
  func numbers() throws {
    #expect(try amounts.mean() == 4)
    #expect(try amounts.sum() == 16)
    #expect(try amounts.minimum() == 1 && amounts.maximum() == 9)
    #expect(try amounts.median() == 3)
    #expect(try amounts.quantile(0.25) == 1.75)
    // The squares of 0, -3, -2 and 5 sum to 38.
    #expect(try abs(amounts.standardDeviation() - (38.0 / 3).squareRoot()) < 1e-15)
    #expect(try abs(amounts.standardDeviation(.population) - (38.0 / 4).squareRoot()) < 1e-15)
  }

  @Test("whole numbers are read as numbers, and truth values as 1 and 0")
  func otherTypes() throws {
    #expect(try Column("n", [1, 2, 4]).median() == 2)
    #expect(try Column("paid", [true, false, true, true]).mean() == 0.75)
  }

  @Test("a column without values has no smallest value and no median")
  func nothing() throws {
    let empty = Column("amount", [Double?.none, nil])
    #expect(try empty.mean().isNaN)
    #expect(try empty.sum() == 0)
    #expect(try empty.minimum() == nil && empty.maximum() == nil)
    #expect(throws: SummaryError.self) { try empty.median() }
  }

  @Test("whole numbers are added exactly, whatever their size, and rounded once at the end")
  func wholeSums() throws {
    let large = 9_007_199_254_740_993
    #expect(try Column("n", [large, 0]).sum(as: Int.self) == large)
    // One by one, as doubles, these would give 9007199254740992.
    #expect(try Column("n", [large, nil, 1]).sum() == 9_007_199_254_740_994)
    #expect(try Column("n", [large, -large + 1]).sum() == 1)
    #expect(try Column("ok", [true, nil, true]).sum(as: Int.self) == 2)
    // 2^64 - 2 + 2^11 lies nearer to 2^64 than to the double after it; one more than the middle does not.
    #expect(try Column("n", [Int.max, .max, 2048]).sum() == 0x1p64)
    #expect(try Column("n", [Int.max, .max, 2050]).sum() == 0x1p64)
    #expect(try Column("n", [Int.max, .max, 2051]).sum() == 0x1p64 + 4096)
    #expect(try Column("n", [Int.min, .min, -2049]).sum() == -0x1p64 - 4096)
    #expect(try Column("n", [Int.min, .min]).sum() == -0x1p64)
    #expect(try Column("n", [Int.min, -1]).sum() == -0x1p63)
    #expect(throws: FrameError.sumTooLarge(column: "n")) { try Column("n", [Int.max, 1]).sum(as: Int.self) }
    #expect(throws: FrameError.wrongType(column: "x", type: .double, wanted: .int)) {
      try Column("x", [0.5]).sum(as: Int.self)
    }
  }

  @Test("dates and texts have a smallest and a greatest value, and the error about numbers says so only where it holds")
  func extremes() throws {
    let days = Column("day", [86_400.0, nil, 0].map { $0.map { Date(timeIntervalSince1970: $0) } })
    #expect(try days.minimum(as: Date.self) == Date(timeIntervalSince1970: 0))
    #expect(try days.maximum(as: Date.self) == Date(timeIntervalSince1970: 86_400))
    #expect(try Column("t", ["b", "a", nil]).minimum(as: String.self) == "a")
    #expect(try Column("n", [9_007_199_254_740_993, 1]).maximum(as: Int.self) == 9_007_199_254_740_993)
    #expect(try Column("n", [Int?.none]).maximum(as: Int.self) == nil)
    #expect(
      sentence { try days.maximum() }
        == "column \"day\" holds date, and maximum() needs numbers (int, double, float or bool); the first and the last "
        + "date are minimum(as: Date.self) and maximum(as: Date.self), of groups .min and .max")
    #expect(
      sentence { try days.values(as: Double.self) } == "column \"day\" holds date, not double; read it as Date.self")
    #expect(sentence { try Column("n", [1]).values(as: Date.self) } == "column \"n\" holds int, not date")
  }

  @Test("statistics and plots take the numbers of a column, or the column itself")
  func numbersForOthers() throws {
    let whole = Column("n", [1, 2, 3])
    #expect(try whole.doubles == [1, 2, 3])
    #expect(throws: FrameError.missingValue(column: "amount", row: 1)) { try amounts.doubles }
    #expect(throws: FrameError.notNumeric(column: "t", type: .string, operation: "a list of doubles")) {
      try Column("t", ["a"]).doubles
    }
    let other = Column("other", [1, 5, 2, nil, 9])
    #expect(try correlation(amounts, other) == correlation([4, 1, 9], [1, 2, 9]))
    #expect(try correlation(amounts, amounts, method: .kendall) == 1)
    #expect(throws: SummaryError.self) { try correlation(amounts, whole) }
    #expect(
      try Plot().histogram(amounts, bins: 2).display(in: DisplayContext(width: 60)).plain
        == Plot().histogram([4, .nan, 1, 2, 9], bins: 2).display(in: DisplayContext(width: 60)).plain)
    #expect(
      try Plot().scatter(x: amounts, y: amounts).display(in: DisplayContext(width: 60)).plain
        == Plot().scatter(x: [4.0, .nan, 1, 2, 9], y: [4.0, .nan, 1, 2, 9]).display(in: DisplayContext(width: 60)).plain
    )
  }

  @Test("text has no mean, and the error names the column")
  func text() throws {
    let error = #expect(throws: FrameError.self) { try Column("country", ["NO", "SE"]).mean() }
    #expect(error?.description.contains("country") == true)
  }

  @Test("a list of columns or frames tells the size of each instead of its rows")
  func lists() throws {
    let frame = try DataFrame(amounts, Column("country", ["NO", "SE", "NO", "SE", "DK"]))
    #expect(
      "\(frame.columns)"
        == "[Column(amount: 5 double values, of which 1 null), Column(country: 5 string values)]")
    #expect("\([frame])" == "[DataFrame(5 rows × 2 columns)]")
    #expect(frame.shape == (5, 2))
  }
}
