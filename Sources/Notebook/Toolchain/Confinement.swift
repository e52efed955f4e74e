/// Shuts in the programs that compile and run cells whose author is not trusted.
public protocol Confinement: Sendable {
  /// Makes a folder that was just made usable by what runs inside.
  ///
  /// - Throws: ``NotebookError/cannotWrite(path:reason:)``.
  func open(directory: String) throws

  /// What to start so that `words`, a compiler or linker, runs shut in and can write in `directory` alone.
  func compiling(_ words: [String], in directory: String) -> Command

  /// What to start so that `words`, a kernel that finds its front end at descriptor `channel`, runs shut in
  /// and can load the cells in `directory`.
  func running(_ words: [String], cells directory: String) -> Command
}

/// A program to be started, its words, and what it finds when it starts.
public struct Command: Sendable, Hashable {
  /// The program and its arguments.
  public var words: [String]
  /// Files that are open for reading, by the number of their descriptor.
  public var openFiles: [Int32: String]
  /// Its environment; nil for this process's own.
  public var environment: [String: String]?

  public init(_ words: [String], openFiles: [Int32: String] = [:], environment: [String: String]? = nil) {
    self.words = words
    self.openFiles = openFiles
    self.environment = environment
  }
}
