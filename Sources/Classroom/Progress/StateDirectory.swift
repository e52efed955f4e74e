public import Foundation

/// Where what a student has done is kept, outside every checkout.
///
/// Source: XDG Base Directory Specification 0.8, `$XDG_STATE_HOME`.
public enum StateDirectory {
  /// `$XDG_STATE_HOME/lectern`, or `~/.local/state/lectern` where that variable is unset, empty or not absolute
  /// (the specification says to ignore a relative path).
  public static func url(environment: [String: String] = ProcessInfo.processInfo.environment) -> URL {
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
      return URL(filePath: state, directoryHint: .isDirectory).appending(path: "lectern")
    }
    let home =
      if let home = environment["HOME"], home.hasPrefix("/") {
        URL(filePath: home, directoryHint: .isDirectory)
      } else {
        FileManager.default.homeDirectoryForCurrentUser
      }
    return home.appending(path: ".local/state/lectern")
  }

  /// The file that a ``ProgressStore`` uses unless told otherwise: `progress.sqlite` in ``url(environment:)``.
  public static func progressFile(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> URL {
    url(environment: environment).appending(path: "progress.sqlite")
  }
}
