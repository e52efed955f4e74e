import DataFrames

/// Employees with their whole history, and, apart, what is true.
public struct Employees: ObservedTable {
  struct Person: Sendable {
    let start: Double
    let skill: Double
    let tenure: Double

    var end: Double { start + tenure }
  }

  /// One row an employee, as known when all have left: `employee` (from 1), `start` (in years since the company
  /// began), `skill`, `end` (as the start), `tenure` (in years), the label.
  public let frame: DataFrame
  /// Truth: the expected tenure of each employee, given the skill, in years.
  public let trueExpectedTenures: [Double]
  private let people: [Person]

  init(people: [Person], trueExpectedTenures: [Double]) {
    frame = Self.frame(people, people.indices.map { $0 }) { _ in true }
    self.trueExpectedTenures = trueExpectedTenures
    self.people = people
  }

  /// What is known in a year: the rows of those who started before it; `end` and `tenure` are null for those who are
  /// still employed.
  ///
  /// - Parameter year: In years since the company began; at 0 or before it there are no rows.
  public func frame(inYear year: Double) -> DataFrame {
    Self.frame(people, people.indices.filter { people[$0].start < year }) { $0.end <= year }
  }

  private static func frame(_ people: [Person], _ rows: [Int], hasLeft: (Person) -> Bool) -> DataFrame {
    let seen = rows.map { people[$0] }
    return observedFrame([
      Column("employee", rows.map { $0 + 1 }), Column("start", seen.map(\.start)), Column("skill", seen.map(\.skill)),
      Column("end", seen.map { hasLeft($0) ? $0.end : nil }),
      Column("tenure", seen.map { hasLeft($0) ? $0.tenure : nil }),
    ])
  }
}
