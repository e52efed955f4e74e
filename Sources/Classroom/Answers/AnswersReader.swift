internal import Lessons
internal import Spelling

extension AnswersFile {
  /// Reads the bytes of an answers file. Any bytes will do.
  ///
  /// - Throws: ``AnswersProblem`` with the reason when no answers can be taken from them.
  public init(parsing bytes: [UInt8]) throws(AnswersProblem) {
    var lines = try Self.lines(of: bytes)
    let front = try AnswersFrontMatter(lines)
    for index in 0..<front.lineCount { lines[index] = "" }
    var blocks = AnswerBlocks(lines: lines)
    blocks.read()
    self.init(
      lesson: front.lesson, student: front.student, seed: front.seed, answers: blocks.answers,
      remarks: front.remarks + blocks.remarks.all)
  }

  /// The lines without their ends and without a byte order mark.
  private static func lines(of bytes: [UInt8]) throws(AnswersProblem) -> [String] {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    if let place = bytes.firstIndex(of: 0) { throw .zeroByte(byte: place + 1, line: line(of: place, in: bytes)) }
    guard let text = String(validating: bytes[start...], as: UTF8.self) else {
      let place = start + firstBroken(bytes[start...])
      throw .notUTF8(byte: place + 1, line: line(of: place, in: bytes))
    }
    // Line feeds, carriage returns and both are line ends, as in CommonMark.
    return unifyingLineEnds(text).utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
      String($0)!
    }
  }

  /// With a line feed for each line end of any system.
  static func unifyingLineEnds(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "\r")) else { return text }
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    var wasReturn = false
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\r") {
        result.append(UInt8(ascii: "\n"))
      } else if !(wasReturn && byte == UInt8(ascii: "\n")) {
        result.append(byte)
      }
      wasReturn = byte == UInt8(ascii: "\r")
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The offset of the first byte that does not belong to a character.
  private static func firstBroken(_ bytes: ArraySlice<UInt8>) -> Int {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var offset = 0
    while case .scalarValue(let scalar) = decoder.decode(&iterator) { offset += UTF8.width(scalar) }
    return offset
  }

  private static func line(of place: Int, in bytes: [UInt8]) -> Int {
    1 + bytes[..<place].count { $0 == UInt8(ascii: "\n") }
  }
}

/// What stands between the two `---` at the top.
private struct AnswersFrontMatter {
  var lesson: String
  var student: String
  var seed: UInt64?
  var lineCount: Int
  var remarks: [String] = []

  private static let keys = ["lesson", "student", "seed"]

  init(_ lines: [String]) throws(AnswersProblem) {
    guard let first = lines.first, Self.isRule(first) else { throw .noFrontMatter }
    guard let end = lines.dropFirst().firstIndex(where: Self.isRule) else { throw .openFrontMatter }
    lineCount = end + 1
    let entries: [(key: String, value: YAMLValue)]
    switch YAMLValue.parse(lines[1..<end].joined(separator: "\n"), firstLine: 2) {
    case .failure(let problem):
      throw .frontMatter(line: problem.line, sentence: ForeignText.line(String(problem.sentence.prefix(300))))
    case .success(let value):
      guard case .map(let map) = value.content else {
        throw .frontMatter(line: value.line, sentence: "it should be lines like “student: s042”")
      }
      entries = map
    }
    func text(_ key: String) throws(AnswersProblem) -> String? {
      guard let value = entries.first(where: { $0.key == key })?.value else { return nil }
      guard case .scalar(let text) = value.content else {
        throw .frontMatter(line: value.line, sentence: "`\(key)` should be a word, not a list or a map")
      }
      return text
    }
    func required(_ key: String) throws(AnswersProblem) -> String {
      if let text = try text(key) { return text }
      let near = entries.first { nearMiss(of: $0.key, among: [key]) != nil }?.key
      let help = near.map { "; did you mean it by “\(ForeignText.line(String($0.prefix(60))))”?" } ?? ""
      throw .frontMatter(line: 1, sentence: "there is no `\(key)`\(help)")
    }
    lesson = try LessonName.validated(try required("lesson"))
    student = try StudentID.validated(try required("student"))
    if let word = try text("seed") {
      guard let number = UInt64(word) else {
        let shown = ForeignText.line(String(word.prefix(60)))
        throw .frontMatter(
          line: entries.first { $0.key == "seed" }?.value.line ?? 1,
          sentence: "`seed` should be a whole number as `:submit` writes it, not “\(shown)”")
      }
      seed = number
    }
    var list = RemarkList()
    for (key, _) in entries where !Self.keys.contains(key) {
      list.add("the front matter's “\(key.prefix(60))” is not known and was not read")
    }
    remarks = list.all
  }

  private static func isRule(_ line: String) -> Bool {
    line.hasPrefix("---") && line.dropFirst(3).allSatisfy(\.isWhitespace)
  }
}

/// The fenced blocks of an answers file that are answers, and remarks on those that are not.
private struct AnswerBlocks {
  let lines: [String]
  private(set) var answers: [AnswersFile.Answer] = []
  private(set) var remarks = RemarkList()

  private static let triesLimit = 1_000_000

  init(lines: [String]) {
    self.lines = lines
  }

  mutating func read() {
    let tree = MarkdownTree(lines: lines, extended: false)
    for block in tree.blocks {
      guard case .fenced(let info, let content, let isClosed) = block.kind else { continue }
      take(info: info, content: content, isClosed: isClosed, line: block.firstLine)
    }
    for fence in tree.nestedFences where fence.info.contains("exercise") {
      remarks.add(
        "the block in line \(fence.line) stands inside a list or a quotation and was not read; answers stand at the margin"
      )
    }
    if answers.isEmpty {
      remarks.add("there is no answer in the file: each is a block that begins with “```text exercise=ID”")
    }
    let counts = Dictionary(answers.map { ($0.exercise, 1) }, uniquingKeysWith: +)
    for answer in answers where counts[answer.exercise, default: 0] > 1 {
      remarks.add("“\(answer.exercise)” is answered \(counts[answer.exercise]!) times; the last one counts")
    }
    var seen: Set<String> = []
    answers = answers.reversed().filter { seen.insert($0.exercise).inserted }.reversed()
  }

  private mutating func take(info: String, content: String, isClosed: Bool, line: Int) {
    var words = info.split(whereSeparator: \.isWhitespace).map(String.init)
    let language = words.first.map { $0.contains("=") ? "" : words.removeFirst().lowercased() } ?? ""
    var exercise: String?
    var tries: Int?
    for word in words {
      let pieces = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      switch (pieces[0], pieces.count) {
      case ("exercise", 2): exercise = pieces[1]
      case ("tries", 2):
        tries = Int(pieces[1]).flatMap { (1...Self.triesLimit).contains($0) ? $0 : nil }
        if tries == nil {
          remarks.add("in line \(line), “\(word.prefix(60))” is no number of tries and was not read")
        }
      default:
        let guess = didYouMean(pieces[0], among: ["exercise", "tries"])
        remarks.add("in line \(line), “\(word.prefix(60))” was not read\(guess)")
      }
    }
    guard let exercise else {
      remarks.add("the block in line \(line) names no exercise (“swift exercise=ID”) and was not read")
      return
    }
    guard isIdentifier(exercise) else {
      remarks.add(
        "the block in line \(line) answers “\(exercise.prefix(60))”, which is no exercise's id, and was not read")
      return
    }
    if !isClosed {
      remarks.add("the block in line \(line) is never closed: all that follows counted as the answer to “\(exercise)”")
    }
    if !["swift", "text", ""].contains(language) {
      remarks.add("the answer to “\(exercise)” is in a block of “\(language.prefix(60))” and was read as text")
    }
    var text = content
    if text.hasSuffix("\n") { text.removeLast() }
    answers.append(
      AnswersFile.Answer(exercise: exercise, isSwift: language == "swift", text: text, tries: tries))
  }
}
