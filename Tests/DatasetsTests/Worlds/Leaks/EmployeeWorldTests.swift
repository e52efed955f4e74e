import DataFrames
import Datasets
import Statistics
import Testing

@Suite("Employee world")
struct EmployeeWorldTests {
  @Test("the same seed gives the same employees, another seed others")
  func seeds() throws {
    let first = try EmployeeWorld(employees: 50).generate(seed: 3)
    #expect(try EmployeeWorld(employees: 50).generate(seed: 3).frame == first.frame)
    #expect(try EmployeeWorld(employees: 50).generate(seed: 4).frame != first.frame)
    #expect(first.frame.columnNames == ["employee", "start", "skill", "end", "tenure"])
  }

  @Test("the expected tenures, headcounts and shares of variance are those of SciPy's integration")
  func exact() throws {
    let stated = try datasetFixture("leak-worlds", as: LeakWorldsFixture.self).tenure
    let world = EmployeeWorld()
    #expect(abs(world.expectedTenure - stated.mean) < 1e-12)
    #expect(abs(world.tenureVariance - stated.variance) < 1e-9)
    #expect(abs(world.skillRSquared - stated.skillRSquared) < 1e-9)
    #expect(abs(world.endRSquared - stated.endRSquared) < 1e-9)
    for year in stated.years {
      #expect(abs(try world.expectedHeadcount(inYear: year.year) - year.headcount) < 1e-6)
      #expect(abs(try world.expectedTenureOfEmployed(inYear: year.year) - year.employed) < 1e-7)
      #expect(abs(try world.expectedTenureOfThoseWhoLeft(inYear: year.year) - year.left) < 1e-7)
    }
    // The first to leave: below the year, and near it, since few tenures are that short.
    let first = try world.expectedTenureOfThoseWhoLeft(inYear: 0.01)
    #expect(first > 0.008 && first < 0.01)
  }

  @Test("starts are uniform, skills normal, and tenures log-normal around the skill")
  func truth() throws {
    let made = try EmployeeWorld(employees: 50_000).generate(seed: 1)
    let start = try made.frame.array("start", of: Double.self)
    let skill = try made.frame.array("skill", of: Double.self)
    let tenure = try made.frame.array("tenure", of: Double.self)
    func expectUniform(_ numbers: [Double]) throws {
      var bins = [Int](repeating: 0, count: 20)
      for number in numbers { bins[min(19, Int(20 * number))] += 1 }
      #expect(try ChiSquareTest(uniformityOf: bins).pValue > 0.001)
    }
    try expectUniform(start.map { $0 / 40 })
    try expectUniform(skill.map { Normal.standard.cumulative($0) })
    try expectUniform(
      zip(skill, tenure).map { Normal.standard.cumulative((Portable.log($1) - 0.3 - 0.25 * $0) / 0.5) })
    #expect(zip(skill, made.trueExpectedTenures).allSatisfy { abs($1 - Portable.exp(0.425 + 0.25 * $0)) < 1e-9 })
    expectMean(zip(tenure, made.trueExpectedTenures).map { $0 - $1 }, 0, "tenure around its expectation")
  }

  @Test("start and end give the tenure; start alone nothing, end and skill the stated little")
  func leak() throws {
    let world = EmployeeWorld(employees: 50_000)
    let made = try world.generate(seed: 2)
    let start = try made.frame.array("start", of: Double.self)
    let skill = try made.frame.array("skill", of: Double.self)
    let end = try made.frame.array("end", of: Double.self)
    let tenure = try made.frame.array("tenure", of: Double.self)
    #expect(tenure.indices.allSatisfy { abs(end[$0] - start[$0] - tenure[$0]) < 1e-12 })
    let mean = world.expectedTenure
    // The covariances of which the shares of variance are made.
    expectMean(zip(start, tenure).map { ($0 - 20) * ($1 - mean) }, 0, "start")
    expectMean(zip(end, tenure).map { ($0 - 20 - mean) * ($1 - mean) }, world.tenureVariance, "end")
    expectMean(
      zip(skill, tenure).map { $0 * ($1 - mean) }, (world.skillRSquared * world.tenureVariance).squareRoot(), "skill")
  }

  @Test(
    "a year shows who has started, ends of those who left, too long tenures of the others", arguments: [5.0, 20, 42])
  func year(year: Double) throws {
    let world = EmployeeWorld(employees: 100_000)
    let made = try world.generate(seed: 4)
    let seen = made.frame(inYear: year)
    let start = try made.frame.array("start", of: Double.self)
    let end = try made.frame.array("end", of: Double.self)
    let tenure = try made.frame.array("tenure", of: Double.self)
    let rows = start.indices.filter { start[$0] < year }
    #expect(seen.columnNames == made.frame.columnNames)
    #expect(try seen.array("employee", of: Int.self) == rows.map { $0 + 1 })
    #expect(Array(try seen["end", as: Double.self]) == rows.map { end[$0] <= year ? end[$0] : nil })
    #expect(Array(try seen["tenure", as: Double.self]) == rows.map { end[$0] <= year ? tenure[$0] : nil })
    let employed = rows.filter { end[$0] > year }
    expectCount(
      employed.count, of: 100_000, probability: try world.expectedHeadcount(inYear: year) / 100_000, "employed")
    expectMean(employed.map { tenure[$0] }, try world.expectedTenureOfEmployed(inYear: year), "tenures of the employed")
    expectMean(
      try seen["tenure", as: Double.self].present, try world.expectedTenureOfThoseWhoLeft(inYear: year),
      "tenures of those who left")
    #expect(made.frame(inYear: 0).rowCount == 0)
  }

  @Test("a parameter out of its range is refused with a sentence")
  func refusals() {
    expectRefusal("the noise of the tenure is 0.0; it must be above 0 and at most 3") {
      try EmployeeWorld(noise: 0).generate(seed: 1)
    }
    expectRefusal("the year is 0.0; it must be positive and finite") {
      try EmployeeWorld().expectedTenureOfEmployed(inYear: 0)
    }
  }
}
