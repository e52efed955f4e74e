/// Something that runs cells one after another, each seeing what the earlier ones declared.
public protocol CellRunner: AnyObject {
  /// Runs one cell. A cell that does not compile or faults is an outcome, not an error;
  /// an error means that cells cannot be run at all (no toolchain, no kernel).
  func run(_ cell: CellSource) throws -> CellOutcome

  /// Lets a function that an earlier cell registered with `CellFunctions` work on some input: nothing is compiled.
  func call(_ function: String, input: String, timeLimit: Double?) throws -> CellOutcome
}

/// One cell to be run.
public struct CellSource: Sendable {
  /// The Swift text.
  public var text: String
  /// How diagnostics and faults name it: "cell 3", "probe of write-step".
  public var name: String
  /// Modules imported for it besides those every cell gets.
  public var extraImports: [String]
  /// Seconds of run time after which it is stopped; nil for none.
  public var timeLimit: Double?
  /// Whether to show the value of a final expression.
  public var displaysLastValue: Bool
  /// Whether it belongs to the lesson. Such a cell sees only names of the lesson's own cells, so that nothing that the
  /// student declares can stand in its way; the student's cells see both.
  public var isOfLesson: Bool
  /// The names of the student's own that a cell of the lesson sees besides.
  public var borrowedNames: [String]
  /// Whether it must keep the rules for answers (``AnswerRules``).
  public var isAnswer: Bool
  /// Whether it is an answer that the lesson itself gives. What is compiled against it then serves other answers that
  /// declare the same functions.
  public var isModel: Bool
  /// Whether to compile it with optimisation, whatever the session does.
  public var isFast: Bool

  public init(
    _ text: String, name: String, extraImports: [String] = [], timeLimit: Double? = nil,
    displaysLastValue: Bool = true, isOfLesson: Bool = false, borrowedNames: [String] = [],
    isAnswer: Bool = false, isModel: Bool = false, isFast: Bool = false
  ) {
    self.text = text
    self.name = name
    self.extraImports = extraImports
    self.timeLimit = timeLimit
    self.displaysLastValue = displaysLastValue
    self.isOfLesson = isOfLesson
    self.borrowedNames = borrowedNames
    self.isAnswer = isAnswer
    self.isModel = isModel
    self.isFast = isFast
  }
}
