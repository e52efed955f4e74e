/// Single points.
struct ScatterLayer: Codable, Hashable, Sendable {
  var label: String
  @MissingAsNull var x: [Double]
  @MissingAsNull var y: [Double]
  /// Names in place of `x`.
  var categories: [String]?
  /// What the area of each mark stands for; nil for marks of one size.
  @MissingAsNull var size: [Double]
  var mark: PlotMark?
}

/// The shape of the marks of a scatter plot.
public enum PlotMark: String, Codable, Hashable, Sendable, CaseIterable {
  case circle, triangle, square, diamond, cross, star
  /// The smallest dot that can be drawn: for many points.
  case dot
}

extension Plot {
  /// Marks at the points (`x`, `y`). With `size`, the area of a mark grows with its size, which must not be negative.
  /// Without `mark`, each series has its own shape.
  ///
  ///     Plot("Two classes")
  ///       .scatter(x: [1, 2, 3], y: [1, 3, 2], size: [0.1, 1, 10], "positive")
  ///       .scatter(x: [2, 3, 4], y: [0, 1, 0], "negative", mark: .cross)
  @_disfavoredOverload
  public func scatter(
    x: some Sequence<some PlotNumber>, y: some Sequence<some PlotNumber>, size: [Double] = [],
    _ label: String = "", mark: PlotMark? = nil
  ) -> Plot {
    addingScatter(x: x.plotValues, y: y.plotValues, categories: nil, size: size, label, mark: mark)
  }

  /// The same for the most common type of `y`: knowing it, the compiler checks closures in the arguments many times faster.
  public func scatter(
    x: some Sequence<some PlotNumber>, y: [Double], size: [Double] = [], _ label: String = "", mark: PlotMark? = nil
  ) -> Plot {
    addingScatter(x: x.plotValues, y: y, categories: nil, size: size, label, mark: mark)
  }

  /// Marks at named places.
  ///
  ///     Plot("Accuracy by fold").scatter(["A", "A", "B", "B"], [0.91, 0.93, 0.88, 0.95])
  public func scatter(
    _ names: [String], _ y: some Sequence<some PlotNumber>, size: [Double] = [], _ label: String = "",
    mark: PlotMark? = nil
  ) -> Plot {
    var order: [String: Int] = [:]
    for name in names where order[name] == nil { order[name] = order.count }
    let x = names.map { Double(order[$0] ?? 0) }
    return addingScatter(x: x, y: y.plotValues, categories: names, size: size, label, mark: mark)
  }

  private func addingScatter(
    x: [Double], y: [Double], categories: [String]?, size: [Double], _ label: String, mark: PlotMark?
  ) -> Plot {
    let count = min(x.count, y.count, size.isEmpty ? .max : size.count)
    let layer = ScatterLayer(
      label: label, x: Array(x.prefix(count)), y: Array(y.prefix(count)),
      categories: categories.map { Array($0.prefix(count)) }, size: Array(size.prefix(count)), mark: mark)
    let sizes = size.isEmpty ? [] : [(name: "sizes", count: size.count)]
    let note = Plot.lengthNote(
      [(categories == nil ? "x" : "names", x.count), ("y", y.count)] + sizes, label: label)
    return adding(.scatter(layer), note: note)
  }
}
