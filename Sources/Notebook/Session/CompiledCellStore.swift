internal import Foundation
internal import Glibc
internal import Synchronization

/// Remembers compiled cells, so that sessions that begin alike compile their beginning once.
///
/// A cell is known by its text and by the compiled cells before it.
package final class CompiledCellStore: Sendable {
  /// Which cells are remembered.
  package enum Extent: Sendable {
    case all
    /// Only those of the lesson: answers come once, and would fill the memory.
    case lesson
  }

  struct Key: Hashable {
    /// The compiled cell before it; 0 at the start of a session.
    var parent: Int
    var module: String
    var text: String
    var name: String
    var imports: [String]
    var optimize: Bool
    var showsLast: Bool
    var isAnswer: Bool
  }

  struct Entry: Sendable {
    var identifier: Int
    var parsed: ParsedCell
    /// The files of the cell, without their endings.
    var path: String
    var entry: String
    var diagnostics: [CellDiagnostic]
  }

  private struct State {
    var entries: [Key: Entry] = [:]
    /// Cells of the lesson that come after an answer, compiled against the lesson's own one; and the functions of the
    /// answer that they call. The key's parent is the cell before the answer.
    var followers: [Key: (entry: Entry, calls: Set<String>)] = [:]
    var nextIdentifier = 1
  }

  let extent: Extent
  private let directory: String
  private let state = Mutex(State())

  /// - Throws: ``NotebookError/cannotWrite(path:reason:)``.
  package init(_ extent: Extent = .all) throws {
    self.extent = extent
    directory = try SessionDirectory.make()
  }

  deinit {
    SessionDirectory.remove(directory)
  }

  subscript(key: Key) -> Entry? { state.withLock { $0.entries[key] } }

  /// Whether a cell is remembered.
  func keeps(_ cell: CellSource) -> Bool {
    extent == .all || cell.isOfLesson
  }

  /// Remembers a cell whose compiled files are at `path`, and gives it its identifier.
  func add(_ key: Key, parsed: ParsedCell, path: String, entry: String, diagnostics: [CellDiagnostic]) -> Entry {
    state.withLock { state in
      let made = take(parsed, path, entry, diagnostics, &state)
      state.entries[key] = made
      return made
    }
  }

  /// Remembers a cell that was compiled against the lesson's own answer and calls the functions `calls` of it.
  func addFollower(
    _ key: Key, calls: Set<String>, parsed: ParsedCell, path: String, entry: String, diagnostics: [CellDiagnostic]
  ) {
    state.withLock { state in
      state.followers[key] = (take(parsed, path, entry, diagnostics, &state), calls)
    }
  }

  /// The cell that comes after an answer which defines `symbols`, if it calls nothing else of it.
  func follower(_ key: Key, symbols: Set<String>) -> Entry? {
    state.withLock { state in
      guard let known = state.followers[key], known.calls.isSubset(of: symbols) else { return nil }
      return known.entry
    }
  }

  private func take(
    _ parsed: ParsedCell, _ path: String, _ entry: String, _ diagnostics: [CellDiagnostic], _ state: inout State
  ) -> Entry {
    let identifier = state.nextIdentifier
    state.nextIdentifier += 1
    let made = Entry(
      identifier: identifier, parsed: parsed, path: "\(directory)/\(identifier)", entry: entry, diagnostics: diagnostics
    )
    Self.share(from: path, to: made.path)
    return made
  }

  /// Puts the files of a remembered cell at `path`.
  func fetch(_ entry: Entry, to path: String) {
    Self.share(from: entry.path, to: path)
  }

  private static func share(from old: String, to new: String) {
    for ending in [".so", ".swiftmodule"] {
      unlink(new + ending)
      link(old + ending, new + ending)
      chmod(new + ending, 0o644)
    }
  }
}
