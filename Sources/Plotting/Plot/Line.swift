/// A line through points in the order given.
struct LineLayer: Codable, Hashable, Sendable {
  var label: String
  @MissingAsNull var x: [Double]
  @MissingAsNull var y: [Double]
  /// Names in place of `x`.
  var categories: [String]?
  /// Whether the line goes on level up to the next point, as the course of a count or a share does.
  var isStepped: Bool
}

extension Plot {
  /// A line through the points (`x`, `y`) in the order given; a missing value leaves a gap.
  ///
  ///     Plot("Loss").line(x: 1...4, y: [0.9, 0.5, 0.4, 0.38], "training")
  @_disfavoredOverload
  public func line(
    x: some Sequence<some PlotNumber>, y: some Sequence<some PlotNumber>, _ label: String = ""
  ) -> Plot {
    addingLine(x: x.plotValues, y: y.plotValues, categories: nil, label, isStepped: false)
  }

  /// The same for the most common type of `y`: knowing it, the compiler checks closures in the arguments many times faster.
  public func line(x: some Sequence<some PlotNumber>, y: [Double], _ label: String = "") -> Plot {
    addingLine(x: x.plotValues, y: y, categories: nil, label, isStepped: false)
  }

  /// A line through `y` at 0, 1, 2, …
  ///
  ///     Plot("Loss").line([0.9, 0.5, 0.4, 0.38])
  public func line(_ y: some Sequence<some PlotNumber>, _ label: String = "") -> Plot {
    let values = y.plotValues
    return addingLine(x: values.indices.map(Double.init), y: values, categories: nil, label, isStepped: false)
  }

  /// A line through `y` at named places.
  ///
  ///     Plot("Sales").line(["Mon", "Tue", "Wed"], [12, 15, 9])
  public func line(_ names: [String], _ y: some Sequence<some PlotNumber>, _ label: String = "") -> Plot {
    addingLine(x: names.indices.map(Double.init), y: y.plotValues, categories: names, label, isStepped: false)
  }

  /// The curve of a function over an interval, through 200 points.
  ///
  ///     Plot("Focal loss").line(over: 0.01...1, "γ = 2") { p in -(1 - p) * (1 - p) * log(p) }
  public func line(
    over interval: ClosedRange<Double>, _ label: String = "", _ function: (Double) throws -> Double
  ) rethrows -> Plot {
    let x = Plot.samples(of: interval, count: 200)
    return addingLine(x: x, y: try x.map(function), categories: nil, label, isStepped: false)
  }

  /// A line that stays level from each point to the next and then jumps, as a cumulative share does.
  ///
  ///     Plot("Delay of feedback").steps(x: [0, 1, 2, 5], y: [0, 0.4, 0.7, 1], "share arrived")
  public func steps(
    x: some Sequence<some PlotNumber>, y: some Sequence<some PlotNumber>, _ label: String = ""
  ) -> Plot {
    addingLine(x: x.plotValues, y: y.plotValues, categories: nil, label, isStepped: true)
  }

  /// `count` values at equal distances from one end of `interval` to the other.
  static func samples(of interval: ClosedRange<Double>, count: Int) -> [Double] {
    (0..<count).map { index in
      let fraction = Double(index) / Double(count - 1)
      return interval.lowerBound * (1 - fraction) + interval.upperBound * fraction
    }
  }

  private func addingLine(
    x: [Double], y: [Double], categories: [String]?, _ label: String, isStepped: Bool
  ) -> Plot {
    let count = min(x.count, y.count)
    let layer = LineLayer(
      label: label, x: Array(x.prefix(count)), y: Array(y.prefix(count)),
      categories: categories.map { Array($0.prefix(count)) }, isStepped: isStepped)
    let note = Plot.lengthNote([(categories == nil ? "x" : "names", x.count), ("y", y.count)], label: label)
    return adding(.line(layer), note: note)
  }
}
