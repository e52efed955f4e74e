/// The forms in which a gradebook is handed on.
public enum GradebookFormat: String, CaseIterable, Sendable {
  /// The CSV file that Canvas imports into its gradebook.
  case canvas
  /// The CSV file that Moodle imports into its grader report.
  case moodle
  /// Everything that counts, for programs.
  case json
}

extension GradebookResults {
  /// The results in a form that other programs read.
  ///
  /// - Parameter titles: what columns are to be called instead of by the lesson's id: the assignment's title with its
  ///   number in Canvas, "Reservoir sampling (1234)", or the grade item's name in Moodle.
  public func text(as format: GradebookFormat, titles: [String: String] = [:]) throws -> String {
    switch format {
    case .canvas: CanvasExport(self, titles: titles).text
    case .moodle: MoodleExport(self, titles: titles).text
    case .json: try jsonText()
    }
  }
}
