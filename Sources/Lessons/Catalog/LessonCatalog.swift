internal import Foundation
internal import Spelling

/// The lessons of a directory `lessons/`, by chapter and number.
public struct LessonCatalog: Sendable {
  /// One lesson file, named `NN-chapter-name/NN-lesson-name.md`.
  public struct Entry: Sendable, Hashable {
    public var path: String
    /// The number of its chapter, from the name of the folder.
    public var chapter: Int
    /// Its number in the chapter, from the name of the file.
    public var number: Int
    /// "04-reservoir-sampling".
    public var name: String
    /// "04-training-data".
    public var folder: String

    /// "4.4", the shortest way to name it.
    public var shortName: String { "\(chapter).\(number)" }
    /// "reservoir-sampling".
    public var words: String { String(name.drop { $0.isNumber }.drop { $0 == "-" }) }
  }

  public let root: String
  public let entries: [Entry]

  /// The lessons below the directory `root`.
  public init(root: String) {
    self.root = root
    let files = FileManager.default
    var entries: [Entry] = []
    for folder in (try? files.contentsOfDirectory(atPath: root)) ?? [] {
      guard Self.leadingNumber(of: folder) != nil else { continue }
      for file in (try? files.contentsOfDirectory(atPath: "\(root)/\(folder)")) ?? [] {
        guard file.hasSuffix(".md"), Self.leadingNumber(of: file) != nil else { continue }
        entries.append(Self.entry(ofFile: "\(root)/\(folder)/\(file)"))
      }
    }
    self.entries = entries.sorted { ($0.chapter, $0.number, $0.name) < ($1.chapter, $1.number, $1.name) }
  }

  /// What the path of a lesson file says of it, whether there is such a file or not; 0 for a number that it does not give.
  public static func entry(ofFile path: String) -> Entry {
    let pieces = path.split(separator: "/").map(String.init)
    let file = pieces.last ?? path
    let folder = pieces.dropLast().last ?? ""
    return Entry(
      path: path, chapter: leadingNumber(of: folder) ?? 0, number: leadingNumber(of: file) ?? 0,
      name: file.hasSuffix(".md") ? String(file.dropLast(3)) : file, folder: folder)
  }

  /// The lessons of this installation: those that `LECTERN_LESSONS` names, or the nearest directory `lessons` at or
  /// above the folder of the executable or the current folder.
  ///
  /// - Throws: ``LessonCatalogError`` when there are none.
  public static func locate() throws -> LessonCatalog {
    try locate(
      environment: ProcessInfo.processInfo.environment,
      executable: Bundle.main.executablePath ?? CommandLine.arguments[0],
      currentDirectory: FileManager.default.currentDirectoryPath)
  }

  package static func locate(
    environment: [String: String], executable: String, currentDirectory: String
  ) throws -> LessonCatalog {
    if let named = environment["LECTERN_LESSONS"], !named.isEmpty {
      guard isDirectory(named) else { throw LessonCatalogError.noDirectory(named) }
      return LessonCatalog(root: named)
    }
    let program = URL(fileURLWithPath: executable).resolvingSymlinksInPath().deletingLastPathComponent()
    for start in [program, URL(fileURLWithPath: currentDirectory)] {
      var folder = start.standardizedFileURL
      while true {
        let candidate = folder.appendingPathComponent("lessons").path
        if isDirectory(candidate), !LessonCatalog(root: candidate).entries.isEmpty {
          return LessonCatalog(root: candidate)
        }
        let parent = folder.deletingLastPathComponent()
        if parent.path == folder.path { break }
        folder = parent
      }
    }
    throw LessonCatalogError.notFound
  }

  /// The lesson that a student means by "04-reservoir-sampling", "reservoir", "4.4", "4 4" or a path.
  ///
  /// - Throws: ``LessonCatalogError`` when it is none or more than one.
  public func find(_ typed: String) throws -> Entry {
    let word = typed.trimmingSpaces.lowercased()
    let bare = word.hasSuffix(".md") ? String(word.dropLast(3)) : word
    let numbers = bare.split { $0 == "." || $0 == " " || $0 == "/" }.map { Int($0) }
    if numbers.count == 2, let chapter = numbers[0], let number = numbers[1] {
      let found = entries.filter { $0.chapter == chapter && $0.number == number }
      if let one = found.first, found.count == 1 { return one }
    }
    let full = entries.filter { bare == $0.name.lowercased() || bare.hasSuffix("\($0.folder)/\($0.name)".lowercased()) }
    if let one = full.first, full.count == 1 { return one }
    let words = bare.replacing(" ", with: "-")
    let exact = entries.filter { $0.words.lowercased() == words }
    if let one = exact.first, exact.count == 1 { return one }
    let partly = words.isEmpty ? [] : entries.filter { $0.name.lowercased().contains(words) }
    if let one = partly.first, partly.count == 1 { return one }
    if partly.count > 1 { throw LessonCatalogError.several(typed: typed, names: partly.map(\.name)) }
    let single = entries.flatMap { entry in
      ([entry.words] + entry.words.split(separator: "-").map(String.init)).map { (entry, $0) }
    }
    let guess = nearMiss(of: words, among: single.map(\.1)).flatMap { near in single.first { $0.1 == near }?.0.name }
    throw LessonCatalogError.unknown(typed: typed, guess: guess, isEmpty: entries.isEmpty)
  }

  private static func leadingNumber(of name: String) -> Int? {
    let digits = name.prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty, name.dropFirst(digits.count).hasPrefix("-") else { return nil }
    return Int(digits)
  }

  private static func isDirectory(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue
  }
}

/// Why a lesson was not found.
public enum LessonCatalogError: Error, Hashable, CustomStringConvertible {
  case notFound
  case noDirectory(String)
  case unknown(typed: String, guess: String?, isEmpty: Bool)
  case several(typed: String, names: [String])

  public var description: String {
    switch self {
    case .notFound:
      "there is no directory “lessons” at or above the program or the current folder; set LECTERN_LESSONS to where it is"
    case .noDirectory(let path): "LECTERN_LESSONS is “\(path)”, which is not a directory"
    case .unknown(let typed, let guess, let isEmpty):
      if isEmpty {
        "there are no lessons here"
      } else {
        "there is no lesson “\(typed)”"
          + (guess.map { "; did you mean “\($0)”?" } ?? "; `:lessons` at the prompt lists them")
      }
    case .several(let typed, let names): "“\(typed)” could be \(listed(names, joinedBy: "or")); say more of the name"
    }
  }
}
