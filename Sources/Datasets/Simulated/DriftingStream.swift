internal import Foundation
import Plotting
import Statistics

/// Rows that arrive day by day while the rule that labels them turns: old rows teach an outdated rule, the
/// newest alone are too few, so that weights which fade with age have a best time constant in between.
///
/// Each day has `rowsPerDay` rows of three standard normal features. On day d the label is 1 where cos(θ) x₀
/// + sin(θ) x₁ + x₂ + noise × ε > 0, with θ = d × `degreesPerDay` and ε standard normal. The test rows come
/// from the week after the last training day, while the rule goes on turning.
///
/// Truth: ``normal(onDay:)``, the direction that separates the classes.
///
/// With the default parameters and a logistic regression on weights exp(−age/τ), the next-week accuracy is
/// highest for τ around 8 days; see the data set's test for the numbers.
public struct DriftingStream: SimulatedRows {
  /// One labeled row.
  public struct Row: Hashable, Codable, Sendable {
    /// The day of arrival, from 0.
    public let day: Int
    /// The three features.
    public let x: [Double]
    /// The class, 0 or 1.
    public let y: Int
  }

  /// The rows to learn from, oldest first: days 0 to `days − 1`.
  public let train: [Row]
  /// The rows of the seven days that follow.
  public let nextWeek: [Row]
  /// The number of training days.
  public let days: Int
  /// How far the rule turns in a day.
  public let degreesPerDay: Double

  /// Makes the stream. O(rows).
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if a count is below 1, the noise is
  ///   negative or a number is not finite.
  public init(
    days: Int = 90, rowsPerDay: Int = 3, degreesPerDay: Double = 1, noise: Double = 0.4, testRowsPerDay: Int = 1000,
    seed: UInt64
  ) throws(DatasetError) {
    try requireParameter(days >= 1, "the number of days", days, "1 or more")
    try requireParameter(rowsPerDay >= 1, "the number of rows a day", rowsPerDay, "1 or more")
    try requireParameter(testRowsPerDay >= 1, "the number of test rows a day", testRowsPerDay, "1 or more")
    try requireParameter(degreesPerDay.isFinite, "the turn per day", degreesPerDay, "finite")
    try requireParameter(noise >= 0 && noise.isFinite, "the noise", noise, "finite and not negative")
    self.days = days
    self.degreesPerDay = degreesPerDay
    func rows(of dayRange: Range<Int>, perDay: Int, using rng: inout SeededGenerator) -> [Row] {
      dayRange.flatMap { day in
        let normal = Self.direction(day: day, degreesPerDay: degreesPerDay)
        return (0..<perDay).map { _ in
          let x = [rng.normal(), rng.normal(), rng.normal()]
          let score = normal[0] * x[0] + normal[1] * x[1] + normal[2] * x[2] + noise * rng.normal()
          return Row(day: day, x: x, y: score > 0 ? 1 : 0)
        }
      }
    }
    var trainRandom = SeededGenerator(seed: seed, stream: "train")
    var testRandom = SeededGenerator(seed: seed, stream: "test")
    train = rows(of: 0..<days, perDay: rowsPerDay, using: &trainRandom)
    nextWeek = rows(of: days..<(days + 7), perDay: testRowsPerDay, using: &testRandom)
  }

  /// The age of each training row in days, 0 for the last training day.
  public var ages: [Double] { train.map { Double(days - 1 - $0.day) } }

  /// The normal vector of the boundary between the classes on a day (not of unit length).
  public func normal(onDay day: Int) -> [Double] {
    Self.direction(day: day, degreesPerDay: degreesPerDay)
  }

  private static func direction(day: Int, degreesPerDay: Double) -> [Double] {
    let angle = Double(day) * degreesPerDay * .pi / 180
    return [cos(angle), sin(angle), 1]
  }

  public func table() -> Table {
    firstRows(
      "Rows of \(days) days", of: train,
      columns: [
        "day": { $0.day },
        "x0": { $0.x[0] },
        "x1": { $0.x[1] },
        "x2": { $0.x[2] },
        "y": { $0.y },
      ])
  }
}
