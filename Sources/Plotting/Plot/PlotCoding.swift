internal import Foundation

extension Layer: Codable {
  private enum Kind: String, Codable {
    case line, scatter, bars, histogram, heatMap, contour, band, referenceLine
  }
  private enum Key: String, CodingKey { case kind }

  init(from decoder: any Decoder) throws {
    switch try decoder.container(keyedBy: Key.self).decode(Kind.self, forKey: .kind) {
    case .line: self = .line(try LineLayer(from: decoder))
    case .scatter: self = .scatter(try ScatterLayer(from: decoder))
    case .bars: self = .bars(try BarLayer(from: decoder))
    case .histogram: self = .histogram(try HistogramLayer(from: decoder))
    case .heatMap: self = .heatMap(try HeatMapLayer(from: decoder))
    case .contour: self = .contour(try ContourLayer(from: decoder))
    case .band: self = .band(try BandLayer(from: decoder))
    case .referenceLine: self = .reference(try ReferenceLayer(from: decoder))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .line(let layer): try put(.line, layer)
    case .scatter(let layer): try put(.scatter, layer)
    case .bars(let layer): try put(.bars, layer)
    case .histogram(let layer): try put(.histogram, layer)
    case .heatMap(let layer): try put(.heatMap, layer)
    case .contour(let layer): try put(.contour, layer)
    case .band(let layer): try put(.band, layer)
    case .reference(let layer): try put(.referenceLine, layer)
    }
    func put(_ kind: Kind, _ layer: some Encodable) throws {
      try container.encode(kind, forKey: .kind)
      try layer.encode(to: encoder)
    }
  }
}

/// A plot is coded as its title, its axes and its layers with their data: enough to draw it again.
extension Plot: Codable {
  private enum Key: String, CodingKey { case title, x, y, rows, notes, layers }

  private struct Axis: Codable {
    var label: String?
    var logarithmic: Bool
    /// The user's own limits.
    var range: [Double]?
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    self.init(try container.decode(String.self, forKey: .title))
    let x = try container.decode(Axis.self, forKey: .x)
    let y = try container.decode(Axis.self, forKey: .y)
    (xTitle, xIsLogarithmic, xLimits) = (x.label, x.logarithmic, Self.range(x.range))
    (yTitle, yIsLogarithmic, yLimits) = (y.label, y.logarithmic, Self.range(y.range))
    rows = try container.decodeIfPresent(Int.self, forKey: .rows)
    notes = try container.decode([String].self, forKey: .notes)
    layers = try container.decode([Layer].self, forKey: .layers)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(title, forKey: .title)
    let x = Axis(
      label: xTitle, logarithmic: xIsLogarithmic, range: xLimits.map { [$0.lowerBound, $0.upperBound] })
    let y = Axis(
      label: yTitle, logarithmic: yIsLogarithmic, range: yLimits.map { [$0.lowerBound, $0.upperBound] })
    try container.encode(x, forKey: .x)
    try container.encode(y, forKey: .y)
    try container.encodeIfPresent(rows, forKey: .rows)
    try container.encode(notes, forKey: .notes)
    try container.encode(layers, forKey: .layers)
  }

  private static func range(_ limits: [Double]?) -> ClosedRange<Double>? {
    guard let limits, limits.count == 2, limits[0] <= limits[1] else { return nil }
    return limits[0]...limits[1]
  }
}

extension Encodable {
  /// The value as JSON, with its keys in order, so that the same value gives the same text.
  var jsonText: String? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) }
  }
}
