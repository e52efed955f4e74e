import Foundation

/// `Benchmarks/RESULTS.md`: a section for each of the commands that measure, which leave each other's alone.
enum ResultsFile {
  enum Section: String, CaseIterable {
    case promises = "What Lectern promises"
    case peers = "Beside its peers"

    fileprivate var heading: String { "## " + rawValue }
  }

  /// The section of `make bench`.
  static func text(of table: [Benchmark]) -> String {
    var lines = [
      Section.promises.heading, "",
      "Measured by `make bench` on \(machine). Wall time on a machine that does other things, too: medians.", "",
      "| what | must reach | measured | how |", "|---|---|---|---|",
    ]
    for row in table {
      lines.append(
        "| \(row.name) | \(row.target) | \(row.isReached == false ? "**missed** " : "")\(row.measured) | \(row.how) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The section of `make bench-peers`: what `body` says.
  static func text(ofPeers body: [String]) -> String {
    ([Section.peers.heading, "", "Measured by `make bench-peers` on \(machine)."] + body)
      .joined(separator: "\n") + "\n"
  }

  /// Puts a section in the place of the one that the file has, and keeps the others.
  static func write(_ text: String, as section: Section, in checkout: Checkout) throws {
    let file = checkout.root.appendingPathComponent("Benchmarks/RESULTS.md")
    let old = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    var document = "# Results\n"
    for each in Section.allCases {
      let kept = each == section ? text : self.text(of: each, in: old)
      if let kept { document += "\n" + kept }
    }
    try document.write(to: file, atomically: true, encoding: .utf8)
  }

  /// From the heading of a section to the next one.
  private static func text(of section: Section, in document: String) -> String? {
    let lines = document.split(separator: "\n", omittingEmptySubsequences: false)
    guard let start = lines.firstIndex(where: { $0 == section.heading }) else { return nil }
    let end = lines[(start + 1)...].firstIndex { $0.hasPrefix("## ") } ?? lines.endIndex
    return lines[start..<end].joined(separator: "\n").trimmingCharacters(in: .newlines) + "\n"
  }

  private static var machine: String {
    let processor =
      (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?.split(separator: "\n")
      .first { $0.hasPrefix("model name") }?.split(separator: ":").last?.trimmingCharacters(in: .whitespaces)
      ?? "unknown"
    let info = ProcessInfo.processInfo
    let date = ISO8601DateFormatter.string(from: Date(), timeZone: .gmt, formatOptions: .withFullDate)
    return
      "\(info.processorCount) cores (\(processor)), \(info.physicalMemory >> 30) GiB, \(info.operatingSystemVersionString), \(date)"
  }
}
