/// One file of a report.
public struct ReportFile: Sendable, Hashable {
  /// Where it goes, relative to the report's folder; made of letters, digits and `.`, `_`, `-`, `/` alone.
  public let name: String
  /// The file's content; it ends in a line break.
  public let text: String
}
