/// One series of bars.
struct BarLayer: Codable, Hashable, Sendable {
  var label: String
  /// Names of the bars; nil for bars at numbers.
  var categories: [String]?
  /// Places of the bars where they have no names.
  @MissingAsNull var positions: [Double]
  @MissingAsNull var values: [Double]
  /// Half the length of the error bars; empty for none.
  @MissingAsNull var errors: [Double]
  var isHorizontal: Bool
}

extension Plot {
  /// Vertical bars, one for each name. Several layers of bars stand side by side. `error` draws a bar of
  /// ±`error` around each value, such as a standard deviation.
  ///
  ///     Plot("Accuracy").bars(["A", "B"], [0.90, 0.85], error: [0.02, 0.03], "validation")
  public func bars(
    _ names: [String], _ values: some Sequence<some PlotNumber>, error: [Double] = [], _ label: String = ""
  ) -> Plot {
    addingBars(names, values.plotValues, error, label, isHorizontal: false)
  }

  /// Vertical bars, written as names and values, in the order written.
  ///
  ///     Plot("Share of spam").bars(["mail": 0.85, "comments": 0.4])
  public func bars(_ values: KeyValuePairs<String, some PlotNumber>, _ label: String = "") -> Plot {
    addingBars(values.map(\.key), values.map(\.value.plotValue), [], label, isHorizontal: false)
  }

  /// Vertical bars at numbers: many bars that stand in order, such as one for each place of a stream.
  ///
  ///     Plot("Inclusion").bars(x: 1...10, y: shares).horizontalLine(at: 0.1, "k/n")
  public func bars(
    x: some Sequence<some PlotNumber>, y: some Sequence<some PlotNumber>, error: [Double] = [],
    _ label: String = ""
  ) -> Plot {
    let (places, values) = (x.plotValues, y.plotValues)
    let count = min(places.count, values.count, error.isEmpty ? .max : error.count)
    let layer = BarLayer(
      label: label, categories: nil, positions: Array(places.prefix(count)),
      values: Array(values.prefix(count)),
      errors: Array(error.prefix(count)), isHorizontal: false)
    let errors = error.isEmpty ? [] : [(name: "errors", count: error.count)]
    return adding(
      .bars(layer), note: Plot.lengthNote([("x", places.count), ("y", values.count)] + errors, label: label))
  }

  /// Horizontal bars, one for each name, from the top down, each with its value: best for long names.
  ///
  ///     Plot("Share of votes").horizontalBars(["programmatic", "natural"], [0.4, 0.6])
  public func horizontalBars(
    _ names: [String], _ values: some Sequence<some PlotNumber>, error: [Double] = [], _ label: String = ""
  ) -> Plot {
    addingBars(names, values.plotValues, error, label, isHorizontal: true)
  }

  /// Horizontal bars, written as names and values, in the order written.
  ///
  ///     Plot("Share of votes").horizontalBars(["programmatic": 0.4, "natural": 0.6])
  public func horizontalBars(_ values: KeyValuePairs<String, some PlotNumber>, _ label: String = "") -> Plot {
    addingBars(values.map(\.key), values.map(\.value.plotValue), [], label, isHorizontal: true)
  }

  private func addingBars(
    _ names: [String], _ values: [Double], _ error: [Double], _ label: String, isHorizontal: Bool
  ) -> Plot {
    let count = min(names.count, values.count, error.isEmpty ? .max : error.count)
    let layer = BarLayer(
      label: label, categories: Array(names.prefix(count)), positions: [],
      values: Array(values.prefix(count)),
      errors: Array(error.prefix(count)), isHorizontal: isHorizontal)
    let errors = error.isEmpty ? [] : [(name: "errors", count: error.count)]
    return adding(
      .bars(layer),
      note: Plot.lengthNote([("names", names.count), ("values", values.count)] + errors, label: label))
  }
}
