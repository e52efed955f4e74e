/// The forms in which grades are written.
public enum ReportFormat: String, CaseIterable, Sendable {
  /// A table for the terminal.
  case text
  /// Everything, for programs.
  case json
  /// JUnit XML, as build servers read it.
  case junit
  /// `results.json` as Gradescope's autograders write it.
  case gradescope
  /// One row for each submission, for a spreadsheet.
  case csv
}
