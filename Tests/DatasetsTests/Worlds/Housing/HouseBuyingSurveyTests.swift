import DataFrames
import Datasets
import Statistics
import Testing

@Suite("House buying survey")
struct HouseBuyingSurveyTests {
  let frame = HouseBuyingSurvey.frame

  @Test("the file read as it stands has blanks as nulls and the incomes as text")
  func fileAsItStands() throws {
    let read = try DataFrame(csv: HouseBuyingSurvey.csv)
    #expect(read.columnNames == frame.columnNames && read.rowCount == 8)
    #expect(try read["income", as: String.self].map { $0 ?? "-" }.prefix(4) == ["150,000", "50,000", "100,000", "-"])
    #expect(read.columns.map(\.nullCount) == frame.columns.map(\.nullCount))
  }

  @Test("the file without the commas and with buy as truth values is the frame")
  func fileIsFrame() throws {
    var read = try DataFrame(csv: HouseBuyingSurvey.csv)
    let incomes = try read["income", as: String.self].map { $0.flatMap { Int($0.replacing(",", with: "")) } }
    try read.add(Column("income", incomes))
    let buys = try read["buy", as: String.self].map { $0.map { $0 == "Yes" } }
    try read.add(Column("buy", buys))
    #expect(read == frame)
  }

  @Test("the shares of missing values are those of the book's table")
  func missing() throws {
    let missing = Dictionary(uniqueKeysWithValues: frame.columns.map { ($0.name, $0.nullCount) })
    #expect(
      missing == ["id": 0, "age": 3, "gender": 0, "income": 2, "marital": 5, "children": 3, "job": 1, "buy": 0])
    #expect(try frame.droppingNulls().isEmpty)
  }

  @Test("the statistics of age and income are those worked out by hand")
  func statistics() throws {
    let ages = try frame["age", as: Double.self].present
    #expect(ages.mean() == 31 && abs(ages.standardDeviation() - 7.713624) < 1e-6)
    let incomes = try frame["income", as: Double.self].present
    #expect(incomes.mean() == 70_000 && abs(incomes.standardDeviation() - 48_579.83) < 0.01)
  }
}
