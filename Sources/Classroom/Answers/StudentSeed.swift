/// Where the numbers in one student's exercises come from.
public struct StudentSeed: Sendable, Hashable {
  /// 0 for the book's own numbers.
  public let value: UInt64

  /// The seed that is kept in a student's record, or stands in an answers file; nil for the book's own numbers.
  public init(_ value: UInt64?) {
    self.value = value ?? 0
  }

  /// The seed of one exercise: each has numbers of its own, the same in every run. 0 for the book's.
  ///
  /// Source: the FNV-1a hash, with the student's seed in its offset basis (draft-eastlake-fnv-17, section 2).
  public func seed(lesson: String, exercise: String) -> UInt64 {
    guard value != 0 else { return 0 }
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ value
    for byte in "\(lesson)/\(exercise)".utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash | 1
  }
}
