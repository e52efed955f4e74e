internal import Foundation

/// The sections of a 64-bit little-endian ELF object.
struct ElfSections {
  private let bytes: Data
  private let table: Int
  private let entrySize: Int
  private let count: Int
  private let names: Int

  /// Nil if the bytes are no such object.
  init?(_ bytes: Data) {
    self.bytes = bytes
    guard bytes.count > 64, bytes.starts(with: [0x7f, 0x45, 0x4c, 0x46, 2, 1]) else { return nil }
    table = Self.number(bytes, 0x28, 8)
    entrySize = Self.number(bytes, 0x3a, 2)
    count = Self.number(bytes, 0x3c, 2)
    let nameIndex = Self.number(bytes, 0x3e, 2)
    guard entrySize >= 64, count > nameIndex, table >= 0, table + entrySize * count <= bytes.count else { return nil }
    names = Self.number(bytes, table + nameIndex * entrySize + 24, 8)
  }

  /// The bytes of the first section called `name`.
  func contents(of name: String) -> Data? {
    for index in 0..<count {
      let header = table + index * entrySize
      let nameOffset = names + Self.number(bytes, header, 4)
      guard nameOffset < bytes.count else { continue }
      let spelled = bytes[(bytes.startIndex + nameOffset)...].prefix { $0 != 0 }
      guard String(decoding: spelled, as: UTF8.self) == name else { continue }
      let offset = Self.number(bytes, header + 24, 8)
      let size = Self.number(bytes, header + 32, 8)
      guard offset >= 0, size >= 0, offset + size <= bytes.count else { return nil }
      return bytes[(bytes.startIndex + offset)..<(bytes.startIndex + offset + size)]
    }
    return nil
  }

  /// The names that the object uses and does not define; nil if its table of symbols cannot be read.
  var undefinedSymbols: Set<String>? { symbols { $0 == 0 } }

  /// The names that the object defines; nil if its table of symbols cannot be read.
  var definedSymbols: Set<String>? { symbols { $0 != 0 } }

  private func symbols(where isWanted: (_ section: Int) -> Bool) -> Set<String>? {
    guard let table = contents(of: ".symtab"), let strings = contents(of: ".strtab") else { return nil }
    var names: Set<String> = []
    for entry in stride(from: 0, through: table.count - 24, by: 24) {
      guard isWanted(Self.number(table, entry + 6, 2)) else { continue }
      let start = Self.number(table, entry, 4)
      guard start > 0 else { continue }
      guard start < strings.count else { return nil }
      let name = strings[(strings.startIndex + start)...].prefix { $0 != 0 }
      names.insert(String(decoding: name, as: UTF8.self))
    }
    return names
  }

  private static func number(_ bytes: Data, _ offset: Int, _ length: Int) -> Int {
    guard offset >= 0, offset + length <= bytes.count else { return -1 }
    var value: UInt64 = 0
    for index in (0..<length).reversed() { value = value << 8 | UInt64(bytes[bytes.startIndex + offset + index]) }
    return Int(truncatingIfNeeded: value)
  }
}
