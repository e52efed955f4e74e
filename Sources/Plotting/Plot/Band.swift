/// A shaded range.
struct BandLayer: Codable, Hashable, Sendable {
  /// Which way the band runs.
  enum Direction: String, Codable { case along, horizontal, vertical }

  var label: String
  var direction: Direction
  /// Empty unless the band runs along a line.
  @MissingAsNull var x: [Double]
  @MissingAsNull var lower: [Double]
  @MissingAsNull var upper: [Double]
}

extension Plot {
  /// Shades the range between two courses, such as ±1 standard deviation. Without a label it takes the color of the
  /// layer before it.
  ///
  ///     Plot("Learning curve").line(x: sizes, y: mean, "accuracy").band(x: sizes, from: lower, to: upper)
  public func band(
    x: some Sequence<some PlotNumber>, from lower: some Sequence<some PlotNumber>,
    to upper: some Sequence<some PlotNumber>, _ label: String = ""
  ) -> Plot {
    let (places, low, high) = (x.plotValues, lower.plotValues, upper.plotValues)
    let count = min(places.count, low.count, high.count)
    let layer = BandLayer(
      label: label, direction: .along, x: Array(places.prefix(count)), lower: Array(low.prefix(count)),
      upper: Array(high.prefix(count)))
    let note = Plot.lengthNote([("x", places.count), ("from", low.count), ("to", high.count)], label: label)
    return adding(.band(layer), note: note)
  }

  /// Shades all points whose y lies between two values.
  ///
  ///     Plot("Drift").line(scores).horizontalBand(from: 0.1, to: 0.2, "watch")
  public func horizontalBand(from lower: Double, to upper: Double, _ label: String = "") -> Plot {
    adding(.band(BandLayer(label: label, direction: .horizontal, x: [], lower: [lower], upper: [upper])))
  }

  /// Shades all points whose x lies between two values.
  ///
  ///     Plot("Traffic").line(counts).verticalBand(from: 20, to: 24, "outage")
  public func verticalBand(from lower: Double, to upper: Double, _ label: String = "") -> Plot {
    adding(.band(BandLayer(label: label, direction: .vertical, x: [], lower: [lower], upper: [upper])))
  }
}
