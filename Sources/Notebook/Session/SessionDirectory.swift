internal import Foundation
internal import Glibc

/// The folder of one session's compiled cells, gone when the session ends.
enum SessionDirectory {
  /// - Throws: ``NotebookError/cannotWrite(path:reason:)``.
  static func make() throws -> String {
    let pattern = NSTemporaryDirectory() + "/lectern-XXXXXX"
    var template = Array(pattern.utf8CString)
    guard mkdtemp(&template) != nil else {
      throw NotebookError.cannotWrite(path: pattern, reason: String(cString: strerror(errno)))
    }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  static func remove(_ directory: String) {
    try? FileManager.default.removeItem(atPath: directory)
  }
}
