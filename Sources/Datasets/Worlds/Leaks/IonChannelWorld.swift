import DataFrames
import Statistics

/// Ion channels of a cell, open or closed, and the current that is measured; the test is made from a piece of the
/// training data, moved by a constant.
///
/// The number of open channels, 0 to 5, stays as it is with some probability and otherwise becomes one of the other five
/// numbers, each as likely. The signal is that number plus normal noise. Whoever finds the piece, which the differences
/// between neighbors of the test signal show, has all answers.
///
/// Source: Designing Machine Learning Systems, ch. 5, on leakage in the generation of data.
public struct IonChannelWorld: Hashable, Codable, Sendable {
  /// The number of training points.
  public var points: Int
  /// The first training point, from 0, of the piece that the test is made from.
  public var copyStart: Int
  /// The number of test points.
  public var testPoints: Int
  /// What is added to the signal of the piece.
  public var offset: Double
  /// The probability that the number of open channels stays as it is.
  public var stay: Double
  /// The standard deviation of the noise, in units of one open channel.
  public var noise: Double

  public init(
    points: Int = 5_000, copyStart: Int = 1_000, testPoints: Int = 1_000, offset: Double = 3, stay: Double = 0.8,
    noise: Double = 0.8
  ) {
    self.points = points
    self.copyStart = copyStart
    self.testPoints = testPoints
    self.offset = offset
    self.stay = stay
    self.noise = noise
  }

  /// The largest number of open channels.
  static let channels = 5

  /// Makes the signals of a seed. O(points).
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if a parameter is out of its range.
  public func generate(seed: UInt64) throws(DatasetError) -> IonChannels {
    try check()
    var rng = SeededGenerator(seed: seed, stream: "ion channels")
    var open: [Int] = []
    var signal: [Double] = []
    for _ in 0..<points {
      if let last = open.last, rng.bernoulli(stay) {
        open.append(last)
      } else if let last = open.last {
        let other = rng.uniformInt(below: Self.channels)
        open.append(other < last ? other : other + 1)
      } else {
        open.append(rng.uniformInt(below: Self.channels + 1))
      }
      signal.append(Double(open[open.count - 1]) + noise * rng.normal())
    }
    let piece = copyStart..<copyStart + testPoints
    return IonChannels(
      frame: observedFrame([
        Column("point", Array(1...points)), Column("signal", signal), Column("open_channels", open),
      ]),
      test: observedFrame([
        Column("point", Array(1...testPoints)), Column("signal", signal[piece].map { $0 + offset }),
      ]),
      trueTestChannels: Array(open[piece]), trueCopiedPoints: piece)
  }

  private func check() throws(DatasetError) {
    try requireParameter(points >= 1, "the number of points", points, "1 or more")
    try requireParameter(testPoints >= 1, "the number of test points", testPoints, "1 or more")
    try requireParameter(
      copyStart >= 0 && copyStart <= points && testPoints <= points - copyStart, "the first point that is copied",
      copyStart, "in 0...\(max(0, points - testPoints)), so that \(testPoints) follow it")
    try requireParameter(offset.isFinite, "the offset of the test", offset, "a finite number")
    try requireParameter(stay >= 0 && stay <= 1, "the probability to stay", stay, "in 0...1")
    try requireParameter(noise >= 0 && noise.isFinite, "the noise", noise, "0 or more")
  }
}
