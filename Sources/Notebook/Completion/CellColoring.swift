/// A part of a cell's text and what it is, for showing it in color.
public struct ColoredRange: Codable, Sendable, Hashable {
  public enum Kind: String, Codable, Sendable {
    case keyword, identifier, type, number, string, interpolation, comment, documentation, attribute, directive
    case `operator`, other
  }

  /// Where it begins and how long it is, in UTF-8 bytes.
  public var offset: Int
  public var length: Int
  public var kind: Kind

  public init(offset: Int, length: Int, kind: Kind) {
    self.offset = offset
    self.length = length
    self.kind = kind
  }
}

extension ColoredRange.Kind {
  /// The kind for the last words of the compiler's name for it.
  init(syntaxType name: Substring) {
    self =
      switch name {
      case "keyword": .keyword
      case "identifier", "argument", "parameter": .identifier
      case "typeidentifier": .type
      case "number": .number
      case "string": .string
      case "string_interpolation_anchor": .interpolation
      case "comment", "comment.mark", "comment.url": .comment
      case "doccomment", "doccomment.field": .documentation
      case "attribute.builtin", "attribute.id": .attribute
      case "buildconfig.keyword", "buildconfig.id", "pounddirective.keyword": .directive
      case "operator": .operator
      default: .other
      }
  }
}
