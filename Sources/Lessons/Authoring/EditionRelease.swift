internal import Foundation

/// The student's editions of several lessons, in folders as the lessons are: `NN-chapter/NN-lesson.md`.
///
/// What a lesson links to or shows goes with it when it is a file in its own folder or below it and no Markdown: pictures
/// and data. Markdown could be another lesson with its answers, so it is only ever released as a lesson.
public struct EditionRelease: Sendable {
  /// One file that is to be written.
  public struct Item: Sendable {
    public enum Content: Sendable {
      case lesson(StudentEdition)
      /// A copy of another file.
      case copy(of: String)
    }

    /// Where it goes.
    public var path: String
    public var content: Content
  }

  public let items: [Item]
  /// Files that a lesson links to and that are not released with it: a sentence for each.
  public let remarks: [String]

  /// Prepares all; nothing is written yet.
  ///
  /// - Throws: ``StudentEditionError`` for a lesson that has problems or is a student's edition already, and
  ///   ``EditionReleaseError`` when what is written would stand among the sources, or take the place of something else.
  public init(of lessons: [String], to folder: String) throws {
    let files = FileManager.default
    let root = Self.resolved(folder)
    let sources = Set(lessons.map { Self.resolved(($0 as NSString).deletingLastPathComponent) })
    var items: [Item] = []
    var links: [(lesson: String, file: URL)] = []
    var origins: [String: String] = [:]
    func add(_ item: Item, from origin: String) throws {
      if let other = origins[item.path] {
        if other == origin { return }
        throw EditionReleaseError.same(target: item.path, one: other, other: origin)
      }
      let place = (item.path as NSString).deletingLastPathComponent
      if sources.contains(Self.resolved(place)) { throw EditionReleaseError.amongSources(target: item.path) }
      if files.fileExists(atPath: item.path), case .lesson = item.content,
        LessonDocument.parse(contentsOf: item.path).lesson?.edition != .student
      {
        throw EditionReleaseError.takesPlace(target: item.path)
      }
      origins[item.path] = origin
      items.append(item)
    }
    for lesson in lessons {
      guard let bytes = files.contents(atPath: lesson) else { throw EditionReleaseError.unreadable(lesson) }
      let entry = LessonCatalog.entry(ofFile: Self.resolved(lesson))
      let edition = try StudentEdition(of: bytes, path: lesson)
      let place = "\(root)/\(entry.folder)/\(entry.name).md"
      try add(Item(path: place, content: .lesson(edition)), from: Self.resolved(lesson))
      links += LinkCheck(path: lesson).files().map { (lesson, $0) }
    }
    var remarks: [String] = []
    for (lesson, file) in links {
      let origin = Self.resolved(file.path)
      if origins.values.contains(origin) { continue }
      let home = Self.resolved((lesson as NSString).deletingLastPathComponent)
      var isFolder: ObjCBool = false
      _ = files.fileExists(atPath: origin, isDirectory: &isFolder)
      guard !isFolder.boolValue, origin.hasPrefix(home + "/"), !origin.lowercased().hasSuffix(".md") else {
        let why =
          isFolder.boolValue
          ? "a folder" : origin.lowercased().hasSuffix(".md") ? "not among the lessons" : "outside the lesson's folder"
        remarks.append("\(lesson) links to \(file.path), which is \(why) and is not released with it")
        continue
      }
      let chapter = (home as NSString).lastPathComponent
      let place = "\(root)/\(chapter)/" + origin.dropFirst(home.count + 1)
      try add(Item(path: place, content: .copy(of: origin)), from: origin)
    }
    self.items = items
    self.remarks = remarks
  }

  /// Writes one of ``items``: all of it or nothing.
  ///
  /// - Throws: ``EditionReleaseError/unwritable(_:reason:)``.
  public func write(_ item: Item) throws(EditionReleaseError) {
    do {
      let target = URL(fileURLWithPath: item.path)
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      switch item.content {
      case .lesson(let edition): try Data(edition.text.utf8).write(to: target, options: .atomic)
      case .copy(let origin): try Data(contentsOf: URL(fileURLWithPath: origin)).write(to: target, options: .atomic)
      }
    } catch {
      throw .unwritable(item.path, reason: error.localizedDescription)
    }
  }

  /// The path without symbolic links and `..`, as far as it is there.
  private static func resolved(_ path: String) -> String {
    URL(fileURLWithPath: path.isEmpty ? "." : path).standardizedFileURL.resolvingSymlinksInPath().path
  }
}

/// Why lessons are not released.
public enum EditionReleaseError: Error, Hashable, CustomStringConvertible {
  case unreadable(String)
  case amongSources(target: String)
  case takesPlace(target: String)
  case same(target: String, one: String, other: String)
  case unwritable(String, reason: String)

  public var description: String {
    switch self {
    case .unreadable(let path): "there is no file \(path), or it cannot be read; nothing was written"
    case .amongSources(let target):
      "\(target) would stand among the lessons that it is made from: give --to another folder. Nothing was written"
    case .takesPlace(let target):
      "\(target) is there already and is no student's edition; nothing was written"
    case .same(let target, let one, let other):
      "\(one) and \(other) would both be written to \(target); nothing was written"
    case .unwritable(let path, let reason): "\(path) cannot be written: \(reason)"
    }
  }
}
