internal import Glibc

/// Bytes from the terminal, made into keys.
///
/// Escape sequences of named keys become single C1 control characters (``NamedKey``), which no keyboard sends as
/// text and which libedit can bind in every key map; so a lone Escape stays a key of its own for vi.
struct KeyInput {
  /// Keys that a terminal sends as escape sequences.
  enum NamedKey: UInt32, CaseIterable {
    case up = 0x80
    case down, left, right, home, end, delete, pageUp, pageDown, wordLeft, wordRight
    case entryUp, entryDown, newline, pasteStart

    var scalar: Unicode.Scalar { Unicode.Scalar(rawValue)! }
    var keys: String { String(Character(scalar)) }

    /// The key of a control sequence: its parameters and its final byte; nil for one that means nothing here.
    init?(parameters: String, final: Character) {
      let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false)
      let modified = numbers.count > 1 && numbers[1] != "1"
      switch (final, numbers.first ?? "") {
      case ("A", _): self = modified ? .entryUp : .up
      case ("B", _): self = modified ? .entryDown : .down
      case ("C", _): self = modified ? .wordRight : .right
      case ("D", _): self = modified ? .wordLeft : .left
      case ("H", _), ("~", "1"), ("~", "7"): self = .home
      case ("F", _), ("~", "4"), ("~", "8"): self = .end
      case ("~", "3"): self = .delete
      case ("~", "5"): self = .pageUp
      case ("~", "6"): self = .pageDown
      case ("~", "200"): self = .pasteStart
      case ("u", "13"): self = .newline
      case ("~", "27") where numbers.last == "13": self = .newline
      default: return nil
      }
    }
  }

  let descriptor: Int32
  /// Whether sequences that have no meaning here are handed on, because the user may have bound them.
  var passesUnknownSequences = false
  private var bytes: [UInt8] = []
  private var start = 0
  private var atEnd = false

  init(descriptor: Int32) { self.descriptor = descriptor }

  /// Whether bytes have come in that were not handed out yet.
  var hasBytes: Bool { start < bytes.count }

  /// Whether a key follows at once, as in text that is pasted into a terminal without bracketed paste.
  mutating func hasMore() -> Bool { hasBytes || fill(waiting: 0) }

  /// Reads what has come in; waits up to `milliseconds`, for ever if negative. False if there is nothing.
  private mutating func fill(waiting milliseconds: Int32) -> Bool {
    if atEnd { return false }
    var poller = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&poller, 1, milliseconds) > 0 else { return false }
    return readAvailable()
  }

  /// Reads what can be read at once. False at the end of the input.
  mutating func readAvailable() -> Bool {
    if start > 0 {
      bytes.removeSubrange(..<start)
      start = 0
    }
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count > 0 {
        bytes.append(contentsOf: chunk[..<count])
        return true
      }
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN { return false }
      atEnd = true
      return false
    }
  }

  /// The byte `offset` places ahead, waiting a moment for it: the rest of a sequence comes with its start.
  private mutating func peek(_ offset: Int, waiting milliseconds: Int32) -> UInt8? {
    while start + offset >= bytes.count {
      guard fill(waiting: milliseconds) else { return nil }
    }
    return bytes[start + offset]
  }

  /// The next key of those that have come in; nil if there was none to hand out.
  mutating func nextKey() -> Unicode.Scalar? {
    while hasBytes {
      if bytes[start] == 0x1B {
        switch sequence() {
        case .key(let key): return key.scalar
        case .unknown: continue
        case .escape: break
        }
      }
      let scalar = nextScalar()
      if (0x80..<0xA0).contains(scalar.value) || scalar.value == 0 { continue }
      return scalar
    }
    return nil
  }

  private enum Sequence { case key(NamedKey), unknown, escape }

  /// Takes a whole control sequence from the input, if one starts here.
  private mutating func sequence() -> Sequence {
    guard let introducer = peek(1, waiting: 30) else { return .escape }
    guard introducer == UInt8(ascii: "[") || introducer == UInt8(ascii: "O") else { return .escape }
    var parameters = ""
    var offset = 2
    while let byte = peek(offset, waiting: 100) {
      let character = Character(Unicode.Scalar(byte))
      if (0x20..<0x40).contains(byte), offset < 32 {
        parameters.append(character)
        offset += 1
        continue
      }
      guard (0x40..<0x7F).contains(byte) else { return .escape }
      let key = NamedKey(parameters: parameters, final: character)
      if key == nil, passesUnknownSequences { return .escape }
      start += offset + 1
      return key.map { .key($0) } ?? .unknown
    }
    return .escape
  }

  /// The next scalar; bytes that are not UTF-8 become U+FFFD.
  private mutating func nextScalar() -> Unicode.Scalar {
    let first = bytes[start]
    let length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    if length > 1 { _ = peek(length - 1, waiting: 100) }
    var decoder = Unicode.UTF8()
    var iterator = bytes[start...].makeIterator()
    if case .scalarValue(let scalar) = decoder.decode(&iterator) {
      start += UTF8.width(scalar)
      return scalar
    }
    start += 1
    return "\u{FFFD}"
  }

  /// The text up to the end of a bracketed paste, with newlines for line ends and without control characters.
  ///
  /// A paste whose end does not come ends with the input, or when nothing has come for two seconds.
  mutating func readPaste() -> String {
    let end: [UInt8] = Array("\u{1B}[201~".utf8)
    var pasted: [UInt8] = []
    while !pasted.suffix(end.count).elementsEqual(end) {
      guard peek(0, waiting: 2000) != nil else {
        return Self.cleaned(String(decoding: pasted, as: UTF8.self))
      }
      pasted.append(bytes[start])
      start += 1
    }
    return Self.cleaned(String(decoding: pasted.dropLast(end.count), as: UTF8.self))
  }

  private static func cleaned(_ text: String) -> String {
    var clean = ""
    var last: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\r": clean.unicodeScalars.append("\n")
      case "\n": if last != "\r" { clean.unicodeScalars.append("\n") }
      case "\t": clean.unicodeScalars.append(scalar)
      default:
        if scalar.properties.generalCategory != .control { clean.unicodeScalars.append(scalar) }
      }
      last = scalar
    }
    return clean
  }
}
