internal import Foundation

/// The cells and commands of this session and earlier ones.
///
/// With a file, each entry is appended to it as soon as it is made, under a lock, so that two terminals at once lose
/// nothing. A cell of many lines is one entry and one line of the file: newlines are written `\n`, backslashes `\\`.
/// An entry that is made again moves to the end; the oldest are forgotten beyond the limit.
public final class History {
  private let path: String?
  private let limit: Int
  let list: HistoryList
  /// The entries, newest first.
  package var entries: [String] { (0..<list.count).compactMap { list.entry($0) } }
  /// What keeps the history from being read or kept, if anything does; editing goes on without it.
  public private(set) var problem: String?

  /// Reads the history kept in the file at `path`, which need not exist; nil keeps the history in memory only.
  ///
  /// - Complexity: O(entries in the file).
  public init(path: String?, limit: Int = 2000) {
    precondition(limit > 0, "a history must have room for an entry")
    self.path = path
    self.limit = limit
    list = HistoryList(limit: limit)
    guard let path, FileManager.default.fileExists(atPath: path) else { return }
    withFile { descriptor in
      let lines = try Self.lines(of: descriptor)
      let kept = Self.folded(lines).suffix(limit)
      for line in kept { list.addDistinct(Self.decoded(line)) }
      if lines.count > limit + limit / 2 { try rewrite(Array(kept), at: path) }
    }
  }

  /// Adds an entry, in memory and in the file. Blank entries are not kept.
  public func add(_ entry: String) {
    guard !entry.trimmingSpaces().isEmpty else { return }
    let repeatsLast = list.entry(0) == entry && !newestIsUnsaved
    remember(entry)
    newestIsUnsaved = false
    guard path != nil, !repeatsLast else { return }
    withFile { descriptor in
      var line = Array((Self.encoded(entry) + "\n").utf8)
      // A line that an earlier crash left unfinished must not swallow this one.
      let size = lseek(descriptor, 0, SEEK_END)
      var last: UInt8 = 0
      if size > 0, pread(descriptor, &last, 1, size - 1) == 1, last != UInt8(ascii: "\n") {
        line.insert(UInt8(ascii: "\n"), at: 0)
      }
      var written = 0
      while written < line.count {
        let count = line[written...].withUnsafeBytes { write(descriptor, $0.baseAddress!, $0.count) }
        if count < 0 { throw Failure.writing(errno) }
        written += count
      }
    }
  }

  /// Adds an entry for this session only.
  func remember(_ entry: String) {
    guard !entry.trimmingSpaces().isEmpty else { return }
    list.add(entry)
    newestIsUnsaved = true
  }
  private var newestIsUnsaved = false

  // MARK: The file

  private enum Failure: Error { case opening(Int32), writing(Int32) }

  /// Opens the file, locks it, and hands it on. A failure is noted in `problem`.
  private func withFile(_ body: (Int32) throws -> Void) {
    guard let path else { return }
    do {
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let descriptor = try Self.locked(path)
      defer { close(descriptor) }
      try body(descriptor)
    } catch Failure.opening(let code), Failure.writing(let code) {
      problem = "the history file \(path) cannot be used: \(String(cString: strerror(code)))"
    } catch {
      problem = "the history file \(path) cannot be used: \(error.localizedDescription)"
    }
  }

  /// Opens and locks the file that is at `path` now: another process may put a new one there while we wait.
  private static func locked(_ path: String) throws -> Int32 {
    while true {
      let descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { throw Failure.opening(errno) }
      while flock(descriptor, LOCK_EX) < 0, errno == EINTR {}
      var opened = stat()
      var current = stat()
      if fstat(descriptor, &opened) == 0, stat(path, &current) == 0, opened.st_ino == current.st_ino {
        return descriptor
      }
      close(descriptor)
    }
  }

  private typealias Line = ArraySlice<UInt8>

  private static func lines(of descriptor: Int32) throws -> [Line] {
    let data = try FileHandle(fileDescriptor: descriptor, closeOnDealloc: false).readToEnd() ?? Data()
    return Array(data).split(separator: UInt8(ascii: "\n"))
  }

  /// Each line once, where it stands last.
  private static func folded(_ lines: [Line]) -> [Line] {
    var seen: Set<Line> = []
    return lines.reversed().filter { seen.insert($0).inserted }.reversed()
  }

  /// Puts a file with these lines in the place of the one at `path`, which is locked.
  private func rewrite(_ lines: [Line], at path: String) throws {
    let text = lines.flatMap { $0 + [UInt8(ascii: "\n")] }
    let new = path + ".new"
    try Data(text).write(to: URL(fileURLWithPath: new))
    chmod(new, 0o600)
    guard rename(new, path) == 0 else { throw Failure.writing(errno) }
  }

  private static func encoded(_ entry: String) -> String {
    var line = String.UnicodeScalarView()
    for scalar in entry.unicodeScalars {
      switch scalar {
      case "\\": line.append(contentsOf: "\\\\".unicodeScalars)
      case "\n": line.append(contentsOf: "\\n".unicodeScalars)
      case "\r": line.append(contentsOf: "\\r".unicodeScalars)
      default: line.append(scalar)
      }
    }
    return String(line)
  }

  private static func decoded(_ line: Line) -> String {
    let text = String(decoding: line, as: UTF8.self)
    guard line.contains(UInt8(ascii: "\\")) else { return text }
    var entry = String.UnicodeScalarView()
    var escaped = false
    for scalar in text.unicodeScalars {
      if escaped {
        entry.append(scalar == "n" ? "\n" : scalar == "r" ? "\r" : scalar)
        escaped = false
      } else if scalar == "\\" {
        escaped = true
      } else {
        entry.append(scalar)
      }
    }
    return String(entry)
  }
}
