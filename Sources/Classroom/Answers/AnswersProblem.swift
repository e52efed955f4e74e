/// Why an answers file as a whole cannot be read.
public enum AnswersProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// The system refuses it, for this reason.
  case unreadable(reason: String)
  case symbolicLink
  /// It is a folder, a pipe, a device or a socket.
  case notAFile(kind: String)
  case tooLarge(bytes: UInt64)
  /// The file's name holds bytes that are not UTF-8.
  case nameNotUTF8
  /// 1-based, both.
  case notUTF8(byte: Int, line: Int)
  case zeroByte(byte: Int, line: Int)
  case noFrontMatter
  /// The front matter opens and is never closed.
  case openFrontMatter
  /// It is not as it should be, in this 1-based line of the file.
  case frontMatter(line: Int, sentence: String)
  case lessonName(reason: String)
  case studentID(reason: String)

  public var description: String {
    switch self {
    case .unreadable(let reason): "the file cannot be read: \(reason)"
    case .symbolicLink: "it is a symbolic link, and links are not followed: hand in the file itself"
    case .notAFile(let kind): "it is \(kind), not a file"
    case .tooLarge(let bytes):
      "the file has \(bytes) bytes; answers of more than \(AnswersFile.byteLimit) bytes (4 MiB) are not read"
    case .nameNotUTF8: "the file's name is not UTF-8: give it another name"
    case .notUTF8(let byte, let line): "byte \(byte) of the file, in line \(line), is not UTF-8"
    case .zeroByte(let byte, let line): "byte \(byte) of the file, in line \(line), is zero, which no text has"
    case .noFrontMatter:
      "an answers file begins with “---”, then “lesson: …” and “student: …”, then “---”; `:submit` writes one"
    case .openFrontMatter: "the front matter that opens in line 1 is never closed by a second “---”"
    case .frontMatter(let line, let sentence): "front matter, line \(line): \(sentence)"
    case .lessonName(let reason): "the lesson's name \(reason)"
    case .studentID(let reason): "the student's id \(reason)"
    }
  }
}
