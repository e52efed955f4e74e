/// The text of a file as lines, with the line ends of any system, as CommonMark counts them.
struct SourceText {
  /// The largest lesson that is read, in bytes.
  static let byteLimit = 512 * 1024

  /// Without their line ends.
  let lines: [String]
  /// 1-based lines that held bytes that are not UTF-8.
  let brokenLines: [Int]
  let isTooLarge: Bool

  init(_ bytes: some Sequence<UInt8>) {
    var all = Array(bytes.prefix(Self.byteLimit + 1))
    isTooLarge = all.count > Self.byteLimit
    if isTooLarge { all = [] }
    if all.starts(with: [0xEF, 0xBB, 0xBF]) { all.removeFirst(3) }
    var lines: [String] = []
    var broken: [Int] = []
    var start = 0
    var index = 0
    func endLine(at end: Int) {
      let slice = all[start..<end]
      if let text = String(validating: slice, as: UTF8.self) {
        lines.append(text.utf8.contains(0) ? text.replacing("\0", with: "\u{FFFD}") : text)
      } else {
        lines.append(String(decoding: slice, as: UTF8.self).replacing("\0", with: "\u{FFFD}"))
        broken.append(lines.count)
      }
    }
    while index < all.count {
      if all[index] == UInt8(ascii: "\n") || all[index] == UInt8(ascii: "\r") {
        endLine(at: index)
        if all[index] == UInt8(ascii: "\r"), index + 1 < all.count, all[index + 1] == UInt8(ascii: "\n") {
          index += 1
        }
        start = index + 1
      }
      index += 1
    }
    if start < all.count { endLine(at: all.count) }
    self.lines = lines
    brokenLines = broken
  }

  /// The lines `first ... last`, 1-based, without empty ones at either end.
  func text(_ first: Int, _ last: Int) -> String {
    guard first <= last, first <= lines.count else { return "" }
    var slice = lines[(first - 1)..<min(last, lines.count)]
    while let line = slice.first, line.allSatisfy(\.isWhitespace) { slice.removeFirst() }
    while let line = slice.last, line.allSatisfy(\.isWhitespace) { slice.removeLast() }
    return slice.joined(separator: "\n")
  }
}
