internal import Foundation

/// A file that is written beside its place and put there when it is complete; compressed if its name ends with `.gz`.
final class FileWriter {
  private let path: String
  private let draft: String
  private let descriptor: Int32
  /// The compression; nil if nothing is compressed.
  private let stream: DeflateStream?
  /// Where compressed bytes wait to be written.
  private var output: [UInt8] = []

  init(path: String) throws(CSVError) {
    self.path = path
    draft = "\(path).\(getpid()).part"
    if path.hasSuffix(".gz") {
      guard let compression = DeflateStream.compressing(level: 6) else {
        throw .file(path: path, problem: "there is no memory for compressing it")
      }
      stream = compression
      output = Array(repeating: 0, count: 1 << 18)
    } else {
      stream = nil
    }
    descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard descriptor >= 0 else { throw .file(path: path, problem: "cannot be written: \(FileReader.reason(errno))") }
  }

  deinit { close(descriptor) }

  func write(_ bytes: [UInt8]) throws(CSVError) {
    if let stream { try compress(bytes, by: stream) } else { try put(bytes, count: bytes.count) }
  }

  private func compress(_ bytes: [UInt8], by stream: DeflateStream, finishing: Bool = false) throws(CSVError) {
    var consumed = 0
    while true {
      let step = bytes.withUnsafeBytes { source in
        output.withUnsafeMutableBytes { target in
          stream.step(UnsafeRawBufferPointer(rebasing: source[consumed...]), into: target, finishing: finishing)
        }
      }
      consumed += step.consumed
      try put(output, count: step.produced)
      switch step.outcome {
      case .ended: return
      case .failed(let reason): throw .file(path: path, problem: "cannot be compressed (\(reason))")
      // Where the output was filled, there may be more of it.
      case .going: if !finishing, consumed == bytes.count, step.produced < output.count { return }
      }
    }
  }

  private func put(_ bytes: [UInt8], count: Int) throws(CSVError) {
    var written = 0
    while written < count {
      let step = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress! + written, count - written) }
      if step < 0, errno == EINTR { continue }
      guard step > 0 else { throw .file(path: path, problem: "cannot be written: \(FileReader.reason(errno))") }
      written += step
    }
  }

  func finish() throws(CSVError) {
    if let stream { try compress([], by: stream, finishing: true) }
    guard rename(draft, path) == 0 else {
      throw .file(path: path, problem: "cannot be written: \(FileReader.reason(errno))")
    }
  }

  /// Leaves nothing behind.
  func abandon() { unlink(draft) }
}
