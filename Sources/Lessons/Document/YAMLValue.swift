internal import Spelling
internal import Yams

/// One value of a YAML block, with its line in the file. This is the one file that talks to Yams.
package struct YAMLValue {
  package indirect enum Content {
    case scalar(String)
    case list([YAMLValue])
    /// In the order of the file.
    case map([(key: String, value: YAMLValue)])
  }

  package var content: Content
  package var line: Int

  /// Bounds on what is read, far above what a lesson needs.
  enum Limit {
    static let bytes = 64 * 1024
    static let values = 4_000
    static let depth = 16
  }

  /// Reads a block whose first line is `firstLine` of the file.
  ///
  /// Anchors and aliases are not read: a few lines of them can stand for more than fits in memory.
  package static func parse(_ text: String, firstLine: Int) -> Result<YAMLValue, YAMLProblem> {
    if text.utf8.count > Limit.bytes {
      return .failure(YAMLProblem(line: firstLine, sentence: "the block is larger than \(Limit.bytes) bytes"))
    }
    if let line = lineOfAlias(in: text) {
      let sentence = "YAML anchors and aliases (&name, *name) are not read; write the value out"
      return .failure(YAMLProblem(line: firstLine + line, sentence: sentence))
    }
    if let line = lineOfDeepNesting(in: text) {
      return .failure(YAMLProblem(line: firstLine + line, sentence: "the block is nested too deeply"))
    }
    do {
      // The parser reads from the string's own storage, which a very short string does not have.
      // Scalars are texts here: what they mean is for who asks, not for guessing by pattern.
      let padded = text + "\n#" + String(repeating: " ", count: 16)
      let root = try Parser(yaml: padded, resolver: .basic, encoding: .utf8).singleRoot()
      guard let root else { return .success(YAMLValue(content: .map([]), line: firstLine)) }
      var budget = Limit.values
      return .success(try convert(root, firstLine: firstLine, depth: 0, budget: &budget))
    } catch let problem as YAMLProblem {
      return .failure(problem)
    } catch {
      // The parser may find out only behind the end that something is missing.
      var problem = problem(of: error, firstLine: firstLine)
      let lines = text.utf8.reduce(1) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
      problem.line = min(problem.line, firstLine + lines - (text.hasSuffix("\n") ? 2 : 1))
      return .failure(problem)
    }
  }

  private static func convert(_ node: Node, firstLine: Int, depth: Int, budget: inout Int) throws -> YAMLValue {
    let line = firstLine + max(0, (node.mark?.line ?? 1) - 1)
    budget -= 1
    guard budget > 0, depth < Limit.depth else {
      throw YAMLProblem(line: line, sentence: "the block is too large or nested too deeply")
    }
    switch node {
    case .scalar(let scalar):
      return YAMLValue(content: .scalar(scalar.string), line: line)
    case .sequence(let sequence):
      var items: [YAMLValue] = []
      for item in sequence {
        items.append(try convert(item, firstLine: firstLine, depth: depth + 1, budget: &budget))
      }
      return YAMLValue(content: .list(items), line: line)
    case .mapping(let mapping):
      var entries: [(key: String, value: YAMLValue)] = []
      for (key, value) in mapping {
        guard case .scalar(let name) = key else {
          throw YAMLProblem(line: line, sentence: "a key must be a word, not a list or a map")
        }
        var converted = try convert(value, firstLine: firstLine, depth: depth + 1, budget: &budget)
        if let mark = key.mark { converted.line = firstLine + max(0, mark.line - 1) }
        entries.append((name.string, converted))
      }
      return YAMLValue(content: .map(entries), line: line)
    case .alias:
      throw YAMLProblem(line: line, sentence: "YAML aliases are not read; write the value out")
    }
  }

  /// How many lines of a block may have a comment: `#` at the beginning or behind white space, quoted ones included.
  static func lineCountOfComments(in text: String) -> Int {
    text.split(separator: "\n").count { line in
      line.indices.contains { index in
        line[index] == "#" && (index == line.startIndex || line[line.index(before: index)].isWhitespace)
      }
    }
  }

  /// The 0-based line of an alias whose anchor also stands in the text.
  private static func lineOfAlias(in text: String) -> Int? {
    let anchors = Set(names(after: "&", in: text).map(\.name))
    return names(after: "*", in: text).first { anchors.contains($0.name) }?.line
  }

  private static func names(after mark: Unicode.Scalar, in text: String) -> [(name: String, line: Int)] {
    var found: [(name: String, line: Int)] = []
    var line = 0
    var current: String.UnicodeScalarView?
    for scalar in text.unicodeScalars {
      if let name = current {
        let isPart = scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "-" || scalar == "_"
        if isPart {
          current?.append(scalar)
        } else {
          if !name.isEmpty { found.append((String(name), line)) }
          current = nil
        }
      }
      if scalar == mark { current = String.UnicodeScalarView() }
      if scalar == "\n" { line += 1 }
    }
    if let name = current, !name.isEmpty { found.append((String(name), line)) }
    return found
  }

  /// The 0-based line where more than 100 brackets stand open, or more than 50 list marks stand in a row.
  private static func lineOfDeepNesting(in text: String) -> Int? {
    var line = 0
    var open = 0
    var marks = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\n"):
        line += 1
        marks = 0
      case UInt8(ascii: "["), UInt8(ascii: "{"): open += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): open = max(0, open - 1)
      case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"): marks += 1
      case UInt8(ascii: " "), UInt8(ascii: "\t"): break
      default: marks = 0
      }
      if open > 100 || marks > 50 { return line }
    }
    return nil
  }

  private static func problem(of error: any Error, firstLine: Int) -> YAMLProblem {
    guard let error = error as? YamlError else {
      return YAMLProblem(line: firstLine, sentence: "this is not YAML: \(error)")
    }
    func at(_ mark: Mark?, _ problem: String) -> YAMLProblem {
      YAMLProblem(line: firstLine + max(0, (mark?.line ?? 1) - 1), sentence: "this is not YAML: \(problem)")
    }
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return at(mark, problem)
    case .duplicatedKeysInMapping(let duplicates, let context):
      return YAMLProblem(
        line: firstLine + max(0, context.mark.line - 1), sentence: "\(listed(duplicates)) is given twice")
    case .reader(let problem, _, _, _):
      return at(nil, problem)
    default:
      return at(nil, "\(error)")
    }
  }
}

/// Why a YAML block could not be read.
package struct YAMLProblem: Error {
  package var line: Int
  package var sentence: String
}
