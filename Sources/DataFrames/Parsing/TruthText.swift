/// Truth values as text: `true`, `True`, `TRUE`, `false`, `False`, `FALSE`.
enum TruthText {
  static func parse(_ text: UnsafeBufferPointer<UInt8>) -> Bool? {
    switch text.count {
    case 4: matches(text, "true", "TRUE") ? true : nil
    case 5: matches(text, "false", "FALSE") ? false : nil
    default: nil
    }
  }

  private static func matches(
    _ text: UnsafeBufferPointer<UInt8>, _ lower: StaticString, _ upper: StaticString
  ) -> Bool {
    func equals(_ word: StaticString, from start: Int) -> Bool {
      (start..<text.count).allSatisfy { text[$0] == word.utf8Start[$0] }
    }
    return equals(lower, from: 1) && (text[0] == lower.utf8Start[0] || text[0] == upper.utf8Start[0])
      || equals(upper, from: 0)
  }
}
