/// What `make_leak_worlds.py` wrote.
struct LeakWorldsFixture: Decodable {
  struct RarePositives: Decodable {
    let intercept: Double
    let effects: [Double]
    let rate: Double
    let auc: Double
  }

  struct Tenure: Decodable {
    struct Year: Decodable {
      let year: Double
      let headcount: Double
      let employed: Double
      let left: Double
    }

    let mean: Double
    let variance: Double
    let skillRSquared: Double
    let endRSquared: Double
    let years: [Year]
  }

  let rarePositives: [RarePositives]
  let tenure: Tenure
}
