/// Makes the student's edition of a lesson: the same text without keys, judges, solutions and wrong answers.
public enum StudentEdition {
  /// The text of the student's edition of the lesson in `bytes`, which must have no problems.
  ///
  /// - Throws: ``StudentEditionError`` when the lesson has errors, or is a student's edition already.
  public static func text(of bytes: some Sequence<UInt8>, path: String) throws -> String {
    let bytes = Array(bytes)
    let document = LessonDocument.parse(bytes, path: path)
    if let problem = document.problems.first(where: { $0.severity == .error }) {
      throw StudentEditionError.unsound(problem)
    }
    guard document.lesson?.edition == .instructor else { throw StudentEditionError.already(path: path) }
    let source = SourceText(bytes)
    var lines = source.lines.map(Optional.some)
    guard let end = source.lines.dropFirst().firstIndex(where: { $0.hasPrefix("---") }) else {
      throw StudentEditionError.already(path: path)
    }
    for index in 0...end { lines[index] = "" }
    let blocks = MarkdownTree(lines: lines.map { $0 ?? "" }).blocks
    for index in 0...end { lines[index] = source.lines[index] }
    var isInExercise = false
    var secretFrom: Int?
    for block in blocks {
      if case .heading(let level, let text) = block.kind, level <= 3 {
        if let start = secretFrom { Self.remove(start...(block.firstLine - 1), from: &lines) }
        secretFrom = nil
        if level <= 2 {
          isInExercise = level == 2 && text.hasPrefix("Exercise:")
        } else if isInExercise, text.trimmingSpaces == "Solution" || text.hasPrefix("Wrong answer") {
          secretFrom = block.firstLine
        }
      }
      if secretFrom == nil, isInExercise, case .fenced(let info, _, _) = block.kind,
        case .success(let role) = BlockRole.parse(info), role.isSecret
      {
        Self.remove(block.firstLine...block.lastLine, from: &lines)
      }
    }
    if let start = secretFrom { Self.remove(start...lines.count, from: &lines) }
    lines[end] = "edition: student\n---"
    return collapsingBlankLines(lines.compactMap { $0 })
  }

  /// Takes lines out; an empty one stays in their place.
  private static func remove(_ range: ClosedRange<Int>, from lines: inout [String?]) {
    for line in range where lines.indices.contains(line - 1) { lines[line - 1] = line == range.upperBound ? "" : nil }
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

  public var description: String {
    switch self {
    case .unsound(let problem): "the lesson has a problem: \(problem)"
    case .already(let path): "\(path) is a student's edition already"
    }
  }
}
