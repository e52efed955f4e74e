internal import Foundation
internal import Glibc

/// Writes answers to a file without ever losing what is there.
public struct HandInFile {
  /// What came of it.
  public enum Result: Sendable, Hashable {
    case written(path: String)
    /// The student's own older answers were there, and are now in the file `older`.
    case replaced(path: String, older: String)
    /// The very same answers were there.
    case unchanged(path: String)
  }

  /// Writes `answers` to `path`; an older file of the same student and lesson is given another name first.
  ///
  /// The file appears whole or not at all.
  ///
  /// - Throws: ``HandInProblem`` when something else is there, or nothing can be written.
  public static func write(_ answers: AnswersFile, to path: String) throws(HandInProblem) -> Result {
    let bytes = Array(answers.text.utf8)
    guard UInt64(bytes.count) <= AnswersFile.byteLimit else { throw .tooLarge(bytes: bytes.count) }
    var status = stat()
    guard lstat(path, &status) == 0 else {
      guard errno == ENOENT else { throw .cannotWrite(path: path, reason: String(cString: strerror(errno))) }
      try create(path, bytes)
      return .written(path: path)
    }
    let present: UntrustedFile
    let older: AnswersFile
    do throws(AnswersProblem) {
      present = try UntrustedFile.read(path, limit: AnswersFile.byteLimit)
      older = try AnswersFile(parsing: present.bytes)
    } catch {
      throw .somethingElse(path: path, reason: "\(error)")
    }
    guard older.student == answers.student, LessonName.areSame(older.lesson, answers.lesson) else {
      throw .anothersAnswers(path: path, student: older.student, lesson: older.lesson)
    }
    if present.bytes == bytes { return .unchanged(path: path) }
    let kept = try rename(path)
    try create(path, bytes)
    return .replaced(path: path, older: kept)
  }

  /// Gives the file a name that ends in a number, so that nobody takes it for the present one.
  private static func rename(_ path: String) throws(HandInProblem) -> String {
    for number in 1...9_999 {
      let name = "\(path).\(number)"
      // A link is made only where there is nothing.
      if link(path, name) == 0 {
        unlink(path)
        return name
      }
      guard errno == EEXIST else {
        throw .cannotWrite(path: name, reason: String(cString: strerror(errno)))
      }
    }
    throw .cannotWrite(path: path, reason: "there are 9999 older ones beside it")
  }

  private static func create(_ path: String, _ bytes: [UInt8]) throws(HandInProblem) {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    var template = Array("\(folder).answers-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: String(cString: strerror(errno))) }
    let temporary = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { unlink(temporary) }
    fchmod(descriptor, 0o644)
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno != EINTR {
        let reason = String(cString: strerror(errno))
        close(descriptor)
        throw .cannotWrite(path: path, reason: reason)
      }
      written += max(0, count)
    }
    let isSynced = fsync(descriptor) == 0
    let reason = String(cString: strerror(errno))
    close(descriptor)
    guard isSynced else { throw .cannotWrite(path: path, reason: reason) }
    guard link(temporary, path) == 0 else {
      throw .cannotWrite(path: path, reason: String(cString: strerror(errno)))
    }
  }
}

/// Why answers were not written.
public enum HandInProblem: Error, Hashable, Sendable, CustomStringConvertible {
  case somethingElse(path: String, reason: String)
  case anothersAnswers(path: String, student: String, lesson: String)
  case tooLarge(bytes: Int)
  case cannotWrite(path: String, reason: String)

  public var description: String {
    switch self {
    case .somethingElse(let path, let reason):
      "\(path) is there already and is no answers file (\(reason)); nothing was written. Give another name: `:submit FILE`"
    case .anothersAnswers(let path, let student, let lesson):
      "\(path) has the answers of \(student) to \(lesson); nothing was written. Give another name: `:submit FILE`"
    case .tooLarge(let bytes):
      "the answers have \(bytes) bytes, and more than \(AnswersFile.byteLimit) are not taken; nothing was written"
    case .cannotWrite(let path, let reason): "cannot write \(path): \(reason)"
    }
  }
}
