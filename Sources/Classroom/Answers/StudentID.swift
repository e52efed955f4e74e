internal import Foundation

/// How a class knows a student: "s042", "Ada Lovelace", "ada@example.org".
///
/// It ends in names of files, in JSON, XML, SQL, spreadsheets and terminals, so what would be a path, a formula or
/// a picture of another id there is none.
public enum StudentID {
  /// At most so many characters, and so many bytes.
  public static let characterLimit = 100
  static let byteLimit = 180

  /// The id that `text` is, in Unicode's normal form C, so that what looks the same is the same.
  ///
  /// - Throws: ``AnswersProblem/studentID(reason:)`` when it is none.
  public static func validated(_ text: String) throws(AnswersProblem) -> String {
    let id = text.precomposedStringWithCanonicalMapping
    guard !id.isEmpty else { throw .studentID(reason: "is empty") }
    guard id.count <= characterLimit, id.utf8.count <= byteLimit else {
      throw .studentID(reason: "is longer than \(characterLimit) characters or \(byteLimit) bytes")
    }
    for scalar in id.unicodeScalars where !isPlain(scalar) {
      if scalar == "/" || scalar == "\\" { throw .studentID(reason: "holds “\(scalar)”, and would be a path") }
      let code = String(scalar.value, radix: 16, uppercase: true)
      let padding = String(repeating: "0", count: max(0, 4 - code.count))
      throw .studentID(reason: "holds the character U+\(padding)\(code), which is none that can be seen")
    }
    guard id.first != " ", id.last != " " else { throw .studentID(reason: "begins or ends with a space") }
    if let first = id.unicodeScalars.first, "=+-@.＝＋－＠~".unicodeScalars.contains(first) {
      throw .studentID(reason: "begins with “\(first)”; it should begin with a letter or a digit")
    }
    return id
  }

  /// The nearest id to the name of a file without its endings, for a file that does not say whose it is.
  static func standIn(forFile path: String) -> String {
    var name = path.split(separator: "/").last.map(String.init) ?? ""
    if name.lowercased().hasSuffix(".md") { name.removeLast(3) }
    var id = ""
    for scalar in name.precomposedStringWithCanonicalMapping.unicodeScalars {
      let next = isPlain(scalar) ? String(scalar) : "_"
      if id.utf8.count + next.utf8.count > characterLimit { break }
      id += next
    }
    id = id.trimmingCharacters(in: .whitespaces)
    if id.isEmpty { return "unnamed" }
    return (try? validated(id)) ?? "_" + id
  }

  /// `id` as a part of a file's name: letters, digits and `.`, `_`, `-`, `@`; `_` stands for others.
  static func inFileName(_ id: String) -> String {
    String(String.UnicodeScalarView(id.unicodeScalars.map { isSafeInFileName($0) ? $0 : "_" }))
  }

  private static func isSafeInFileName(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil || "._-@".unicodeScalars.contains(scalar)
      || scalar.properties.generalCategory == .nonspacingMark
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == " " { return true }
    if scalar == "/" || scalar == "\\" || scalar == "\u{FFFD}" { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
      .spaceSeparator:
      return false
    default: return true
    }
  }
}
