internal import Foundation

/// Where the files of the data sets are: the folder `datasets` of the checkout that the running program is
/// in, or the folder that the environment variable LECTERN_DATASETS names.
package enum DatasetFolder {
  /// The path of a data set's file, such as `breast-cancer/breast-cancer.csv`.
  ///
  /// With an environment variable only its folder is searched. Otherwise the folders from the program's
  /// upward are, each for `datasets/…`; where the program is outside of any checkout (a test runner), so are
  /// the folders from the working directory upward.
  ///
  /// - Throws: ``DatasetError/fileNotFound(file:lookedIn:)``.
  package static func path(
    of file: String, environment: [String: String] = ProcessInfo.processInfo.environment,
    startingAt starts: [String] = DatasetFolder.starts
  ) throws(DatasetError) -> String {
    if let folder = environment["LECTERN_DATASETS"], !folder.isEmpty {
      let path = folder + "/" + file
      guard FileManager.default.fileExists(atPath: path) else {
        throw .fileNotFound(file: file, lookedIn: ["\(folder) (LECTERN_DATASETS)"])
      }
      return path
    }
    for start in starts {
      var folder = URL(fileURLWithPath: start).resolvingSymlinksInPath()
      while true {
        let path = folder.appendingPathComponent("datasets").appendingPathComponent(file).path
        if FileManager.default.fileExists(atPath: path) { return path }
        if folder.path == "/" { break }
        folder.deleteLastPathComponent()
      }
    }
    throw .fileNotFound(file: file, lookedIn: starts.map { "datasets/ in \($0) and the folders above it" })
  }

  /// The folder itself, as ``path(of:environment:startingAt:)`` finds it; nil if there is none.
  package static var root: String? {
    let card = "breast-cancer/README.md"
    guard let path = try? path(of: card) else { return nil }
    return String(path.dropLast(card.count + 1))
  }

  private static var starts: [String] {
    let program = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent().path
    return [program, FileManager.default.currentDirectoryPath].compactMap { $0 }
  }
}
