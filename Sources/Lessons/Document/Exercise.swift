/// One exercise as it stands in the lesson, for no student in particular.
public struct Exercise: Sendable {
  /// A block of Swift and where it stands.
  public struct Block: Sendable, Hashable {
    public var text: String
    /// 1-based line of the file of its first line.
    public var line: Int
    /// Whether it is compiled with optimization.
    public var isFast = false
  }

  /// A piece of Markdown and where it stands.
  public struct Passage: Sendable, Hashable {
    public var markdown: String
    /// 1-based line of the file.
    public var line: Int
  }

  /// A common mistake, the answer that shows it, and the hint that it earns.
  public struct WrongAnswer: Sendable, Hashable {
    public var id: String
    /// The answer in the form that answers are kept in; nil when the `expected` block gives it.
    public var answer: Block?
    public var hint: Passage
  }

  public var id: String
  public var title: String
  /// 1-based line of the file of its heading.
  public var line: Int
  public var points: Int
  /// How many wrong answers there may be before the solution is offered.
  public var tries: Int
  /// Seconds that the student's code may run.
  public var seconds: Double
  /// The names of the cells that it starts from, in the lesson's order.
  public var assumes: [String]
  /// Markdown with placeholders, without the blocks that are not for reading.
  public var prompt: Passage
  public var task: ExerciseTask
  /// What is declared before the student's code, or expression, runs.
  public var given: Block?
  /// Fills the numbers of the exercise from a seed.
  public var variant: Block?
  /// Continues `variant` and gives the right and wrong answers.
  public var expected: Block?
  /// The general hints in order.
  public var hints: [Passage]
  public var wrongAnswers: [WrongAnswer]
  /// The explanation; nil in a student's edition.
  public var solution: Passage?
  /// The answer that the solution gives, of a `code` or `design` exercise.
  public var solutionAnswer: Block?

  /// The wrong answer with this id.
  public func wrongAnswer(_ id: String) -> WrongAnswer? {
    wrongAnswers.first { $0.id == id }
  }
}

/// What a student has to give.
public enum ExerciseTask: Sendable {
  case number(NumberTask)
  case choice(ChoiceTask)
  case order(OrderTask)
  case match(MatchTask)
  /// A function or value that the student writes.
  case code(CodeTask)
  /// A configuration that is simulated against a constraint.
  case design(CodeTask)

  /// The words of `kind:`.
  public static let kinds = ["number", "choice", "order", "match", "code", "design"]

  public var kind: String {
    switch self {
    case .number: "number"
    case .choice: "choice"
    case .order: "order"
    case .match: "match"
    case .code: "code"
    case .design: "design"
    }
  }
}

/// One number or several.
public struct NumberTask: Sendable, Hashable {
  public struct Part: Sendable, Hashable {
    public var name: String
    public var label: String?
    public var unit: String?
  }

  /// How far from the right number still counts as right.
  public enum Tolerance: Sendable, Hashable {
    case absolute(Double)
    /// As a share of the right number.
    case relative(Double)

    /// Whether `value` is close enough to `right`.
    public func accepts(_ value: Double, for right: Double) -> Bool {
      switch self {
      case .absolute(let distance): abs(value - right) <= distance
      case .relative(let share): abs(value - right) <= share * abs(right)
      }
    }
  }

  public struct Key: Sendable, Hashable {
    /// One for each part.
    public var tolerances: [Tolerance]
    /// One for each part; nil when the `expected` block gives them.
    public var answer: [Double]?
    /// The right answers of seed 0, to guard the `expected` block.
    public var canonical: [Double]?
  }

  /// The name of the part of a task that has just one.
  public static let onlyPart = "answer"

  public var parts: [Part]
  public var key: Key?
}

/// Something to choose, put in order or match, with its id.
public struct LabeledItem: Sendable, Hashable {
  public var id: String
  /// Markdown, with placeholders.
  public var text: String
}

/// One or several of some options, and perhaps the reason.
public struct ChoiceTask: Sendable, Hashable {
  public struct Key: Sendable, Hashable {
    /// Nil when the `expected` block gives it.
    public var right: [String]?
    public var reason: String?
  }

  public var options: [LabeledItem]
  public var reasons: [LabeledItem]
  /// Whether more than one option may be right.
  public var isSeveral: Bool
  public var isShuffled: Bool
  public var key: Key?
}

/// Items to be put in order.
public struct OrderTask: Sendable, Hashable {
  public var items: [LabeledItem]
  /// How many of the items the answer has.
  public var count: Int
  public var isShuffled: Bool
  /// Ids in order; nil without a key, or when the `expected` block gives them.
  public var right: [String]?
}

/// Items on the left, each of which belongs to one on the right.
public struct MatchTask: Sendable, Hashable {
  public var left: [LabeledItem]
  public var right: [LabeledItem]
  public var isShuffled: Bool
  /// The right id of each left id; nil without a key, or when the `expected` block gives them.
  public var pairs: [String: String]?
}

/// Swift that is judged by what it does.
public struct CodeTask: Sendable, Hashable {
  /// What the student starts from.
  public var starter: Exercise.Block?
  /// Say of the student's code what it does and does not, where the student sees it.
  public var checks: [Exercise.Block]
  /// Runs beside the student's code and observes it; nil in a student's edition.
  public var probe: Exercise.Block?
  /// Looks at the observations; nil in a student's edition.
  public var judge: Exercise.Block?
}
