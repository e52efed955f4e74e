internal import Foundation
internal import Glibc
internal import Plotting

/// Gathers what one cell prints: shows the beginning, counts the rest, and keeps the whole in a file when it is long.
final class OutputCollector {
  /// How much of a cell's text is shown before the rest is only counted and kept.
  struct Limits: Sendable {
    var lines = 300
    var bytes = 64 << 10
    var keptBytes = 256 << 20
  }

  private let limits: Limits
  private let keptFile: () -> String?
  private let emit: (CellOutput) -> Void
  private(set) var outputs: [CellOutput] = []
  private var shownLines = 0
  private var shownBytes = 0
  private var cutLines = 0
  private var cutBytes = 0
  /// All text so far, until it is long enough to go to a file.
  private var whole: [UInt8] = []
  private var file: UnsafeMutablePointer<FILE>?
  private var filePath: String?
  private var keptBytes = 0
  private var partial: [Bool: [UInt8]] = [:]
  /// Standard error from the runtime's last message on; it becomes the fault's sentence.
  private(set) var runtimeText = ""

  init(limits: Limits, keptFile: @escaping () -> String?, emit: @escaping (CellOutput) -> Void) {
    self.limits = limits
    self.keptFile = keptFile
    self.emit = emit
  }

  func add(_ bytes: [UInt8], isError: Bool) {
    keep(bytes)
    if isError {
      addError(bytes)
    } else {
      show(bytes, isError: false)
    }
  }

  func add(_ bundle: DisplayBundle, type: String) {
    let output = CellOutput.display(bundle, type: type)
    outputs.append(output)
    emit(output)
  }

  /// Shows what was held back, and says what was cut.
  func finish(takingRuntimeMessage: Bool) -> FaultDescription.RuntimeMessage? {
    var message: FaultDescription.RuntimeMessage?
    if takingRuntimeMessage { message = FaultDescription.RuntimeMessage.take(from: &runtimeText) }
    if !runtimeText.isEmpty { show(Array(runtimeText.utf8), isError: true) }
    runtimeText = ""
    for isError in [false, true] {
      if let rest = partial.removeValue(forKey: isError), !rest.isEmpty {
        append(String(decoding: rest, as: UTF8.self), isError: isError)
      }
    }
    if cutBytes > 0 {
      var note =
        "… \(Self.grouped(cutLines)) more line\(cutLines == 1 ? "" : "s") (\(Self.grouped(cutBytes)) bytes) are not shown"
      if let filePath {
        note +=
          keptBytes >= limits.keptBytes
          ? "; the first \(Self.grouped(keptBytes)) bytes are in \(filePath)" : "; all of it is in \(filePath)"
      }
      append((endsLine ? "" : "\n") + note + "\n", isError: true)
    }
    if let file { fclose(file) }
    file = nil
    return message
  }

  private var endsLine: Bool {
    guard case .text(let text, _)? = outputs.last else { return true }
    return text.hasSuffix("\n")
  }

  private func addError(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    if !runtimeText.isEmpty {
      runtimeText += text
      return
    }
    let markers = ["Fatal error", "Precondition failed", "Assertion failed"].compactMap {
      text.range(of: $0)?.lowerBound
    }
    guard let marker = markers.min() else {
      show(bytes, isError: true)
      return
    }
    let lineStart = text[..<marker].lastIndex(of: "\n").map { text.index(after: $0) } ?? text.startIndex
    show(Array(text[..<lineStart].utf8), isError: true)
    runtimeText = String(text[lineStart...])
  }

  private func show(_ bytes: [UInt8], isError: Bool) {
    guard !bytes.isEmpty else { return }
    var shown = 0
    if shownLines < limits.lines && shownBytes < limits.bytes {
      while shown < bytes.count, shownLines < limits.lines, shownBytes < limits.bytes {
        if bytes[shown] == UInt8(ascii: "\n") { shownLines += 1 }
        shown += 1
        shownBytes += 1
      }
      let whole = (partial.removeValue(forKey: isError) ?? []) + bytes[..<shown]
      let boundary = Self.characterBoundary(whole)
      partial[isError] = Array(whole[boundary...])
      append(String(decoding: whole[..<boundary], as: UTF8.self), isError: isError)
    }
    if shown < bytes.count {
      cutBytes += bytes.count - shown
      for byte in bytes[shown...] where byte == UInt8(ascii: "\n") { cutLines += 1 }
    }
  }

  private func append(_ text: String, isError: Bool) {
    guard !text.isEmpty else { return }
    if case .text(let before, isError)? = outputs.last {
      outputs[outputs.count - 1] = .text(before + text, isError: isError)
    } else {
      outputs.append(.text(text, isError: isError))
    }
    emit(.text(text, isError: isError))
  }

  private func keep(_ bytes: [UInt8]) {
    if file == nil && filePath == nil {
      whole.append(contentsOf: bytes)
      guard whole.count > limits.bytes || whole.count(where: { $0 == UInt8(ascii: "\n") }) > limits.lines else {
        return
      }
      guard let path = keptFile(), let opened = fopen(path, "we") else {
        whole = []
        return
      }
      filePath = path
      file = opened
      write(whole)
      whole = []
    } else {
      write(bytes)
    }
  }

  private func write(_ bytes: [UInt8]) {
    guard let file, keptBytes < limits.keptBytes else { return }
    let count = min(bytes.count, limits.keptBytes - keptBytes)
    fwrite(bytes, 1, count, file)
    keptBytes += count
  }

  /// Where the last whole character of `bytes` ends.
  private static func characterBoundary(_ bytes: [UInt8]) -> Int {
    var start = bytes.count
    for back in 1...4 where back <= bytes.count {
      let byte = bytes[bytes.count - back]
      if byte < 0x80 { break }
      if byte >= 0xc0 {
        let length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
        if length > back { start = bytes.count - back }
        break
      }
    }
    return start
  }

  private static func grouped(_ number: Int) -> String {
    var digits = String(number)
    var index = digits.count - 3
    while index > 0 {
      digits.insert(",", at: digits.index(digits.startIndex, offsetBy: index))
      index -= 3
    }
    return digits
  }
}
