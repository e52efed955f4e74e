import DataFrames
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
