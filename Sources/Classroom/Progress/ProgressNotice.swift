public import Foundation

/// Something about the keeping of progress that the student should be told once.
public enum ProgressNotice: Sendable, Hashable, CustomStringConvertible {
  /// The file could not be used; it was renamed and a new one started.
  case setAside(file: URL, renamed: URL, why: String)
  /// From here on progress is only held in memory.
  case notSaved(file: URL, why: String)
  /// What was held in memory has now been written.
  case savedAgain(file: URL)

  public var description: String {
    switch self {
    case .setAside(let file, let renamed, let why):
      """
      your progress file \(file.path) could not be used (\(why)); it was kept as \(renamed.lastPathComponent) \
      and a new, empty one was started
      """
    case .notSaved(let file, let why):
      """
      your progress cannot be saved in \(file.path): \(why). The lesson goes on, \
      but unless this changes before you leave, what you do from here on is lost
      """
    case .savedAgain(let file):
      "your progress is saved again, with everything since, in \(file.path)"
    }
  }
}

/// What became of something that was to be written down.
public enum Saving: Sendable, Hashable {
  /// It is on the disk, and stays there even if the power fails now.
  case committed
  /// It is only in memory, with the reason; it is written with the next thing that can be.
  case inMemory(why: String)
}
