/// The student's edition of a lesson: the same text without all that says what is right.
///
/// Left out are keys, `expected` blocks, probes, judges, answers, solutions, wrong answers, and notes that no student
/// would see on the screen: HTML comments, comments in YAML, in variants and in checks, and link references that nothing
/// uses. What there is to choose from stands in an order of its own.
public struct StudentEdition: Sendable {
  /// How much was left out.
  public struct Omissions: Sendable, Hashable {
    public var keys = 0
    public var expected = 0
    public var probes = 0
    public var judges = 0
    public var solutions = 0
    public var wrongAnswers = 0
    public var comments = 0

    /// "1 key, 2 judges and 13 wrong answers".
    public var description: String {
      let counts = [
        (keys, "key", "keys"), (expected, "expected block", "expected blocks"), (probes, "probe", "probes"),
        (judges, "judge", "judges"), (solutions, "solution", "solutions"),
        (wrongAnswers, "wrong answer", "wrong answers"), (comments, "comment", "comments"),
      ]
      let said = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.0 == 1 ? $0.1 : $0.2)" }
      guard let last = said.last else { return "nothing" }
      return said.count == 1 ? last : said.dropLast().joined(separator: ", ") + " and " + last
    }
  }

  /// The text of the file.
  public private(set) var text = ""
  public private(set) var omissions = Omissions()

  /// Makes the student's edition of the lesson in `bytes`, which must have no problems.
  ///
  /// - Throws: ``StudentEditionError`` when the lesson has errors, or is a student's edition already.
  public init(of bytes: some Sequence<UInt8>, path: String) throws(StudentEditionError) {
    let bytes = Array(bytes)
    let document = LessonDocument.parse(bytes, path: path)
    if let problem = document.problems.first(where: { $0.severity == .error }) { throw .unsound(problem) }
    guard let lesson = document.lesson, lesson.edition == .instructor else { throw .already(path: path) }
    let source = SourceText(bytes).lines
    guard let end = source.dropFirst().firstIndex(where: FrontMatter.isRule) else { throw .already(path: path) }

    var lines = source.map(Optional.some)
    let tree = MarkdownTree(lines: Array(repeating: "", count: end + 1) + source[(end + 1)...])
    try leaveOut(of: &lines, tree, path: path)
    let front = try Self.yaml(source[1..<end].joined(separator: "\n"), line: 2, path: path) {
      PublicForm.frontMatter($0)
    }
    omissions.comments += front.comments
    let body = lines[(end + 1)...].compactMap { $0 }.joined(separator: "\n").split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
    let clean = withoutNotes(body)
    text = Self.collapsingBlankLines(["---"] + front.lines + ["---"] + clean)

    let made = LessonDocument.parse(text.utf8, path: path)
    if let problem = made.problems.first(where: { $0.severity == .error }) { throw .unsound(problem) }
    guard made.lesson?.edition == .student, made.lesson?.steps.map(\.id) == lesson.steps.map(\.id) else {
      throw .changed(path: path)
    }
    if let line = MarkdownTree(lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
      .commentLines.first
    {
      throw .comment(path: path, text: Self.line(line, of: text))
    }
  }

  // MARK: Exercises

  /// Takes out of the exercises what is secret, and writes anew what may hold notes.
  private mutating func leaveOut(
    of lines: inout [String?], _ tree: MarkdownTree, path: String
  ) throws(StudentEditionError) {
    var isInExercise = false
    var secretFrom: Int?
    for block in tree.blocks {
      if case .heading(let level, let text) = block.kind, level <= 3 {
        if let start = secretFrom { Self.remove(start...(block.firstLine - 1), from: &lines) }
        secretFrom = nil
        let name = text.trimmingSpaces
        if level <= 2 {
          isInExercise = level == 2 && text.hasPrefix("Exercise:")
        } else if isInExercise, name != "Hint" {
          // The parser knows three kinds of sections; one that it should learn is secret until this says otherwise.
          secretFrom = block.firstLine
          if name == "Solution" { omissions.solutions += 1 } else { omissions.wrongAnswers += 1 }
        }
      }
      guard secretFrom == nil, isInExercise, case .fenced(let info, let content, _) = block.kind,
        case .success(let role) = BlockRole.parse(info)
      else { continue }
      let whole = block.firstLine...block.lastLine
      if role.isSecret {
        count(role)
        Self.remove(whole, from: &lines)
      } else if case .exercise(let id) = role {
        let form = try Self.yaml(content, line: block.firstLine + 1, path: path) { PublicForm.exercise($0, id: id) }
        omissions.comments += form.comments
        Self.replace(inside: whole, of: &lines, with: form.lines)
      } else if role == .variant || role == .check {
        var scanner = CommentScanner(content)
        let code = scanner.withoutComments()
        guard scanner.count > 0 else { continue }
        omissions.comments += scanner.count
        Self.replace(inside: whole, of: &lines, with: [code.trimmingBlankLines])
      }
    }
    if let start = secretFrom { Self.remove(start...lines.count, from: &lines) }
  }

  private mutating func count(_ role: BlockRole) {
    switch role {
    case .key: omissions.keys += 1
    case .expected: omissions.expected += 1
    case .probe: omissions.probes += 1
    case .judge: omissions.judges += 1
    default: break
    }
  }

  /// Takes lines out; an empty one stays in their place.
  private static func remove(_ range: ClosedRange<Int>, from lines: inout [String?]) {
    for line in range where lines.indices.contains(line - 1) { lines[line - 1] = line == range.upperBound ? "" : nil }
  }

  /// Puts other lines between the two fences of a block.
  private static func replace(inside block: ClosedRange<Int>, of lines: inout [String?], with other: [String]) {
    for line in block.dropFirst().dropLast() { lines[line - 1] = nil }
    lines[block.lowerBound - 1] = (lines[block.lowerBound - 1] ?? "") + "\n" + other.joined(separator: "\n")
  }

  /// A block of YAML written anew, and how many lines of it had comments.
  private static func yaml(
    _ text: String, line: Int, path: String, _ write: (YAMLValue) -> PublicForm
  ) throws(StudentEditionError) -> (lines: [String], comments: Int) {
    guard case .success(let value) = YAMLValue.parse(text, firstLine: line) else { throw .changed(path: path) }
    let form = write(value)
    guard case .success(let again) = YAMLValue.parse(form.lines.joined(separator: "\n"), firstLine: 1),
      again.says(form.value)
    else { throw .changed(path: path) }
    return (form.lines, YAMLValue.lineCountOfComments(in: text))
  }

  // MARK: Notes

  /// Lines without HTML comments and without link references that nothing uses, but for what stands in code.
  private mutating func withoutNotes(_ lines: [String]) -> [String] {
    let tree = MarkdownTree(lines: lines)
    var isCode = Array(repeating: false, count: lines.count + 1)
    for range in tree.codeLines {
      for line in range where line <= lines.count { isCode[line - 1] = true }
    }
    var result: [String] = []
    var index = 0
    while index < lines.count {
      let end = lines[index...].indices.first { isCode[$0] != isCode[index] } ?? lines.count
      let part = Array(lines[index..<end])
      result += isCode[index] ? part : withoutReferences(withoutHTMLComments(part), in: lines)
      index = end
    }
    return result
  }

  private mutating func withoutHTMLComments(_ lines: [String]) -> [String] {
    let text = Array(lines.joined(separator: "\n"))
    guard lines.contains(where: { $0.contains("<!--") }) else { return lines }
    var result = ""
    var index = 0
    while index < text.count {
      let rest = text[index...]
      if rest.starts(with: "<!--"), let close = Self.end(of: "-->", in: text, from: index + 4) {
        omissions.comments += 1
        index = close
      } else if text[index] == "`" {
        let marks = rest.prefix { $0 == "`" }.count
        let close = Self.endOfCodeSpan(marks, in: text, from: index + marks) ?? index + marks
        result.append(contentsOf: text[index..<close])
        index = close
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return result.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The place behind `mark`.
  private static func end(of mark: String, in text: [Character], from start: Int) -> Int? {
    guard start <= text.count else { return nil }
    return (start..<text.count).first { text[$0...].starts(with: mark) }.map { $0 + mark.count }
  }

  /// The place behind the backticks that close a code span, which must be as many as opened it, in the same paragraph.
  private static func endOfCodeSpan(_ marks: Int, in text: [Character], from start: Int) -> Int? {
    var index = start
    while index < text.count {
      if text[index] == "\n", text[(index + 1)...].prefix(while: { $0 != "\n" }).allSatisfy(\.isWhitespace) {
        return nil
      }
      let run = text[index...].prefix { $0 == "`" }.count
      if run == marks { return index + run }
      index += max(1, run)
    }
    return nil
  }

  /// `[label]: destination` where no `[label]` stands anywhere else is a note in disguise.
  private mutating func withoutReferences(_ part: [String], in all: [String]) -> [String] {
    var result: [String] = []
    var isInNote = false
    // A definition cannot stand in the middle of a paragraph.
    var canDefine = true
    for line in part {
      let start = line.drop { $0 == " " }
      if canDefine, let label = Self.definedLabel(line) {
        let uses = all.count { $0.lowercased().contains("[\(label.lowercased())]") && Self.definedLabel($0) == nil }
        isInNote = uses == 0
        if isInNote { omissions.comments += 1 }
      } else if isInNote, start.isEmpty || !(line.hasPrefix(" ") || "\"'(".contains(start.first ?? " ")) {
        isInNote = false
      }
      canDefine = start.isEmpty || isInNote || canDefine && Self.definedLabel(line) != nil
      if !isInNote { result.append(line) }
    }
    return result
  }

  /// The label that a line defines as a link reference.
  private static func definedLabel(_ line: String) -> String? {
    let start = line.drop { $0 == " " }
    guard line.count - start.count <= 3, start.first == "[", let close = start.firstRange(of: "]:") else { return nil }
    let label = start[start.index(after: start.startIndex)..<close.lowerBound]
    return label.isEmpty || label.contains("[") || label.contains("]") ? nil : String(label)
  }

  // MARK: Lines

  private static func line(_ number: Int, of text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.indices.contains(number - 1) ? String(lines[number - 1].prefix(60)) : ""
  }

  /// At most one empty line where something was taken out between two.
  private static func collapsingBlankLines(_ lines: [String]) -> String {
    var text = ""
    var wasBlank = false
    var fence: Substring?
    for line in lines {
      let start = line.drop { $0 == " " }
      let marks = start.prefix { $0 == "`" || $0 == "~" }
      if marks.count >= 3 { fence = fence == nil ? marks : start.hasPrefix(fence ?? "") ? nil : fence }
      let isBlank = line.allSatisfy(\.isWhitespace)
      if isBlank, wasBlank, fence == nil { continue }
      wasBlank = isBlank
      text += line + "\n"
    }
    return text
  }
}

/// Why there is no student's edition of a file.
public enum StudentEditionError: Error, Hashable, CustomStringConvertible {
  case unsound(LessonProblem)
  case already(path: String)
  /// What would be left is another lesson.
  case changed(path: String)
  /// A comment could not be taken out.
  case comment(path: String, text: String)

  public var description: String {
    switch self {
    case .unsound(let problem): "the lesson has a problem: \(problem)"
    case .already(let path): "\(path) is a student's edition already"
    case .changed(let path):
      "\(path): the student's edition would be another lesson; is something in this one laid out unusually?"
    case .comment(let path, let text):
      "\(path): the comment in “\(text)” cannot be told from the text; write it on lines of its own, or take it out"
    }
  }
}
