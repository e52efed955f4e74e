/// Text in any of the encodings, turned into UTF-8; the mark at the start of the text is obeyed and left out.
final class DecodingReader: ByteReader {
  private enum Form {
    case utf8, latin1, windows1252, utf16LittleEndian, utf16BigEndian
  }

  private let source: any ByteReader
  private let path: String
  private let encoding: TextEncoding
  private var form: Form?
  /// Bytes read but not yet turned.
  private var input: [UInt8]
  private var isAtEnd = false
  /// UTF-8 that is ready to be handed out.
  private var ready: [UInt8] = []
  private var handedOut = 0

  /// Goes on with `source` after its first bytes, which have been read.
  init(_ source: any ByteReader, after head: [UInt8], encoding: TextEncoding, path: String) {
    self.source = source
    input = head
    self.encoding = encoding
    self.path = path
  }

  var remainingCount: Int? { form == .utf8 ? source.remainingCount.map { ready.count - handedOut + $0 } : nil }

  func read(into space: UnsafeMutableRawBufferPointer) throws(CSVError) -> Int {
    guard !space.isEmpty else { return 0 }
    if form == nil { try start() }
    if form == .utf8, handedOut == ready.count { return try source.read(into: space) }
    while handedOut == ready.count {
      if isAtEnd, input.isEmpty { return 0 }
      try turnMore()
    }
    let count = min(space.count, ready.count - handedOut)
    ready.withUnsafeBytes {
      space.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[handedOut..<handedOut + count]))
    }
    handedOut += count
    return count
  }

  /// Reads the first bytes and decides on the form.
  private func start() throws(CSVError) {
    while input.count < 3, !isAtEnd { try readMore() }
    if input.starts(with: [0xEF, 0xBB, 0xBF]), encoding == .utf8 {
      input.removeFirst(3)
      form = .utf8
    } else if input.starts(with: [0xFF, 0xFE]), encoding == .utf8 || encoding == .utf16 {
      input.removeFirst(2)
      form = .utf16LittleEndian
    } else if input.starts(with: [0xFE, 0xFF]), encoding == .utf8 || encoding == .utf16 {
      input.removeFirst(2)
      form = .utf16BigEndian
    } else {
      form =
        switch encoding {
        case .utf8: .utf8
        case .latin1: .latin1
        case .windows1252: .windows1252
        case .utf16: .utf16LittleEndian
        }
    }
    if form == .utf8 {
      ready = input
      input = []
    }
  }

  private func readMore() throws(CSVError) {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    let result: Result<Int, CSVError> = chunk.withUnsafeMutableBytes { space in
      do throws(CSVError) { return .success(try source.read(into: space)) } catch { return .failure(error) }
    }
    let count = try result.get()
    if count == 0 { isAtEnd = true }
    input.append(contentsOf: chunk[..<count])
  }

  private func turnMore() throws(CSVError) {
    if !isAtEnd { try readMore() }
    ready.removeAll(keepingCapacity: true)
    handedOut = 0
    switch form {
    case .latin1, nil, .utf8:
      for byte in input { append(Unicode.Scalar(byte)) }
      input.removeAll(keepingCapacity: true)
    case .windows1252:
      for byte in input { append(byte & 0xE0 == 0x80 ? Self.windows1252[Int(byte) - 0x80] : Unicode.Scalar(byte)) }
      input.removeAll(keepingCapacity: true)
    case .utf16LittleEndian: try turnUTF16(low: 0, high: 1)
    case .utf16BigEndian: try turnUTF16(low: 1, high: 0)
    }
  }

  private func turnUTF16(low: Int, high: Int) throws(CSVError) {
    var next = 0
    while next + 1 < input.count {
      let unit = UInt16(input[next + low]) | UInt16(input[next + high]) << 8
      if UTF16.isLeadSurrogate(unit) {
        guard next + 3 < input.count else {
          if isAtEnd { throw broken() }
          break
        }
        let second = UInt16(input[next + 2 + low]) | UInt16(input[next + 2 + high]) << 8
        guard UTF16.isTrailSurrogate(second) else { throw broken() }
        append(UTF16.decode(UTF16.EncodedScalar([unit, second])))
        next += 4
      } else {
        guard let scalar = Unicode.Scalar(unit) else { throw broken() }
        append(scalar)
        next += 2
      }
    }
    input.removeFirst(next)
    if isAtEnd, !input.isEmpty { throw broken() }
  }

  private func broken() -> CSVError {
    .file(path: path, problem: "expected UTF-16, found half a character; is the file in another encoding?")
  }

  private func append(_ scalar: Unicode.Scalar) { ready.append(contentsOf: UTF8.encode(scalar)!) }

  /// The characters of the bytes 0x80 to 0x9F; the five bytes without one stand for control characters.
  private static let windows1252: [Unicode.Scalar] = [
    "\u{20AC}", "\u{81}", "\u{201A}", "\u{192}", "\u{201E}", "\u{2026}", "\u{2020}", "\u{2021}", "\u{2C6}", "\u{2030}",
    "\u{160}", "\u{2039}", "\u{152}", "\u{8D}", "\u{17D}", "\u{8F}", "\u{90}", "\u{2018}", "\u{2019}", "\u{201C}",
    "\u{201D}", "\u{2022}", "\u{2013}", "\u{2014}", "\u{2DC}", "\u{2122}", "\u{161}", "\u{203A}", "\u{153}", "\u{9D}",
    "\u{17E}", "\u{178}",
  ]
}
