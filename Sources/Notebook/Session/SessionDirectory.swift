internal import Foundation
internal import Glibc

/// The folder of one session's compiled cells, gone when the session ends.
package enum SessionDirectory {
  private static let prefix = "lectern-"

  /// Makes a folder whose name says which process it belongs to, and removes those of processes that were killed.
  ///
  /// - Throws: ``NotebookError/cannotWrite(path:reason:)``.
  package static func make() throws -> String {
    let root = NSTemporaryDirectory()
    removeOrphans(in: root)
    let pattern = "\(root)/\(prefix)\(getpid())-XXXXXX"
    var template = Array(pattern.utf8CString)
    guard mkdtemp(&template) != nil else {
      throw NotebookError.cannotWrite(path: pattern, reason: String(cString: strerror(errno)))
    }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  package static func remove(_ directory: String) {
    try? FileManager.default.removeItem(atPath: directory)
  }

  /// Removes the folders of this process.
  static func removeAll() {
    let root = NSTemporaryDirectory()
    for name in (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    where name.hasPrefix("\(prefix)\(getpid())-") {
      remove("\(root)/\(name)")
    }
  }

  private static func removeOrphans(in root: String) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? [] where name.hasPrefix(prefix) {
      let parts = name.split(separator: "-")
      guard parts.count == 3, let owner = pid_t(parts[1]), kill(owner, 0) != 0, errno == ESRCH else { continue }
      remove("\(root)/\(name)")
    }
  }
}
