/// A notebook as a value: what was written, asked, run and answered, in order.
///
/// It is written as Markdown, as a web page and as a Jupyter notebook, and read back from the first and the last.
/// Reading never runs anything: the cells that are read have no outcome.
public struct NotebookDocument: Codable, Sendable {
  /// One line; may be empty.
  public var title: String
  /// Facts about the document, such as `lesson` or `student`. Names are letters, digits, `-` and `_`; other
  /// characters of a name become `-` when it is written.
  public var metadata: [String: String]
  public var items: [Item]

  public enum Item: Codable, Sendable {
    /// Text in Markdown.
    case prose(String)
    case cell(DocumentCell)
    case exercise(DocumentExercise)
  }

  public init(title: String = "", metadata: [String: String] = [:], items: [Item] = []) {
    self.title = title
    self.metadata = metadata
    self.items = items
  }
}

/// A cell and what its last run did.
public struct DocumentCell: Codable, Sendable {
  public var source: String
  /// nil for a cell that was not run.
  public var outcome: CellOutcome?
  /// The number that the run had in its session; nil for a cell that was not run.
  public var executionCount: Int?

  public init(source: String, outcome: CellOutcome? = nil, executionCount: Int? = nil) {
    self.source = source
    self.outcome = outcome
    self.executionCount = executionCount
  }
}

/// An exercise and the last answer to it.
public struct DocumentExercise: Codable, Sendable {
  /// As the lesson names it.
  public var id: String
  /// The question, in Markdown.
  public var prompt: String
  /// What the student typed; nil when there was no answer.
  public var answer: String?
  /// Whether the answer is Swift, to be shown as such.
  public var isCode: Bool
  /// What was said about the answer, in Markdown; nil when nothing was.
  public var verdict: String?
  /// The share of the points, 0 to 1; nil when it was not judged.
  public var score: Double?

  public init(
    id: String, prompt: String, answer: String? = nil, isCode: Bool = false, verdict: String? = nil,
    score: Double? = nil
  ) {
    self.id = id
    self.prompt = prompt
    self.answer = answer
    self.isCode = isCode
    self.verdict = verdict
    self.score = score
  }

  /// The score in words; nil when it was not judged.
  var standing: String? {
    score.map { score in score >= 1 ? "Right" : score > 0 ? "Partly right" : "Not right" }
  }
}
