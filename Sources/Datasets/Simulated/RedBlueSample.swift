import Plotting
import Statistics

/// A sample in which red and blue rows do not come in their true mix, while the outcome depends on the color:
/// a plain mean is wrong until the rows are weighted back to the truth.
///
/// y = (mean of the color) + slope × x + noise, with x standard normal and the noise normal.
///
/// Truth: ``trueMean``, the mean of y under the true mix; ``observedMean``, what the plain mean of y tends
/// to.
public struct RedBlueSample: SimulatedRows {
  /// The color of a row.
  public enum Color: String, CaseIterable, Codable, Sendable {
    case red, blue
  }

  /// One row of the sample.
  public struct Row: Hashable, Codable, Sendable {
    /// The category whose mix is off.
    public let color: Color
    /// A feature, standard normal in both colors.
    public let x: Double
    /// The outcome.
    public let y: Double
  }

  /// The rows, in random order of colors. The share of red is exact (to the nearest row).
  public let rows: [Row]
  /// The share of red in the sample that was asked for, and in the world.
  public let observedRed, trueRed: Double
  /// The mean of y among red rows and among blue rows.
  public let redMean, blueMean: Double

  /// Makes the sample. O(count).
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if `count` is below 1, a share is not
  ///   in 0...1 or another number is not usable.
  public init(
    count: Int = 1000, observedRed: Double = 0.25, trueRed: Double = 0.5, redMean: Double = 10, blueMean: Double = 20,
    slope: Double = 2, noise: Double = 3, seed: UInt64
  ) throws(DatasetError) {
    try requireParameter(count >= 1, "the number of rows", count, "1 or more")
    try requireParameter(observedRed >= 0 && observedRed <= 1, "the observed share of red", observedRed, "in 0...1")
    try requireParameter(trueRed >= 0 && trueRed <= 1, "the true share of red", trueRed, "in 0...1")
    for (what, value) in [("the mean of red", redMean), ("the mean of blue", blueMean), ("the slope", slope)] {
      try requireParameter(value.isFinite, what, value, "finite")
    }
    try requireParameter(noise >= 0 && noise.isFinite, "the noise", noise, "finite and not negative")
    self.observedRed = observedRed
    self.trueRed = trueRed
    self.redMean = redMean
    self.blueMean = blueMean
    var rng = SeededGenerator(seed: seed)
    let reds = Int((observedRed * Double(count)).rounded())
    var colors = [Color](repeating: .red, count: reds) + [Color](repeating: .blue, count: count - reds)
    rng.shuffle(&colors)
    rows = colors.map { color in
      let x = rng.normal()
      let y = (color == .red ? redMean : blueMean) + slope * x + noise * rng.normal()
      return Row(color: color, x: x, y: y)
    }
  }

  /// The mean of y in the world: `trueRed × redMean + (1 − trueRed) × blueMean`.
  public var trueMean: Double { trueRed * redMean + (1 - trueRed) * blueMean }
  /// The mean of y that the sample's own mix leads to.
  public var observedMean: Double { observedRed * redMean + (1 - observedRed) * blueMean }

  public func table() -> Table {
    firstRows(
      "Red and blue", of: rows,
      columns: [
        "color": { $0.color.rawValue },
        "x": { $0.x },
        "y": { $0.y },
      ])
  }
}
