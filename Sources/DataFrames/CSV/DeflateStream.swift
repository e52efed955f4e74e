/// A compression to the gzip format (RFC 1952), or a decompression from it, that is going on.
final class DeflateStream {
  /// What one step did.
  struct Step {
    enum Outcome {
      case going
      /// The end of the compressed data was written or read.
      case ended
      /// With what zlib says of it.
      case failed(String)
    }

    /// Bytes of the input that were used.
    let consumed: Int
    /// Bytes that were written to the output.
    let produced: Int
    let outcome: Outcome
  }

  private let stream: OpaquePointer

  private init?(_ stream: OpaquePointer?) {
    guard let stream else { return nil }
    self.stream = stream
  }

  deinit { cdeflate_close(stream) }

  /// Begins to compress at `level`, from 1 (the fastest) to 9 (the smallest); nil where there is no memory.
  static func compressing(level: Int32) -> DeflateStream? { DeflateStream(cdeflate_open_compressing(level)) }

  /// Begins to decompress; nil where there is no memory.
  static func decompressing() -> DeflateStream? { DeflateStream(cdeflate_open_decompressing()) }

  /// Works until the input is used up or the output is full.
  ///
  /// A decompression that goes on after an end begins anew, since compressed files may follow each other in one.
  /// - Parameter finishing: whether a compression has no input after this.
  func step(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer, finishing: Bool = false
  ) -> Step {
    var consumed = 0
    var produced = 0
    let code = cdeflate_step(
      stream, input.baseAddress, input.count, output.baseAddress, output.count, finishing ? 1 : 0, &consumed, &produced)
    let outcome: Step.Outcome =
      switch code {
      case 0: .going
      case 1: .ended
      default: .failed(String(cString: cdeflate_message(stream)))
      }
    return Step(consumed: consumed, produced: produced, outcome: outcome)
  }
}
