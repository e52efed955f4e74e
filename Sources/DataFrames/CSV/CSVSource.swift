/// Where a text of comma-separated values comes from; a file can be opened more than once.
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

  /// Refuses what can be read only once, such as a pipe.
  func checkSecondReading() throws(CSVError) {
    guard case .file(let path) = self, !FileReader.isRegular(path) else { return }
    throw .file(
      path: path,
      problem:
        "the types of its columns follow only from all rows, and this is no file that can be read a second time; "
        + "choose them with types, or read texts with inference: .text")
  }

  /// The text as UTF-8, decompressed if it is in the gzip format.
  func open(_ encoding: TextEncoding) throws(CSVError) -> TextWindow {
    let stored: any ByteReader =
      switch self {
      case .bytes(let bytes): MemoryReader(bytes)
      case .file(let path): try FileReader(path: path)
      }
    let head = try stored.first(Compression.markCount)
    if let other = Compression(head) {
      throw .file(path: name, problem: "is compressed with \(other.rawValue); only gzip is read: unpack it first")
    }
    guard head.starts(with: GzipReader.mark) else {
      return TextWindow(DecodingReader(stored, after: head, encoding: encoding, path: name))
    }
    let plain = try GzipReader(stored, after: head, path: name)
    return TextWindow(DecodingReader(plain, after: [], encoding: encoding, path: name))
  }
}
