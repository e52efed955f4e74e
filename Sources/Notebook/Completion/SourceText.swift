/// Text and a place in it, as the compiler's editor service takes them.
struct SourceText {
  var text: String
  /// In UTF-8 bytes.
  var offset: Int
}

extension SourceText {
  /// A cell with the cursor in it, made ready for completion.
  struct Cursor {
    /// The cell's text after the context's prefix, without the word at the cursor.
    var source: SourceText
    /// What is typed of the word before the cursor.
    var typed: String
    /// Where the word begins in the cell, in UTF-8 bytes.
    var start: Int

    /// A cursor outside the text counts as at its end, one inside a character as before it.
    init(text: String, cursor: Int, prefix: String) {
      // The library takes text that ends with a zero.
      let bytes = text.utf8.map { $0 == 0 ? UInt8(ascii: " ") : $0 }
      var cursor = min(max(cursor, 0), bytes.count)
      while cursor < bytes.count, cursor > 0, bytes[cursor] & 0xC0 == 0x80 { cursor -= 1 }
      let start = (bytes[..<cursor].lastIndex { !Self.isWordByte($0) }).map { $0 + 1 } ?? 0
      let end = bytes[cursor...].firstIndex { !Self.isWordByte($0) } ?? bytes.count
      self.start = start
      typed = String(decoding: bytes[start..<cursor], as: UTF8.self)
      source = SourceText(
        text: prefix + String(decoding: bytes[..<start] + bytes[end...], as: UTF8.self),
        offset: prefix.utf8.count + start)
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
        true
      default: false
      }
    }
  }

  /// `marked` without its one `•`, which marks the place.
  init(marked: String) {
    let parts = marked.split(separator: "•", maxSplits: 1, omittingEmptySubsequences: false)
    text = parts.joined()
    offset = parts[0].utf8.count
  }
}
