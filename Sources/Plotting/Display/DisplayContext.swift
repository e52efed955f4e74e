/// What the place that shows a result can do.
public struct DisplayContext: Codable, Sendable, Hashable {
  /// Columns of text that fit.
  public var width: Int
  /// Whether SGR color sequences are understood and wanted.
  public var color: Bool
  /// Whether characters outside ASCII can be shown.
  public var unicode: Bool

  public init(width: Int = 80, color: Bool = false, unicode: Bool = true) {
    self.width = width
    self.color = color
    self.unicode = unicode
  }
}
