/// What can stand at the cursor, best first.
public struct CompletionList: Codable, Sendable, Hashable {
  /// Offset in UTF-8 bytes of the cell where the word that the candidates replace begins; the cursor if none is
  /// typed yet. A candidate's insertion takes the place of everything from here to the cursor.
  public var start: Int
  /// At most ``limit``.
  public var candidates: [CompletionCandidate]
  /// How many more fitted, those that look the same counted each.
  public var omitted: Int

  /// The most candidates that are returned.
  public static let limit = 200

  public init(start: Int, candidates: [CompletionCandidate] = [], omitted: Int = 0) {
    self.start = start
    self.candidates = candidates
    self.omitted = omitted
  }
}

/// One thing that can stand at the cursor.
public struct CompletionCandidate: Codable, Sendable, Hashable {
  /// What a candidate is, for color or a mark.
  public enum Kind: String, Codable, Sendable {
    case keyword, local, variable, function, method, property, initializer, `subscript`, type, enumCase, module
    case macro, argument, other
  }

  /// The text to put in: up to the place where the first argument's value goes, so `append(` or `encode(to: `.
  public var insertion: String
  /// Bytes before the word's start that the insertion takes the place of too: 1 where `value.` becomes `value?.`.
  public var erases: Int
  /// Name with labels: `append(_:)`.
  public var name: String
  /// Declaration in short, with types: `append(_ newElement: Int) -> Void`.
  public var display: String
  public var kind: Kind
  /// Where it is declared, if not in the cell itself.
  public var module: String?
  /// First sentence of its documentation; empty if it has none.
  public var summary: String

  public init(
    insertion: String, erases: Int = 0, name: String, display: String, kind: Kind, module: String? = nil,
    summary: String = ""
  ) {
    self.insertion = insertion
    self.erases = erases
    self.name = name
    self.display = display
    self.kind = kind
    self.module = module
    self.summary = summary
  }
}
