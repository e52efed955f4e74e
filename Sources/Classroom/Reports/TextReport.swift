internal import Lessons
internal import Plotting

/// Grades as a table for the terminal, 80 columns wide and without color: a row for each submission with a mark for
/// each exercise, then what could not be graded and why.
struct TextReport {
  let text: String
  private static let width = 80
  /// Exercises under one heading, and headings in one table.
  private static let group = 10
  private static let groups = 4

  init(_ grades: [GradedSubmission], unicode: Bool) {
    guard !grades.isEmpty else {
      text = "No submissions.\n"
      return
    }
    var seen: Set<String> = []
    let lessons = grades.map(\.lesson).filter { seen.insert($0).inserted }.sorted()
    var lines: [String] = []
    for lesson in lessons {
      lines += Self.section(grades.filter { $0.lesson == lesson }, lesson: lesson, unicode: unicode)
    }
    lines += Self.listed("Marks:", Judgement.Outcome.allCases.map { "\($0.mark) \($0.rawValue)" })
    lines += Self.reasons(grades) + Self.remarks(grades)
    text = lines.joined(separator: "\n") + "\n"
  }

  private static func section(_ grades: [GradedSubmission], lesson: String, unicode: Bool) -> [String] {
    let exercises = grades.exerciseIDs
    let starts = Array(stride(from: 0, to: max(exercises.count, 1), by: group))
    let labels = labels(of: grades)
    var lines = wrapped(ForeignText.line(lesson), indent: 0)
    for first in stride(from: 0, to: starts.count, by: groups) {
      let columns = starts[first..<min(first + groups, starts.count)].map { start in
        start..<min(start + group, exercises.count)
      }
      let titles = columns.map { $0.count > 1 ? "\($0.lowerBound + 1)-\($0.upperBound)" : "\($0.lowerBound + 1)" }
      let rows = zip(grades, labels).map { grade, label -> [any TableValue] in
        let marks = Dictionary(
          grade.exercises.map { ($0.id, $0.outcome.mark) }, uniquingKeysWith: { first, _ in first })
        let cells = columns.map { range in String(exercises[range].map { marks[$0] ?? " " }) }
        return [label, ReportNumber.text(grade.score, places: 2), grade.possible] + cells
      }
      let table = Table(columns: ["student", "score", "of"] + titles, rows: rows).showing(rows: max(2, rows.count))
      lines.append(table.display(in: DisplayContext(width: width, unicode: unicode)).plain)
      lines.append("")
    }
    return lines + listed("Exercises:", zip(1..., exercises).map { "\($0) \(ForeignText.line($1))" })
  }

  /// Names, with the file's name for those who handed in more than once.
  private static func labels(of grades: [GradedSubmission]) -> [String] {
    let counts = Dictionary(grades.map { ($0.student, 1) }, uniquingKeysWith: +)
    return grades.map { grade in
      let name = name(of: grade)
      return counts[grade.student, default: 0] > 1 ? "\(name) (\(ForeignText.line(grade.file)))" : name
    }
  }

  private static func name(of grade: GradedSubmission) -> String {
    let name = ForeignText.line(grade.student)
    return name.isEmpty ? "(no name)" : name
  }

  private static func reasons(_ grades: [GradedSubmission]) -> [String] {
    var lines: [String] = []
    for grade in grades {
      if let problem = grade.problem {
        lines += wrapped("\(brief(name(of: grade))) (\(brief(grade.file))): \(brief(problem))", indent: 2)
        continue
      }
      for exercise in grade.exercises where exercise.outcome.isFault {
        let head = "\(brief(name(of: grade))), \(exercise.id): \(exercise.outcome.rawValue): "
        lines += wrapped(head + brief(exercise.message), indent: 2)
      }
    }
    return lines.isEmpty ? [] : ["", "Could not be graded:"] + lines
  }

  private static func remarks(_ grades: [GradedSubmission]) -> [String] {
    let lines = grades.flatMap { grade in
      (grade.remarks ?? []).flatMap { wrapped("\(brief(name(of: grade))): \(brief($0))", indent: 2) }
    }
    return lines.isEmpty ? [] : ["", "Remarks:"] + lines
  }

  /// The first 300 characters of a message, in one line; the other forms have all of it.
  private static func brief(_ text: String) -> String {
    let line = ForeignText.line(String(text.prefix(1000)))
    return line.count > 300 ? line.prefix(299) + "…" : line
  }

  /// A title and what it lists, in lines of at most 80 columns that break between the items.
  private static func listed(_ title: String, _ items: [String]) -> [String] {
    var lines = [title]
    for (index, item) in items.enumerated() {
      let piece = index < items.count - 1 ? item + "," : item
      if displayWidth(lines[lines.count - 1]) + 1 + displayWidth(piece) > width { lines.append(" ") }
      lines[lines.count - 1] += " " + piece
    }
    return lines
  }

  /// Lines of at most 80 columns, those after the first set in by `indent`; longer words are broken.
  private static func wrapped(_ text: String, indent: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    func close() {
      lines.append(line)
      line = String(repeating: " ", count: indent)
      used = indent
    }
    for word in ForeignText.line(text).split(separator: " ") {
      let isFresh = used <= (lines.isEmpty ? 0 : indent)
      if !isFresh, used + 1 + displayWidth(word) > width, displayWidth(word) <= width - indent {
        close()
      } else if !isFresh {
        line += " "
        used += 1
      }
      for character in word {
        if used + displayWidth(character) > width { close() }
        line.append(character)
        used += displayWidth(character)
      }
    }
    close()
    return lines
  }
}

extension Judgement.Outcome {
  /// The outcome in one character of ASCII.
  fileprivate var mark: Character {
    switch self {
    case .correct: "+"
    case .partial: "~"
    case .wrong: "x"
    case .error: "E"
    case .timeout: "T"
    case .crashed: "C"
    case .unanswered: "."
    case .refused: "R"
    }
  }

  /// Whether the answer could not be judged as it was meant to be.
  fileprivate var isFault: Bool {
    switch self {
    case .error, .timeout, .crashed, .refused: true
    case .correct, .partial, .wrong, .unanswered: false
    }
  }
}
