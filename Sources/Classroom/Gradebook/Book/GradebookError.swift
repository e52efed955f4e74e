public import Foundation

/// Why a gradebook cannot be used, or not for what was asked.
public enum GradebookError: Error, CustomStringConvertible, LocalizedError, Sendable, Hashable {
  /// There is no such file.
  case missing(file: URL)
  /// The file cannot be opened, read or written; it was left as it is.
  case unusable(file: URL, why: String)
  /// The file was written by a later version of this program; it was left as it is.
  case newerVersion(file: URL, found: Int, known: Int)
  /// What was typed is in the book under no such name.
  case unknown(what: String, name: String, hint: String)
  /// What was typed may mean several.
  case several(what: String, name: String, meant: [String])
  /// A number that is not one that can be used.
  case badNumber(what: String, value: String, right: String)
  /// A reason without words.
  case noReason
  /// There is nothing to take back.
  case noOverride(student: String, lesson: String)
  /// The book was changed by another program since the changes were shown.
  case changedMeanwhile

  public var description: String {
    switch self {
    case .missing(let file):
      "there is no gradebook \(file.path); `lectern gradebook add OUT` starts one, --book FILE names another"
    case .unusable(let file, let why):
      "the gradebook \(file.path) cannot be used: \(why). Nothing in it was changed"
    case .newerVersion(let file, let found, let known):
      """
      the gradebook \(file.path) has version \(found), and this lectern knows versions up to \(known): update lectern, \
      or name another book with --book FILE
      """
    case .unknown(let what, let name, let hint):
      "the gradebook knows no \(what) “\(ForeignText.line(name))”\(ForeignText.line(hint))"
    case .several(let what, let name, let meant):
      """
      “\(ForeignText.line(name))” may mean more than one \(what): \
      \(meant.prefix(8).map(ForeignText.line).joined(separator: ", ")). Write it in full
      """
    case .badNumber(let what, let value, let right): "\(what) is \(right), not \(value)"
    case .noReason: "an override needs a reason that will make sense in a year: --reason \"…\""
    case .noOverride(let student, let lesson):
      "there is no override for \(ForeignText.line(student)) in \(ForeignText.line(lesson)) to take back"
    case .changedMeanwhile:
      "another program has changed the gradebook since the changes were shown; nothing was written: add once more"
    }
  }

  public var errorDescription: String? { description }
}
