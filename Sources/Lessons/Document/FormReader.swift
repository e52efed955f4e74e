internal import Spelling

/// Reads the known keys of a YAML map and reports the others, the missing and the misshapen.
struct FormReader {
  private let problems: ProblemList
  private let exercise: String?
  private let subject: String
  private let line: Int
  private let entries: [(key: String, value: YAMLValue)]
  private var known: [String] = []

  /// A reader of `value`, called `subject` in sentences ("the front matter"); nil, with a problem, if it is no map.
  init?(_ value: YAMLValue, subject: String, exercise: String?, problems: ProblemList) {
    guard case .map(let entries) = value.content else {
      problems.report("\(subject) should be `key: value` lines", line: value.line, exercise: exercise)
      return nil
    }
    self.problems = problems
    self.exercise = exercise
    self.subject = subject
    self.line = value.line
    self.entries = entries
  }

  /// A reader of a map inside this one.
  func nested(_ value: YAMLValue, subject: String) -> FormReader? {
    FormReader(value, subject: subject, exercise: exercise, problems: problems)
  }

  /// The line of a key, or of the whole.
  func line(of key: String) -> Int {
    entries.first { $0.key == key }?.value.line ?? line
  }

  /// Whether the key is there at all.
  func has(_ key: String) -> Bool {
    entries.contains { $0.key == key }
  }

  mutating func value(_ key: String) -> YAMLValue? {
    known.append(key)
    return entries.first { $0.key == key }?.value
  }

  mutating func text(_ key: String) -> String? {
    guard let value = value(key) else { return nil }
    guard case .scalar(let text) = value.content, !text.allSatisfy(\.isWhitespace) else {
      report("`\(key)` should be a text", key: key)
      return nil
    }
    return text
  }

  mutating func requiredText(_ key: String) -> String? {
    guard has(key) else {
      known.append(key)
      report("\(subject) has no `\(key)`")
      return nil
    }
    return text(key)
  }

  mutating func integer(_ key: String, in range: ClosedRange<Int>) -> Int? {
    guard let text = text(key) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      report(
        "`\(key)` should be a whole number from \(range.lowerBound) to \(range.upperBound), not “\(text)”", key: key)
      return nil
    }
    return number
  }

  mutating func number(_ key: String, in range: ClosedRange<Double>) -> Double? {
    guard let text = text(key) else { return nil }
    guard let number = Double(text), range.contains(number) else {
      report("`\(key)` should be a number from \(range.lowerBound) to \(range.upperBound), not “\(text)”", key: key)
      return nil
    }
    return number
  }

  mutating func flag(_ key: String) -> Bool? {
    guard let text = text(key) else { return nil }
    switch text {
    case "true", "yes": return true
    case "false", "no": return false
    default:
      report("`\(key)` should be true or false, not “\(text)”", key: key)
      return nil
    }
  }

  /// A list of texts, or one text for a list of one.
  mutating func texts(_ key: String) -> [String]? {
    guard let value = value(key) else { return nil }
    if case .scalar(let text) = value.content, !text.isEmpty { return [text] }
    if case .list(let items) = value.content, !items.isEmpty {
      let texts = items.compactMap { if case .scalar(let text) = $0.content, !text.isEmpty { text } else { nil } }
      if texts.count == items.count { return texts }
    }
    report("`\(key)` should be a word or a list of words", key: key)
    return nil
  }

  /// A list of finite numbers, or one number for a list of one.
  mutating func numbers(_ key: String) -> [Double]? {
    guard let texts = texts(key) else { return nil }
    let numbers = texts.compactMap { Double($0) }.filter(\.isFinite)
    if numbers.count == texts.count { return numbers }
    report("`\(key)` should be a number or a list of numbers, not \(listed(texts))", key: key)
    return nil
  }

  func report(_ sentence: String, key: String? = nil) {
    problems.report(sentence, line: key.map(line(of:)) ?? line, exercise: exercise)
  }

  /// Reports every key that nobody asked for. To be called when all were.
  func finish() {
    for (key, value) in entries where !known.contains(key) {
      problems.report(
        "\(subject) has no key “\(key.prefix(60))”" + didYouMean(key, among: known), line: value.line,
        exercise: exercise)
    }
  }
}
