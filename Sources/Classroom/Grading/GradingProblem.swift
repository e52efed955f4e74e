public import Lessons

/// Why a batch ended before all was graded.
public enum GradingProblem: Error, Sendable, CustomStringConvertible {
  /// A cell, variant or judge of the lesson does not work.
  case lesson(CheckerError)
  /// Answers cannot be run at all, not even at a second try.
  case runner(any Error)
  case interrupted
  /// The journal of another lesson's or program's making, or one that is being written.
  case journal(path: String, reason: String)
  case system(reason: String)

  public var description: String {
    switch self {
    case .lesson(let error): "the lesson does not work: \(error)"
    case .runner(let error): "answers cannot be run: \(error)"
    case .interrupted: "stopped"
    case .journal(let path, let reason): "\(path): \(reason)"
    case .system(let reason): "the system refuses: \(reason)"
    }
  }
}
