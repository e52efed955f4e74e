internal import Glibc

/// The answers files that a grader's arguments mean.
public struct AnswersCollection: Sendable {
  /// One file to be graded.
  public struct File: Sendable, Hashable {
    /// As the grader named it, or below the folder that was named.
    public var path: String
    /// Why it cannot be opened under this name at all.
    public var problem: AnswersProblem?

    public init(path: String, problem: AnswersProblem? = nil) {
      self.path = path
      self.problem = problem
    }
  }

  /// Each once, in the order of their paths' bytes.
  public let files: [File]
  /// How many files in folders were left out because their names do not end in `.md`, or begin with a dot.
  public let leftOut: Int

  /// A named file is always taken, whatever it is; in a named folder, all that is called `….md`, at any depth.
  /// Symbolic links are taken as they are and followed nowhere.
  ///
  /// - Throws: ``AnswersCollectionProblem/missing(_:)`` for an argument that is not there.
  public init(_ arguments: [String]) throws(AnswersCollectionProblem) {
    var search = FolderSearch()
    for argument in arguments {
      let path = Self.simplified(argument)
      var status = stat()
      guard lstat(argument, &status) == 0 else {
        throw .missing(argument, reason: String(cString: strerror(errno)))
      }
      if status.st_mode & S_IFMT == S_IFDIR {
        search.look(in: path, depth: 0)
      } else {
        search.found[path] = File(path: path)
      }
    }
    files = search.found.values.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    leftOut = search.leftOut
  }

  /// Without what makes two spellings of one path: doubled slashes, `.` parts and a slash at the end.
  private static func simplified(_ path: String) -> String {
    let parts = path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    if path.hasPrefix("/") { return "/" + parts }
    return parts.isEmpty ? "." : parts
  }
}

/// Why the arguments mean no files.
public enum AnswersCollectionProblem: Error, Hashable, Sendable, CustomStringConvertible {
  case missing(String, reason: String)

  public var description: String {
    switch self {
    case .missing(let path, let reason): "\(ForeignText.line(path)): \(reason)"
    }
  }
}

/// Walks through folders that may hold anything.
private struct FolderSearch {
  var found: [String: AnswersCollection.File] = [:]
  var leftOut = 0

  private static let depthLimit = 64

  mutating func look(in folder: String, depth: Int) {
    guard depth < Self.depthLimit else {
      return add(folder, .unreadable(reason: "the folder lies \(depth) folders deep, and deeper ones are not searched"))
    }
    // Without O_NOFOLLOW a folder that is exchanged for a link would lead elsewhere.
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0, let stream = fdopendir(descriptor) else {
      let reason = String(cString: strerror(errno))
      if descriptor >= 0 { close(descriptor) }
      return add(folder, .unreadable(reason: "the folder cannot be searched: \(reason)"))
    }
    var folders: [String] = []
    while let entry = readdir(stream) {
      let bytes = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      let name = String(decoding: bytes, as: UTF8.self)
      if name == "." || name == ".." { continue }
      let path = folder == "/" ? "/\(name)" : "\(folder)/\(name)"
      let isAnswers = name.lowercased().hasSuffix(".md")
      guard Array(name.utf8) == bytes else {
        if isAnswers { add(path, .nameNotUTF8) } else { leftOut += 1 }
        continue
      }
      // What other systems leave in archives, and hidden files, are nobody's answers.
      if name.hasPrefix(".") || name == "__MACOSX" {
        leftOut += 1
        continue
      }
      var status = stat()
      let isFolder = lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
      if isFolder {
        folders.append(path)
      } else if isAnswers {
        add(path, nil)
      } else {
        leftOut += 1
      }
    }
    closedir(stream)
    for path in folders.sorted() { look(in: path, depth: depth + 1) }
  }

  private mutating func add(_ path: String, _ problem: AnswersProblem?) {
    found[path] = AnswersCollection.File(path: path, problem: problem)
  }
}
