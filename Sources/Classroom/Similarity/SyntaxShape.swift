internal import Foundation

/// What is left of a Swift text when the writer's own names, its layout and its comments are taken away.
///
/// Two texts have the same shape when one can be turned into the other by giving other names to what it declares
/// itself, other labels to its own functions, and other white space, semicolons and comments. Names from elsewhere,
/// literals, operators, and the order of operands, arguments and statements are part of the shape.
///
/// The compiler's parse tree leaves out the written types of variables, parameters and casts, raw values of
/// enumeration cases, and loop labels; so does the shape. A member that the text declares is taken for its own
/// wherever it stands after a dot, because a parse tree does not say whose member it is.
public enum SyntaxShape {
  /// Trees with fewer expressions, statements and declarations say nothing about where they come from.
  ///
  /// What an exercise gives to start from has up to 20; a function of eight lines with a condition in it about 30.
  public static let fewestNodes = 25

  /// The shape as 64 hexadecimal digits; nil for a tree that cannot be read, that holds a syntax error, or that has
  /// fewer than ``fewestNodes`` nodes.
  ///
  /// - Parameter json: What `swift-frontend -frontend -dump-parse -dump-ast-format json` prints about one file that
  ///   it found nothing wrong with.
  ///
  /// Complexity: O(size of the tree × depth of its scopes).
  public static func digest(ofTree json: some Sequence<UInt8>) -> String? {
    guard let tree = try? JSONSerialization.jsonObject(with: Data(json)), let file = SyntaxNode(tree) else {
      return nil
    }
    var writer = ShapeWriter(members: MemberNames(of: file))
    writer.write(file)
    guard !writer.hasError, writer.nodes >= fewestNodes else { return nil }
    return SHA256.hexDigest(of: writer.bytes)
  }
}
