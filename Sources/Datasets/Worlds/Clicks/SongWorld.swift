import DataFrames
import Statistics

/// Plays of songs, day by day: an artist can be in everyone's ears on one day and not on the next, so that rows of
/// one day tell of each other, and a random split looks better than the future will be.
///
/// A row is a user who is offered a song of an artist. The logit of a click is
///
///     tasteEffect × taste + artist + shock(day, artist)
///
/// with a standard normal taste that the table shows, an artist's effect drawn once (standard deviation 0.4) and a
/// shock drawn anew for each artist and day (1.2).
///
/// Source: Designing Machine Learning Systems, ch. 5, splitting time-correlated data at random.
public struct SongWorld: Hashable, Codable, Sendable {
  /// The number of days.
  public var days: Int
  /// The number of rows of each day.
  public var rowsPerDay: Int
  /// The number of artists; all are offered equally often.
  public var artists: Int
  /// The effect of the taste, on the scale of logits.
  public var tasteEffect: Double
  /// The standard deviation of the artists' effects.
  public var artistDeviation: Double
  /// The standard deviation of the shocks; 0 for days that do not matter, where a random split is as good as any.
  public var shockDeviation: Double

  public init(
    days: Int = 35, rowsPerDay: Int = 400, artists: Int = 40, tasteEffect: Double = 0.8,
    artistDeviation: Double = 0.4, shockDeviation: Double = 1.2
  ) {
    self.days = days
    self.rowsPerDay = rowsPerDay
    self.artists = artists
    self.tasteEffect = tasteEffect
    self.artistDeviation = artistDeviation
    self.shockDeviation = shockDeviation
  }

  /// Makes the rows of a seed, in the order of days. O(rows).
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if a parameter is out of its range.
  public func generate(seed: UInt64) throws(DatasetError) -> SongPlays {
    try check()
    var artistRandom = SeededGenerator(seed: seed, stream: "artists")
    let artistEffects = (0..<artists).map { _ in artistDeviation * artistRandom.normal() }
    var rng = SeededGenerator(seed: seed, stream: "plays")
    var dayOf: [Int] = []
    var artistOf: [Int] = []
    var tastes: [Double] = []
    var probabilities: [Double] = []
    var clicked: [Bool] = []
    var shocks: [[Double]] = []
    for day in 0..<days {
      let ofDay = (0..<artists).map { _ in shockDeviation * rng.normal() }
      shocks.append(ofDay)
      for _ in 0..<rowsPerDay {
        let artist = rng.uniformInt(below: artists)
        let taste = rng.normal()
        let probability = LogitScale.probability(tasteEffect * taste + artistEffects[artist] + ofDay[artist])
        dayOf.append(day)
        artistOf.append(artist)
        tastes.append(taste)
        probabilities.append(probability)
        clicked.append(rng.bernoulli(probability))
      }
    }
    return SongPlays(
      frame: observedFrame([
        Column("day", dayOf),
        Column("artist", categories: artistOf.lazy.map { "artist\($0 + 1)" }),
        Column("taste", tastes),
        Column("clicked", clicked),
      ]),
      trueProbabilities: probabilities, trueArtistEffects: artistEffects, trueShocks: shocks)
  }

  private func check() throws(DatasetError) {
    for (what, count) in [("days", days), ("rows of each day", rowsPerDay), ("artists", artists)] {
      try requireParameter(count >= 1, "the number of \(what)", count, "1 or more")
    }
    try requireParameter(tasteEffect.isFinite, "the effect of the taste", tasteEffect, "finite")
    for (what, deviation) in [("artists' effects", artistDeviation), ("shocks", shockDeviation)] {
      try requireParameter(
        deviation >= 0 && deviation.isFinite, "the standard deviation of the \(what)", deviation,
        "finite and not negative")
    }
  }
}
