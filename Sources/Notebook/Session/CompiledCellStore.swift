/// Remembers compiled cells, so that sessions that begin alike compile their beginning once.
///
/// A cell is known by its text and by the compiled cells before it.
package final class CompiledCellStore {
  struct Key: Hashable {
    /// The compiled cell before it; 0 at the start of a session.
    var parent: Int
    var module: String
    var text: String
    var name: String
    var imports: [String]
    var optimize: Bool
    var showsLast: Bool
  }

  struct Entry {
    var identifier: Int
    var parsed: ParsedCell
    var object: String
    var interface: String
    var entry: String
    var diagnostics: [CellDiagnostic]
  }

  private var entries: [Key: Entry] = [:]
  private var nextIdentifier = 1

  package init() {}

  subscript(key: Key) -> Entry? { entries[key] }

  /// Remembers a compiled cell and gives it its identifier.
  func add(
    _ key: Key, parsed: ParsedCell, object: String, interface: String, entry: String, diagnostics: [CellDiagnostic]
  ) -> Entry {
    let made = Entry(
      identifier: nextIdentifier, parsed: parsed, object: object, interface: interface, entry: entry,
      diagnostics: diagnostics)
    nextIdentifier += 1
    entries[key] = made
    return made
  }
}
