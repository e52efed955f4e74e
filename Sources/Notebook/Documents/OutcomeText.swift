/// What every form of a document says about a run, in words.
extension CellOutcome {
  /// The kind of end and its sentence, for a run that did not come to its end after it started; nil otherwise.
  var endedBy: (kind: String, sentence: String)? {
    let place = [fault?.cell, fault?.line.map { "line \($0)" }].compactMap { $0 }.joined(separator: ", ")
    let message = fault.map { fault in place.isEmpty ? fault.message : "\(fault.message) (\(place))" }
    return switch status {
    case .succeeded, .rejected, .refused: nil
    case .faulted: ("Fault", message ?? "stopped by a fault")
    case .interrupted: ("Interrupted", message ?? "stopped by the user")
    case .timedOut: ("Time limit", message ?? "stopped because it used up its time")
    case .died: ("Kernel died", message ?? "the process that ran it died")
    case .flooded: ("Output limit", message ?? "stopped because it printed too much")
    }
  }
}

extension CellDiagnostic {
  /// Where in the cell.
  var place: String { "line \(line), column \(column)" }

  /// The message with its place, and the source line with carets where there is one.
  var text: String {
    let head = "\(severity.rawValue): \(place): \(message)"
    return excerpt.isEmpty ? head : head + "\n" + excerpt
  }
}

extension String {
  /// With each line ended by one line feed, whatever it was ended by.
  var withPlainLineEnds: String {
    let (lineFeed, carriageReturn) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))
    guard utf8.contains(carriageReturn) else { return self }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count)
    var previous: UInt8 = 0
    for byte in utf8 {
      if byte == carriageReturn {
        bytes.append(lineFeed)
      } else if byte != lineFeed || previous != carriageReturn {
        bytes.append(byte)
      }
      previous = byte
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Without blank lines at either end.
  var withoutOuterBlankLines: String {
    let lines = split(separator: "\n", omittingEmptySubsequences: false)
    let isBlank = { (line: Substring) in line.allSatisfy { $0 == " " || $0 == "\t" } }
    guard let first = lines.firstIndex(where: { !isBlank($0) }),
      let last = lines.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return lines[first...last].joined(separator: "\n")
  }
}
