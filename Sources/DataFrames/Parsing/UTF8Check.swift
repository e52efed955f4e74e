/// Says whether bytes are UTF-8.
enum UTF8Check {
  /// No stray, missing or needless bytes, no surrogates, nothing above U+10FFFF (RFC 3629).
  static func isValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    while index < bytes.count {
      let first = bytes[index]
      if first < 0x80 {
        index += 1
        continue
      }
      let length: Int
      var lowest: UInt8 = 0x80
      var highest: UInt8 = 0xBF
      switch first {
      case 0xC2...0xDF: length = 2
      case 0xE0...0xEF:
        length = 3
        if first == 0xE0 { lowest = 0xA0 }
        if first == 0xED { highest = 0x9F }
      case 0xF0...0xF4:
        length = 4
        if first == 0xF0 { lowest = 0x90 }
        if first == 0xF4 { highest = 0x8F }
      default: return false
      }
      guard index + length <= bytes.count, bytes[index + 1] >= lowest, bytes[index + 1] <= highest else { return false }
      for next in index + 2..<index + length where bytes[next] & 0xC0 != 0x80 { return false }
      index += length
    }
    return true
  }
}
