/// A straight line across the whole plot at one value.
struct ReferenceLayer: Codable, Hashable, Sendable {
  var label: String
  var value: Double
  var isHorizontal: Bool
}

extension Plot {
  /// A dashed line across the plot at one y, with its label at the right end.
  ///
  ///     Plot("Inclusion").bars(x: 1...100, y: shares).horizontalLine(at: 0.1, "k/n")
  public func horizontalLine(at y: Double, _ label: String = "") -> Plot {
    adding(.reference(ReferenceLayer(label: label, value: y, isHorizontal: true)))
  }

  /// A dashed line across the plot at one x, with its label on top.
  ///
  ///     Plot("Gain").histogram(gains).verticalLine(at: 0.2, "the figure")
  public func verticalLine(at x: Double, _ label: String = "") -> Plot {
    adding(.reference(ReferenceLayer(label: label, value: x, isHorizontal: false)))
  }
}
