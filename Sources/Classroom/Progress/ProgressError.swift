public import Foundation

/// Why a progress file cannot be used.
public enum ProgressError: Error, CustomStringConvertible, LocalizedError, Sendable, Hashable {
  /// The file was written by a later version of this program; it was left as it is.
  case newerVersion(file: URL, found: Int, known: Int)
  /// Reading from the file failed.
  case unreadable(file: URL, why: String)

  public var description: String {
    switch self {
    case .newerVersion(let file, let found, let known):
      """
      your progress file \(file.path) has version \(found), and this lectern knows versions up to \(known): \
      update lectern, or set XDG_STATE_HOME to another folder to start a progress file of its own there
      """
    case .unreadable(let file, let why):
      "could not read your progress from \(file.path): \(why)"
    }
  }

  public var errorDescription: String? { description }
}
