/// One result in several representations, so that the terminal, the web page and the notebook file show the same thing.
public struct DisplayBundle: Codable, Sendable, Hashable {
  /// `text/plain`: always there, no control sequences.
  public var plain: String
  /// The same text with SGR color sequences, where color says something.
  public var ansi: String?
  /// `image/svg+xml`: one self-contained `<svg>` element.
  public var svg: String?
  /// `application/json`: the value itself, for programs.
  public var json: String?

  public init(plain: String, ansi: String? = nil, svg: String? = nil, json: String? = nil) {
    self.plain = plain
    self.ansi = ansi
    self.svg = svg
    self.json = json
  }
}
