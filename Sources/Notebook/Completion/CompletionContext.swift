/// What a cell is compiled with, so that what is in scope in it can be told.
public struct CompletionContext: Codable, Sendable, Hashable {
  /// Arguments of the compiler, without the file: `-swift-version 5 -enable-bare-slash-regex -I … -module-name …`.
  public var flags: [String]
  /// Lines before the cell's own: imports of the library and of what earlier cells declared.
  public var prefix: [String]

  public init(flags: [String], prefix: [String]) {
    self.flags = flags
    self.prefix = prefix
  }

  /// The prefix as text; ends with a line break, so that a cell can follow.
  var prefixText: String {
    prefix.reduce(into: "") { $0 += $1 + "\n" }
  }

  /// One import of the prefix.
  struct Import: Equatable {
    var module: String
    /// The one name that is imported; nil for all of the module.
    var name: String?
    /// Whether the module is an earlier cell.
    var isCell: Bool
  }

  /// What the prefix imports, in its order.
  var imports: [Import] {
    prefix.flatMap { $0.split(separator: ";") }.compactMap { statement in
      let words = statement.split(separator: " ")
      guard let place = words.firstIndex(of: "import"), let last = words.last, place + 1 < words.count else {
        return nil
      }
      let path = last.split(separator: ".", maxSplits: 1)
      let name = words.count > place + 2 && path.count == 2 ? path[1].filter { $0 != "`" } : nil
      return Import(module: String(path[0]), name: name, isCell: words[..<place].contains("@testable"))
    }
  }

  /// The file that the text is said to be. It need not exist; the name makes it a script.
  static let file = "/lectern/main.swift"

  /// The compiler's arguments with the file.
  var arguments: [String] { flags + [Self.file] }
}
