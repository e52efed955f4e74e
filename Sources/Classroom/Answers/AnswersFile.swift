/// One student's answers to the exercises of one lesson, as they are handed in: a Markdown file with front matter and
/// one fenced block for each answer.
///
///     ---
///     lesson: 04-training-data/04-reservoir-sampling
///     student: s042
///     seed: 8130519823
///     ---
///
///     ```swift exercise=write-step tries=3
///     func step() {}
///     ```
///
///     ```text exercise=millionth-tweet
///     0.0005
///     ```
public struct AnswersFile: Sendable, Hashable {
  /// The answer to one exercise.
  public struct Answer: Sendable, Hashable {
    /// The exercise's id.
    public var exercise: String
    /// Whether the block says that it is Swift.
    public var isSwift: Bool
    /// Code as it was typed, choices by their ids, numbers as they were typed. Its line ends are line feeds.
    public var text: String
    /// How many tries it took, the last one included; nil when that is not said.
    public var tries: Int?

    public init(exercise: String, isSwift: Bool, text: String, tries: Int? = nil) {
      self.exercise = exercise
      self.isSwift = isSwift
      self.text = text
      self.tries = tries
    }
  }

  /// The largest file that is read, in bytes.
  public static let byteLimit: UInt64 = 4 << 20

  /// The lesson's name: "04-training-data/04-reservoir-sampling".
  public var lesson: String
  /// Who hands in.
  public var student: String
  /// What the student's numbers come from, see ``StudentSeed``; nil for the book's own.
  public var seed: UInt64?
  /// At most one for each exercise.
  public var answers: [Answer]
  /// What was in the file and does not count, or was not as it should be: a sentence each.
  public var remarks: [String]

  public init(
    lesson: String, student: String, seed: UInt64? = nil, answers: [Answer] = [], remarks: [String] = []
  ) {
    self.lesson = lesson
    self.student = student
    self.seed = seed
    self.answers = answers
    self.remarks = remarks
  }

  /// Reads a file.
  ///
  /// - Throws: ``AnswersProblem`` with the reason when no answers can be taken from it.
  public static func read(_ path: String) throws(AnswersProblem) -> AnswersFile {
    try AnswersFile(parsing: try UntrustedFile.read(path, limit: byteLimit).bytes)
  }

  /// The answer to one exercise.
  public func answer(to exercise: String) -> Answer? {
    answers.first { $0.exercise == exercise }
  }

  /// The file's text. Reading it gives the same answers again; `remarks` are not written.
  public var text: String {
    var text = "---\nlesson: \(Self.scalar(lesson))\nstudent: \(Self.scalar(student))\n"
    if let seed { text += "seed: \(seed)\n" }
    text += "---\n"
    for answer in answers {
      let body = Self.plain(answer.text)
      let fence = String(repeating: "`", count: max(3, Self.longestRun(of: "`", in: body) + 1))
      let tries = answer.tries.map { " tries=\($0)" } ?? ""
      text += "\n\(fence)\(answer.isSwift ? "swift" : "text") exercise=\(answer.exercise)\(tries)\n\(body)\n\(fence)\n"
    }
    return text
  }

  /// With line feeds for the line ends of other systems, and without zero bytes, which no Markdown can hold.
  private static func plain(_ text: String) -> String {
    let unified = unifyingLineEnds(text)
    guard unified.utf8.contains(0) else { return unified }
    return String(String.UnicodeScalarView(unified.unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : $0 }))
  }

  /// As a YAML scalar: plain where that is safe, else in quotation marks, inside which JSON and YAML are one.
  private static func scalar(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy {
      $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || "-_./".unicodeScalars.contains($0))
    }
    if isPlain, text.first?.isLetter == true || text.first?.isNumber == true { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { quoted += "\\" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }

  private static func longestRun(of mark: Unicode.Scalar, in text: String) -> Int {
    var longest = 0
    var current = 0
    for scalar in text.unicodeScalars {
      current = scalar == mark ? current + 1 : 0
      longest = max(longest, current)
    }
    return longest
  }
}
