import Foundation

/// The table of results as a Markdown document.
enum ResultsFile {
  static func text(of table: [Benchmark]) -> String {
    var lines = [
      "# Results", "",
      "Measured by `make bench` on \(machine). Wall time on a machine that does other things, too: medians.", "",
      "| what | must reach | measured | how |", "|---|---|---|---|",
    ]
    for row in table {
      lines.append(
        "| \(row.name) | \(row.target) | \(row.isReached == false ? "**missed** " : "")\(row.measured) | \(row.how) |")
    }
    return lines.joined(separator: "\n") + "\n"
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
