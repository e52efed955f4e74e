/// A number that can be drawn or put in a table: every integer and floating-point type, `Bool` as 0 and 1,
/// and optionals of these, where `nil` is a missing value.
///
///     Plot().line(x: 1...5, y: [0.9, 0.7, nil, 0.5, 0.4])
public protocol PlotNumber {
  /// The value as a `Double`; NaN where it is missing.
  var plotValue: Double { get }
}

extension Double: PlotNumber { public var plotValue: Double { self } }
extension Float: PlotNumber { public var plotValue: Double { Double(self) } }
extension Int: PlotNumber { public var plotValue: Double { Double(self) } }
extension Int8: PlotNumber { public var plotValue: Double { Double(self) } }
extension Int16: PlotNumber { public var plotValue: Double { Double(self) } }
extension Int32: PlotNumber { public var plotValue: Double { Double(self) } }
extension Int64: PlotNumber { public var plotValue: Double { Double(self) } }
extension UInt: PlotNumber { public var plotValue: Double { Double(self) } }
extension UInt8: PlotNumber { public var plotValue: Double { Double(self) } }
extension UInt16: PlotNumber { public var plotValue: Double { Double(self) } }
extension UInt32: PlotNumber { public var plotValue: Double { Double(self) } }
extension UInt64: PlotNumber { public var plotValue: Double { Double(self) } }
extension Bool: PlotNumber { public var plotValue: Double { self ? 1 : 0 } }
extension Optional: PlotNumber where Wrapped: PlotNumber {
  public var plotValue: Double { self?.plotValue ?? .nan }
}

extension Sequence where Element: PlotNumber {
  /// The elements as `Double`, NaN where one is missing.
  var plotValues: [Double] { map(\.plotValue) }
}

extension Double {
  /// Finite, and far enough from overflow for the arithmetic of axes.
  var isDrawable: Bool { magnitude <= 1e300 }
  /// Positive, and far enough from zero for the arithmetic of a logarithmic axis.
  var hasDrawableLogarithm: Bool { isDrawable && self >= 1e-300 }
}
