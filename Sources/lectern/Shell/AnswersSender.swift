import Classroom
import Foundation
import Lessons

/// Writes a student's answers to a file to be handed in: what `:submit` does.
struct AnswersSender {
  let screen: Screen
  let progress: ProgressStore
  /// Asks the student something; nil where nobody can answer.
  let ask: (String) -> String?

  /// The words of the command.
  struct Request: Equatable {
    var student: String?
    var file: String?

    /// Reads `[--student ID] [FILE]`; either may stand in quotation marks.
    init(_ argument: String) throws {
      var words = try Self.words(of: argument)
      if let place = words.firstIndex(where: { $0.hasPrefix("--") }) {
        let option = words.remove(at: place)
        if option == "--student" {
          guard place < words.count else { throw ShellError.missingArgument("an id", example: Self.example) }
          student = words.remove(at: place)
        } else if option.hasPrefix("--student=") {
          student = String(option.dropFirst("--student=".count))
        } else {
          throw ShellError.unknownOption(option, example: Self.example)
        }
      }
      guard words.count <= 1 else { throw ShellError.tooManyWords(words, example: Self.example) }
      file = words.first
    }

    static let example = ":submit --student s042 answers.md"

    private static func words(of text: String) throws -> [String] {
      var words: [String] = []
      var current: String?
      var isQuoted = false
      for character in text {
        if character == "\"" {
          isQuoted.toggle()
          current = current ?? ""
        } else if character.isWhitespace, !isQuoted {
          if let word = current { words.append(word) }
          current = nil
        } else {
          current = (current ?? "") + String(character)
        }
      }
      if isQuoted {
        throw ShellError.missingArgument("a second quotation mark", example: ":submit --student \"Ada L\"")
      }
      return words + [current].compactMap { $0 }
    }
  }

  /// Writes the last answer to each exercise of `lesson`, and says what was written where and what is missing.
  ///
  /// - Throws: `AnswersProblem`, `HandInProblem`, `ProgressError` or ``ShellError`` with the reason why nothing was written.
  func send(_ lesson: Lesson, id: String, _ request: Request) throws {
    let student = try student(request.student)
    let handIn = try HandIn(lesson: lesson, id: id, student: student, progress: progress)
    guard !handIn.file.answers.isEmpty else {
      screen.hasFailed = true
      return screen.problem("You have not answered any exercise of “\(lesson.title)” yet; nothing was written.")
    }
    var path = request.file ?? handIn.fileName
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
      path = (path as NSString).appendingPathComponent(handIn.fileName)
    }
    let answers = handIn.file.answers.count
    let what = "\(answers) of \(lesson.exercises.count) exercises"
    switch try HandInFile.write(handIn.file, to: path) {
    case .written(let path):
      screen.good("Wrote \(path): your answers to \(what), as \(student).")
    case .replaced(let path, let older):
      screen.good("Wrote \(path): your answers to \(what), as \(student).")
      screen.line("What you had written before is in \(older).")
    case .unchanged(let path):
      screen.good("\(path) has your answers to \(what) already, as \(student).")
    }
    if !handIn.unanswered.isEmpty {
      screen.line("Not answered: \(handIn.unanswered.joined(separator: ", ")).")
    }
    if !handIn.outdated.isEmpty {
      screen.line(
        "Answered to other numbers than yours are now, so not sent: \(handIn.outdated.joined(separator: ", ")).")
    }
    screen.notice("Hand this file in as your class asks for it. The last answer to each exercise is in it.")
  }

  /// Who hands in: as the command says, else as before, else as the student says when asked.
  private func student(_ named: String?) throws -> String {
    if let named { return try remember(named) }
    if let known = try progress.studentName() { return try StudentID.validated(known) }
    guard let typed = ask("By which id does your class know you? It is asked once; `:submit --student ID` changes it.")
    else { throw ShellError.missingArgument("your student id", example: ":submit --student s042") }
    return try remember(typed.trimmingCharacters(in: .whitespaces))
  }

  private func remember(_ name: String) throws -> String {
    let id = try StudentID.validated(name)
    progress.setStudentName(id)
    return id
  }
}
