/// One thing drawn in a plot, as data.
enum Layer: Hashable, Sendable {
  case line(LineLayer)
  case scatter(ScatterLayer)
  case bars(BarLayer)
  case histogram(HistogramLayer)
  case heatMap(HeatMapLayer)
  case contour(ContourLayer)
  case band(BandLayer)
  case reference(ReferenceLayer)

  /// The names that take the place of numbers on the horizontal axis.
  var xCategories: [String]? {
    switch self {
    case .line(let layer): layer.categories
    case .scatter(let layer): layer.categories
    case .bars(let layer): layer.isHorizontal ? nil : layer.categories
    case .heatMap(let layer): layer.columnLabels
    case .histogram, .contour, .band, .reference: nil
    }
  }

  /// The names that take the place of numbers on the vertical axis.
  var yCategories: [String]? {
    switch self {
    case .bars(let layer): layer.isHorizontal ? layer.categories : nil
    case .heatMap(let layer): layer.rowLabels
    case .line, .scatter, .histogram, .contour, .band, .reference: nil
    }
  }
}

extension Plot {
  /// A note about columns of different lengths, which are drawn as far as the shortest goes.
  static func lengthNote(_ counts: [(name: String, count: Int)], label: String) -> String? {
    guard let shortest = counts.map(\.count).min(), counts.contains(where: { $0.count != shortest }) else {
      return nil
    }
    let parts = counts.map { "\($0.count) \($0.name)" }.joined(separator: ", ")
    let name = label.isEmpty ? "" : "\(label): "
    return "\(name)lengths differ (\(parts)); only the first \(shortest) are drawn"
  }
}
