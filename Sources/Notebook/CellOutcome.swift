public import Plotting

/// What one run of one cell did, in full.
public struct CellOutcome: Codable, Sendable {
  public enum Status: String, Codable, Sendable {
    /// Compiled and ran to its end.
    case succeeded
    /// Did not compile; nothing ran.
    case rejected
    /// Breaks a rule for answers; nothing ran. The rule is the first of the diagnostics.
    case refused
    /// Stopped by a fault: a trap, an uncaught error, a signal, an `exit`.
    case faulted
    /// Stopped by the user.
    case interrupted
    /// Stopped because it used up its time.
    case timedOut
    /// The process that ran it died.
    case died
    /// Stopped because it printed or sent more than is taken.
    case flooded
  }

  public var status: Status
  /// Errors first, then warnings, in the cell's own lines.
  public var diagnostics: [CellDiagnostic]
  /// Set when `status` is `faulted`, `died` or `flooded`, or when compiling took too long.
  public var fault: CellFault?
  /// What was printed and displayed, in order.
  public var outputs: [CellOutput]
  /// What a probe sent out with `observe`, in order.
  public var observations: [Observation]
  /// Wall time of the run, without compiling.
  public var seconds: Double

  public init(
    status: Status, diagnostics: [CellDiagnostic] = [], fault: CellFault? = nil,
    outputs: [CellOutput] = [], observations: [Observation] = [], seconds: Double = 0
  ) {
    self.status = status
    self.diagnostics = diagnostics
    self.fault = fault
    self.outputs = outputs
    self.observations = observations
    self.seconds = seconds
  }
}

/// One message of the compiler about a cell.
public struct CellDiagnostic: Codable, Sendable, Hashable {
  public enum Severity: String, Codable, Sendable { case error, warning, note }
  public var severity: Severity
  /// 1-based line of the cell.
  public var line: Int
  /// 1-based column, in UTF-8 bytes.
  public var column: Int
  public var message: String
  /// The source line, the carets and the fix-its as the compiler printed them; may be empty.
  public var excerpt: String

  public init(severity: Severity, line: Int, column: Int, message: String, excerpt: String) {
    self.severity = severity
    self.line = line
    self.column = column
    self.message = message
    self.excerpt = excerpt
  }
}

/// Why a cell stopped before its end.
public struct CellFault: Codable, Sendable, Hashable {
  /// The sentence for the student, without the place: "index out of range".
  public var message: String
  /// The cell's name ("cell 3") and its line, where known.
  public var cell: String?
  public var line: Int?

  public init(message: String, cell: String? = nil, line: Int? = nil) {
    self.message = message
    self.cell = cell
    self.line = line
  }
}

/// One piece of what a cell showed.
public enum CellOutput: Codable, Sendable {
  /// Text written to standard output or standard error.
  case text(String, isError: Bool)
  /// A displayed value and the name of its type.
  case display(DisplayBundle, type: String)
}

/// A named value sent out of a running cell, as JSON text.
public struct Observation: Codable, Sendable, Hashable {
  public var name: String
  public var json: String

  public init(name: String, json: String) {
    self.name = name
    self.json = json
  }
}
