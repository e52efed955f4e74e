/// The names that the cells so far have declared, and which cell each now comes from.
///
/// Every cell is a module. A plain import brings all names of a module; where a name was declared again, an import
/// of that very name from its latest cell wins over the plain ones. A module of which nothing is left is not imported,
/// so that what it extended does not stand against the extension that took its place.
struct CellNamespace: Sendable {
  struct Entry: Sendable {
    var module: String
    var declaration: ParsedCell.Declaration
  }

  private struct Cell: Sendable {
    var module: String
    var extensionMembers: Set<ParsedCell.ExtensionMember>
  }

  private var cells: [Cell] = []
  private var entries: [String: [Entry]] = [:]
  private var order: [String] = []
  private var redeclared: Set<String> = []
  private var imports: [String] = []

  /// Takes over what `cell`, compiled as `module`, declares.
  mutating func add(_ cell: ParsedCell, module: String) {
    for name in cell.imports where !imports.contains(name) { imports.append(name) }
    var replacedHere: Set<String> = []
    for declaration in cell.declarations {
      let name = declaration.name
      var live = entries[name] ?? []
      if live.isEmpty { order.append(name) }
      let before = live.count
      if declaration.kind == .function {
        live.removeAll { entry in
          entry.module != module
            && (entry.declaration.kind != .function || entry.declaration.signature == declaration.signature)
        }
      } else if !replacedHere.contains(name) {
        live.removeAll { $0.module != module }
      }
      replacedHere.insert(name)
      if live.count < before { redeclared.insert(name) }
      live.append(Entry(module: module, declaration: declaration))
      entries[name] = live
    }
    for index in cells.indices { cells[index].extensionMembers.subtract(cell.extensionMembers) }
    cells.append(Cell(module: module, extensionMembers: cell.extensionMembers))
  }

  /// The modules that the student imported, in order.
  var importedModules: [String] { imports }

  /// The modules of cells of which something is still in use, in order.
  var liveModules: [String] {
    let inUse = Set(entries.values.joined().map(\.module))
    return cells.filter { inUse.contains($0.module) || !$0.extensionMembers.isEmpty }.map(\.module)
  }

  /// The import statements for the next cell.
  var importStatements: [String] {
    var lines = imports.map { "import \($0)" }
    lines += liveModules.map { "@testable import \($0)" }
    for name in order where redeclared.contains(name) {
      var seen: Set<String> = []
      for entry in entries[name] ?? [] where entry.declaration.canBeImportedAlone && seen.insert(entry.module).inserted
      {
        lines.append("@testable import \(entry.declaration.kind.rawValue) \(entry.module).\(Self.quoted(name))")
      }
    }
    return lines
  }

  /// The import statements for a cell that sees only these names, each from the cell that declared it last. A name that
  /// cannot be imported alone brings all names of its cell.
  func importStatements(ofNames names: [String]) -> [String] {
    var lines: [String] = []
    for name in names {
      for entry in entries[name] ?? [] {
        let line =
          entry.declaration.canBeImportedAlone
          ? "@testable import \(entry.declaration.kind.rawValue) \(entry.module).\(Self.quoted(name))"
          : "@testable import \(entry.module)"
        if !lines.contains(line) { lines.append(line) }
      }
    }
    return lines
  }

  /// A member that a cell of these names added to a type that no cell declares and that `text` uses by that name, as
  /// "Array.count"; nil if there is none. Members come with any import of their module.
  func clash(ofNames names: [String], in text: String) -> String? {
    let modules = Set(names.flatMap { entries[$0] ?? [] }.map(\.module))
    let words = Set(text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
    let members = cells.filter { modules.contains($0.module) }.flatMap(\.extensionMembers).sorted()
    return members.first { member in
      guard entries[member.type] == nil else { return false }
      let isOperator = member.name.first.map { !$0.isLetter && $0 != "_" } ?? false
      return isOperator ? text.contains(member.name) : words.contains(member.name)
    }.map { "\($0.type).\($0.name)" }
  }

  /// The variables in use, in the order of their first declaration.
  var variables: [String] {
    order.filter { entries[$0]?.last?.declaration.kind == .variable }
  }

  private static func quoted(_ name: String) -> String {
    let isOrdinary = name.first.map { $0.isLetter || $0 == "_" } ?? false
    return isOrdinary && reservedWords.contains(name) ? "`\(name)`" : name
  }

  private static let reservedWords: Set<String> = [
    "as", "associatedtype", "break", "case", "catch", "class", "continue", "default", "defer", "deinit", "do",
    "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for", "func", "guard", "if", "import", "in",
    "init", "inout", "internal", "is", "let", "nil", "operator", "private", "protocol", "public", "repeat", "rethrows",
    "return", "self", "static", "struct", "subscript", "super", "switch", "throw", "throws", "true", "try", "typealias",
    "var", "where", "while",
  ]
}
