/// Truth values as text: `true`, `True`, `TRUE`, `false`, `False`, `FALSE`.
enum TruthText {
  @inline(__always)
  static func parse(_ text: UnsafeBufferPointer<UInt8>) -> Bool? {
    guard text.count == 4 || text.count == 5, let start = text.baseAddress else { return nil }
    let word = UnsafeRawPointer(start).loadUnaligned(as: UInt32.self).littleEndian
    // The bit that a small letter has and a capital has not, of each letter behind the first.
    let small = word & 0x2020_2000
    var last = start[text.count - 1]
    guard small == 0x2020_2000 && last & 0x20 != 0 || small == 0 && word & 0x20 == 0 && last & 0x20 == 0 else {
      return nil
    }
    last |= 0x20
    switch word | 0x2020_2020 {
    case 0x6575_7274 where text.count == 4: return true  // "true", its first letter in the lowest byte
    case 0x736C_6166 where text.count == 5 && last == UInt8(ascii: "e"): return false  // "fals"
    default: return nil
    }
  }
}
