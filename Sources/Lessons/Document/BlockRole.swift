internal import Spelling

/// What a fenced block is for, as said behind its opening fence.
enum BlockRole: Equatable {
  case cell(name: String, isFast: Bool)
  case exercise(id: String)
  case key
  case variant
  case expected
  case given
  case starter
  case probe
  case judge
  /// A visible check.
  case check
  /// `swift answer` or `text answer`.
  case answer(isSwift: Bool)
  /// Just to be read.
  case reading

  /// The words that can follow each language that has roles.
  private static let words = [
    "swift": ["cell", "variant", "expected", "given", "starter", "check", "probe", "judge", "answer"],
    "yaml": ["exercise", "key"],
    "text": ["answer"],
  ]

  /// The blocks that can ask to be compiled with optimization.
  private static let canBeFast = ["cell", "given", "check", "probe", "judge"]

  /// Whether the block asks to be compiled with optimization.
  static func isFast(_ info: String) -> Bool {
    info.split(whereSeparator: \.isWhitespace).dropFirst(2).elementsEqual(["fast"])
  }

  /// Reads what stands behind a fence; a failure is the sentence that says what would be right.
  static func parse(_ info: String) -> Result<BlockRole, BlockRoleError> {
    let parts = info.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let language = parts.first, let words = words[language], parts.count > 1 else {
      if let language = parts.first, parts.count > 1, words[language.lowercased()] != nil {
        return .failure(BlockRoleError(sentence: "write “\(language.lowercased())”, not “\(language)”"))
      }
      return .success(.reading)
    }
    let pieces = parts[1].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let word = pieces[0]
    guard words.contains(word) else {
      let known = listed(words.map { ["cell", "exercise"].contains($0) ? "\($0)=name" : $0 }, joinedBy: "or")
      return .failure(
        BlockRoleError(
          sentence: "a \(language) block cannot be “\(parts[1].prefix(60))”\(didYouMean(word, among: words)) "
            + (word.isEmpty || nearMiss(of: word, among: words) == nil ? "It can be \(known), or nothing" : "")))
    }
    let isNamed = word == "cell" || word == "exercise"
    guard isNamed == (pieces.count == 2) else {
      return .failure(
        BlockRoleError(sentence: isNamed ? "write “\(word)=name”" : "“\(word)” takes no name here"))
    }
    let rest = parts.dropFirst(2)
    guard rest.isEmpty || (canBeFast.contains(word) && rest.elementsEqual(["fast"])) else {
      let help = canBeFast.contains(word) ? "only “fast”" : "nothing"
      return .failure(
        BlockRoleError(sentence: "\(help) can follow “\(parts[1])”, not “\(rest.joined(separator: " ").prefix(60))”"))
    }
    if isNamed, !isIdentifier(pieces[1]) {
      return .failure(
        BlockRoleError(
          sentence: "“\(pieces[1].prefix(60))” is no name: names are lower-case words and digits joined by hyphens"))
    }
    switch word {
    case "cell": return .success(.cell(name: pieces[1], isFast: isFast(info)))
    case "exercise": return .success(.exercise(id: pieces[1]))
    case "key": return .success(.key)
    case "variant": return .success(.variant)
    case "expected": return .success(.expected)
    case "given": return .success(.given)
    case "starter": return .success(.starter)
    case "probe": return .success(.probe)
    case "judge": return .success(.judge)
    case "check": return .success(.check)
    default: return .success(.answer(isSwift: language == "swift"))
    }
  }

  /// How a sentence calls it.
  var spelling: String {
    switch self {
    case .cell(let name, _): "swift cell=\(name)"
    case .exercise(let id): "yaml exercise=\(id)"
    case .key: "yaml key"
    case .variant: "swift variant"
    case .expected: "swift expected"
    case .given: "swift given"
    case .starter: "swift starter"
    case .probe: "swift probe"
    case .judge: "swift judge"
    case .check: "swift check"
    case .answer(let isSwift): isSwift ? "swift answer" : "text answer"
    case .reading: "a block to be read"
    }
  }

  /// Whether a student's edition leaves the block out.
  var isSecret: Bool {
    switch self {
    case .key, .expected, .probe, .judge, .answer: true
    case .cell, .exercise, .variant, .given, .starter, .check, .reading: false
    }
  }
}

/// Why what stands behind a fence cannot be understood.
struct BlockRoleError: Error {
  var sentence: String
}

/// Whether `text` is lower-case words and digits joined by single hyphens.
package func isIdentifier(_ text: String) -> Bool {
  guard !text.isEmpty, text.utf8.count <= 64, let first = text.utf8.first else { return false }
  guard (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else { return false }
  var wasHyphen = false
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): wasHyphen = false
    case UInt8(ascii: "-"):
      if wasHyphen { return false }
      wasHyphen = true
    default: return false
    }
  }
  return !wasHyphen
}
