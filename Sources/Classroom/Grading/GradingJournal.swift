internal import Foundation
internal import Glibc
internal import Synchronization

/// The grades of a batch, one in each line of `graded.jsonl`, each on the disk before the next begins.
///
/// By it an interrupted batch goes on without grading anyone twice. Only digests are held in memory.
public final class GradingJournal: Sendable {
  /// The file's name in its folder.
  public static let fileName = "graded.jsonl"

  /// One file's content, graded by one measure.
  struct Key: Hashable {
    let file: String
    let digest: String
  }

  public let path: String
  /// What was wrong with the file, and was mended or passed over: a sentence each.
  public let remarks: [String]

  private let edition: String
  private let isDurable: Bool
  private let state: Mutex<State>

  private struct State {
    var descriptor: Int32
    /// Graded by this edition, now or before.
    var graded: Set<Key>
    /// What belongs to this batch.
    var batch: Set<Key> = []
  }

  /// Opens the journal in `folder`, or makes both.
  ///
  /// A last line that was torn by an interruption is cut off; other lines that cannot be read are passed over.
  ///
  /// - Parameters:
  ///   - edition: what an earlier grade must have been graded by to count, see ``Assignment/edition``.
  ///   - isDurable: whether each grade is to outlive a power failure.
  /// - Throws: ``GradingProblem/journal(path:reason:)``.
  public init(in folder: String, edition: String, isDurable: Bool = true) throws(GradingProblem) {
    let path = folder + "/" + Self.fileName
    func failed(_ what: String) -> GradingProblem {
      .journal(path: path, reason: "\(what): \(String(cString: strerror(errno)))")
    }
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw .journal(path: folder, reason: "the folder cannot be made: \(error.localizedDescription)")
    }
    let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw failed("cannot be opened") }
    guard Self.lock(descriptor) else {
      Glibc.close(descriptor)
      throw .journal(
        path: path, reason: "another lectern is grading into this folder; wait for it, or give another --out")
    }
    var graded: Set<Key> = []
    var remarks: [String] = []
    var unreadable = 0
    let whole = Self.forEachLine(of: descriptor) { line in
      guard let grade = try? JSONDecoder().decode(GradedSubmission.self, from: Data(line)) else {
        unreadable += 1
        return
      }
      if grade.edition == edition { graded.insert(Key(file: grade.file, digest: grade.digest)) }
    }
    if unreadable > 0 {
      remarks.append(
        "\(path): \(unreadable) line\(unreadable == 1 ? " is no grade and was" : "s are no grades and were") passed over"
      )
    }
    if lseek(descriptor, 0, SEEK_END) > whole {
      guard ftruncate(descriptor, whole) == 0 else {
        Glibc.close(descriptor)
        throw failed("its torn last line cannot be cut off")
      }
      remarks.append("\(path): the last line was torn and was cut off")
    }
    if isDurable { Self.sync(folder) }
    self.path = path
    self.remarks = remarks
    self.edition = edition
    self.isDurable = isDurable
    state = Mutex(State(descriptor: descriptor, graded: graded))
  }

  deinit { close() }

  /// Lets another batch write into the folder. Nothing can be read or written afterwards.
  public func close() {
    state.withLock { state in
      if state.descriptor >= 0 { Glibc.close(state.descriptor) }
      state.descriptor = -1
    }
  }

  /// How many of the files of this batch have their grade.
  public var count: Int { state.withLock { $0.batch.count } }

  /// Whether this very content of this file was graded before; if so, that grade is part of the batch.
  func claim(_ key: Key) -> Bool {
    state.withLock { state in
      guard state.graded.contains(key) else { return false }
      state.batch.insert(key)
      return true
    }
  }

  /// Writes a grade; when this returns, it is on the disk.
  ///
  /// - Throws: ``GradingProblem/journal(path:reason:)``; the journal then ends where it ended before.
  func append(_ grade: GradedSubmission) throws(GradingProblem) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard var line = try? encoder.encode(grade) else {
      throw .journal(path: path, reason: "the grade of \(grade.file) cannot be written as JSON")
    }
    line.append(UInt8(ascii: "\n"))
    let reason = state.withLock { state -> String? in
      let end = lseek(state.descriptor, 0, SEEK_END)
      var written = 0
      while written < line.count {
        let count = line[written...].withUnsafeBytes { Glibc.write(state.descriptor, $0.baseAddress, $0.count) }
        if count < 0, errno != EINTR {
          let reason = String(cString: strerror(errno))
          ftruncate(state.descriptor, end)
          return reason
        }
        written += max(0, count)
      }
      if isDurable, fdatasync(state.descriptor) != 0 { return String(cString: strerror(errno)) }
      let key = Key(file: grade.file, digest: grade.digest)
      state.graded.insert(key)
      state.batch.insert(key)
      return nil
    }
    if let reason { throw .journal(path: path, reason: "cannot be written: \(reason)") }
  }

  /// The grades of this batch, sorted by student and file.
  ///
  /// - Complexity: O(lines of the journal) time, O(grades of the batch) memory.
  public func grades() -> [GradedSubmission] {
    state.withLock { state in
      var grades: [Key: GradedSubmission] = [:]
      lseek(state.descriptor, 0, SEEK_SET)
      _ = Self.forEachLine(of: state.descriptor) { line in
        guard let grade = try? JSONDecoder().decode(GradedSubmission.self, from: Data(line)) else { return }
        let key = Key(file: grade.file, digest: grade.digest)
        if grade.edition == edition, state.batch.contains(key) { grades[key] = grade }
      }
      return grades.values.sorted { ($0.student, $0.file) < ($1.student, $1.file) }
    }
  }

  /// Locks the journal for this process, or says that another one has it. A program that is just being started holds
  /// the lock of its parent for a moment, so it is asked for more than once.
  private static func lock(_ descriptor: Int32) -> Bool {
    for _ in 0..<20 {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
      usleep(50_000)
    }
    return false
  }

  /// Hands over each whole line from where the descriptor stands; gives the offset behind the last one.
  private static func forEachLine(of descriptor: Int32, _ body: ([UInt8]) -> Void) -> off_t {
    var offset = lseek(descriptor, 0, SEEK_CUR)
    var line: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return offset }
      var rest = buffer[..<count]
      while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        line += rest[..<end]
        offset += off_t(line.count + 1)
        if !line.isEmpty { body(line) }
        line.removeAll(keepingCapacity: true)
        rest = rest[(end + 1)...]
      }
      line += rest
    }
  }

  private static func sync(_ folder: String) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    Glibc.close(descriptor)
  }
}
