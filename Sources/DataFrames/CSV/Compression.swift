/// The ways of compressing a file, other than gzip, that its first bytes give away.
enum Compression: String, CaseIterable {
  case bzip2, zip, xz, zstd

  /// As many of the first bytes of a file as have to be seen.
  static let markCount = 10

  /// The one that a file with these first bytes is in, if any.
  init?(_ head: [UInt8]) {
    guard let found = Self.allCases.first(where: { $0.isMarked(head) }) else { return nil }
    self = found
  }

  private func isMarked(_ head: [UInt8]) -> Bool {
    switch self {
    case .bzip2: head.starts(with: Array("BZh".utf8)) && head.dropFirst(4).starts(with: Array("1AY&SY".utf8))
    case .zip: head.starts(with: [0x50, 0x4B, 0x03, 0x04])
    case .xz: head.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00])
    case .zstd: head.starts(with: [0x28, 0xB5, 0x2F, 0xFD])
    }
  }
}
