/// Where a text of comma-separated values comes from; it can be opened more than once.
enum CSVSource {
  case file(String)
  case bytes([UInt8])

  /// How errors call it.
  var name: String {
    switch self {
    case .file(let path): path
    case .bytes: "text"
    }
  }

  /// The text as UTF-8, decompressed if it is in the gzip format.
  func open(_ encoding: TextEncoding) throws(CSVError) -> any TextWindow {
    let reader: any ByteReader
    let head: [UInt8]
    switch self {
    case .bytes(let bytes):
      reader = MemoryReader(bytes)
      head = Array(bytes.prefix(3))
    case .file(let path):
      let file = try FileReader(path: path)
      reader = file
      head = file.peek(3)
      let isMarked = head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF])
      if encoding == .utf8, !isMarked, !head.starts(with: GzipReader.mark), let size = file.regularSize, size > 0 {
        let start = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        if let window = MappedWindow(file, size: size, skipping: start) { return window }
      }
    }
    let plain = head.starts(with: GzipReader.mark) ? try GzipReader(reader, path: name) : reader
    return StreamWindow(DecodingReader(plain, encoding: encoding, path: name))
  }
}
