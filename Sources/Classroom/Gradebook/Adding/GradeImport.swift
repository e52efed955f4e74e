public import Foundation

/// The grades that a batch has left in its ``GradingJournal``, read for a gradebook.
///
/// Unlike the batch that goes on with it, a gradebook wants all of it, and to know what it does not get.
public struct GradeImport: Sendable {
  /// A line that is no grade.
  public struct Problem: Sendable, Hashable, CustomStringConvertible {
    public var file: String
    /// 1-based.
    public var line: Int
    public var reason: String

    public var description: String { "\(file):\(line): \(reason)" }
  }

  public var grades: [GradedSubmission] = []
  public var problems: [Problem] = []
  /// Whether the last line breaks off: the batch was interrupted, and grades that submission when it resumes.
  public var isTorn = false

  /// Reads the journal in the folder `path`, or the file `path` itself.
  ///
  /// Throws ``GradeImportError`` when there is none.
  public init(readingFrom path: String) throws(GradeImportError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw .missing(path: path, isFolder: false)
    }
    let file = isFolder.boolValue ? URL(fileURLWithPath: path).appending(path: GradingJournal.fileName).path : path
    guard FileManager.default.fileExists(atPath: file) else { throw .missing(path: path, isFolder: true) }
    do {
      self.init(try Data(contentsOf: URL(fileURLWithPath: file)), file: file)
    } catch {
      throw .unreadable(path: file, why: error.localizedDescription)
    }
  }

  /// Reads a journal's bytes; `file` is how its lines are named.
  public init(_ bytes: Data, file: String) {
    let decoder = JSONDecoder()
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
      do {
        let grade = try decoder.decode(GradedSubmission.self, from: Data(line))
        if let flaw = Self.flaw(of: grade) {
          problems.append(Problem(file: file, line: index + 1, reason: flaw))
        } else {
          grades.append(grade)
        }
      } catch {
        // Only what has no line break after it can have been torn by an interruption.
        if index == lines.count - 1 {
          isTorn = true
        } else {
          problems.append(Problem(file: file, line: index + 1, reason: Self.reason(error)))
        }
      }
    }
  }

  /// What keeps a grade out of a book; nil for a sound one.
  private static func flaw(of grade: GradedSubmission) -> String? {
    if grade.student.isEmpty { return "the grade names no student" }
    if grade.lesson.isEmpty { return "the grade names no lesson" }
    if grade.digest.isEmpty { return "the grade has no digest" }
    // Milliseconds must fit, and a book must not hold what no clock shows.
    guard grade.submitted.isFinite, abs(grade.submitted) < 1e11 else {
      return "the time of handing in, \(grade.submitted), is not a time"
    }
    var seen: Set<String> = []
    for exercise in grade.exercises {
      if exercise.id.isEmpty { return "an exercise has no id" }
      if !seen.insert(exercise.id).inserted { return "exercise “\(ForeignText.line(exercise.id))” is in it twice" }
      if !exercise.score.isFinite || exercise.score < 0 || exercise.possible < 0 {
        return "exercise “\(ForeignText.line(exercise.id))” has no score from 0 up"
      }
    }
    return nil
  }

  private static func reason(_ error: any Error) -> String {
    switch error as? DecodingError {
    case .keyNotFound(let key, _): "not a grade: \(key.stringValue) is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      if let key = context.codingPath.last?.stringValue {
        "not a grade: \(key) is not what it should be"
      } else {
        "not a grade: no JSON object"
      }
    default: "not a grade"
    }
  }
}

/// Why there is nothing to read.
public enum GradeImportError: Error, CustomStringConvertible, LocalizedError, Sendable, Hashable {
  case missing(path: String, isFolder: Bool)
  case unreadable(path: String, why: String)

  public var description: String {
    switch self {
    case .missing(let path, true):
      "there is no \(GradingJournal.fileName) in \(path): give the folder that `lectern grade --out` wrote"
    case .missing(let path, false):
      "there is no file or folder \(path): give the folder that `lectern grade --out` wrote"
    case .unreadable(let path, let why): "\(path) cannot be read: \(why)"
    }
  }

  public var errorDescription: String? { description }
}
