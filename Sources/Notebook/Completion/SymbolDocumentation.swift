/// What is known of a name that was asked about.
public enum SymbolLookup: Codable, Sendable, Hashable {
  case found(SymbolDocumentation)
  /// Several declarations have the name; each can be asked for by its own.
  case ambiguous([SymbolSummary])
  /// Nothing in scope has the name. `suggestions` are names that look like it, the likeliest first; may be empty.
  case unknown(suggestions: [String])
}

/// The declaration of a name and what its author wrote about it.
public struct SymbolDocumentation: Codable, Sendable, Hashable {
  /// Name with labels, after its type if it is a member: `Array.append(_:)`.
  public var name: String
  /// Declaration with types, without the attributes that only the compiler needs.
  public var declaration: String
  /// The documentation comment in Markdown; empty if there is none.
  public var markdown: String
  /// Where it is declared; nil for an unnamed place.
  public var module: String?
  /// Declarations with the same name and labels but other types.
  public var overloads: [String]
  /// The ways to write a value of a type of the library or the student: initializers, cases, ready-made values.
  public var forms: [String]

  public init(
    name: String, declaration: String, markdown: String, module: String? = nil, overloads: [String] = [],
    forms: [String] = []
  ) {
    self.name = name
    self.declaration = declaration
    self.markdown = markdown
    self.module = module
    self.overloads = overloads
    self.forms = forms
  }
}

/// One of several declarations with the same name.
public struct SymbolSummary: Codable, Sendable, Hashable {
  /// What to ask for to get exactly this one.
  public var name: String
  /// Declaration in short, with types.
  public var display: String
  public var module: String?
  /// First sentence of its documentation; empty if it has none.
  public var summary: String

  public init(name: String, display: String, module: String? = nil, summary: String = "") {
    self.name = name
    self.display = display
    self.module = module
    self.summary = summary
  }
}
