import DataFrames
import Datasets
import Evaluation
import Statistics
import Testing

@Suite("Song world")
struct SongWorldTests {
  @Test("the same seed gives the same rows, in the order of days")
  func seeds() throws {
    let first = try SongWorld().generate(seed: 3)
    #expect(try SongWorld().generate(seed: 3).frame == first.frame)
    #expect(try SongWorld().generate(seed: 4).frame != first.frame)
    #expect(try first.frame.array("day", of: Int.self) == (0..<35).flatMap { [Int](repeating: $0, count: 400) })
  }

  @Test("clicks are draws with the true probabilities, and shocks have their standard deviation")
  func truth() throws {
    let plays = try SongWorld(days: 100).generate(seed: 1)
    expectDraws(try plays.frame.array("clicked", of: Bool.self), of: plays.trueProbabilities, "clicks")
    let squares = plays.trueShocks.flatMap { $0.map { $0 * $0 } }
    expectMean(squares, 1.44, "variance of the shocks")
    let tastes = try plays.frame.array("taste", of: Double.self)
    let artists = try plays.frame.array("artist", of: String.self).map { name in try #require(Int(name.dropFirst(6))) }
    for row in stride(from: 0, to: tastes.count, by: 313) {
      let logit =
        0.8 * tastes[row] + plays.trueArtistEffects[artists[row] - 1] + plays.trueShocks[row / 400][artists[row] - 1]
      #expect(abs(plays.trueProbabilities[row] - 1 / (1 + Portable.exp(-logit))) < 1e-12)
    }
  }

  /// The area under the curve of an artist's click rate among the other rows of the same day, or of another day.
  private func area(daysApart: Int, _ plays: SongPlays) throws -> Double {
    let days = try plays.frame.array("day", of: Int.self)
    let clicked = try plays.frame.array("clicked", of: Bool.self)
    let artists = try plays.frame.array("artist", of: String.self).map { name in
      try #require(Int(name.dropFirst(6))) - 1
    }
    var clicks = [[Double]](repeating: [Double](repeating: 0, count: 40), count: 35)
    var offers = clicks
    for row in days.indices {
      offers[days[row]][artists[row]] += 1
      if clicked[row] { clicks[days[row]][artists[row]] += 1 }
    }
    let rows = days.indices.filter { days[$0] >= daysApart }
    let scores = rows.map { row in
      let day = days[row] - daysApart
      // A row does not see itself.
      let own = daysApart == 0 ? 1.0 : 0
      let ownClick = daysApart == 0 && clicked[row] ? 1.0 : 0
      return (clicks[day][artists[row]] - ownClick + 1) / (offers[day][artists[row]] - own + 2)
    }
    return try rocAUC(scores: scores, actual: rows.map { clicked[$0] })
  }

  @Test("the rest of the day tells of a row, another day does not; without shocks both tell the same")
  func leak() throws {
    let plays = try SongWorld().generate(seed: 2)
    let sameDay = try area(daysApart: 0, plays)
    let dayBefore = try area(daysApart: 1, plays)
    #expect(sameDay > 0.65 && dayBefore < 0.58)
    let calm = try SongWorld(artistDeviation: 1, shockDeviation: 0).generate(seed: 2)
    #expect(abs(try area(daysApart: 0, calm) - area(daysApart: 1, calm)) < 0.02)
  }

  @Test("a parameter out of its range is refused with a sentence")
  func refusals() {
    expectRefusal("the number of artists is 0; it must be 1 or more") { try SongWorld(artists: 0).generate(seed: 1) }
    expectRefusal("the standard deviation of the shocks is -1.0; it must be finite and not negative") {
      try SongWorld(shockDeviation: -1).generate(seed: 1)
    }
  }
}
