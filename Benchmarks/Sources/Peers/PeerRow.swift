import Foundation

/// A row of the table: the library beside one peer.
struct PeerRow {
  let title: String
  let peer: PeerComparison.Peer
  let ours: [WorkReport]
  /// Empty where the peer did not do it.
  let theirs: [WorkReport]
  let finding: Agreement.Finding

  var oursSeconds: Double { median(ours.map(\.seconds)) }
  var theirSeconds: Double { median(theirs.map(\.seconds)) }
  var ratio: Double { theirSeconds / oursSeconds }
  var isReached: Bool? { theirs.isEmpty ? nil : ratio >= peer.bar && finding.agrees }

  static let head = [
    "| work | peer | speed, at least | measured | time, ours | time, peer | peak memory, ours | peak memory, peer "
      + "| results | notes |",
    "|---|---|---|---|---|---|---|---|---|---|",
  ]

  var line: String {
    let cells: [String]
    let bar = "\(peer.bar.formatted()) times"
    if theirs.isEmpty {
      let alone = ours.isEmpty ? ["", ""] : [Self.time(ours), Self.memory(ours)]
      cells = [title, peer.work, bar, "not compared", alone[0], "", alone[1], "", "", finding.text]
    } else {
      let isMore = Self.peak(ours) > Self.peak(theirs)
      cells = [
        title, theirs[0].peer, bar,
        (isReached == true ? "" : "**missed** ") + String(format: "%.2f times", ratio),
        Self.time(ours), Self.time(theirs),
        (isMore ? "**more** " : "") + Self.memory(ours), Self.memory(theirs),
        (finding.agrees ? "" : "**differ** ") + finding.text,
        [ours[0].note, theirs[0].note].filter { !$0.isEmpty }.joined(separator: "; "),
      ]
    }
    return "| " + cells.joined(separator: " | ") + " |"
  }

  /// What is told while the others are measured.
  var brief: String {
    guard !theirs.isEmpty else { return "skipped \(title): \(finding.text)" }
    return String(
      format: "%@ %@: %.2f times %@ (%g); %@ against %@; %@ against %@; %@", isReached == true ? "reached" : "MISSED ",
      title, ratio, theirs[0].peer, peer.bar, Self.time(ours), Self.time(theirs), Self.memory(ours),
      Self.memory(theirs), finding.text)
  }

  private static func time(_ reports: [WorkReport]) -> String {
    "\(text(median(reports.map(\.seconds)))) (\(text(median(reports.map(\.processorSeconds)))))"
  }

  private static func peak(_ reports: [WorkReport]) -> Double { median(reports.map { Double($0.peak) }) / 1024 }

  private static func memory(_ reports: [WorkReport]) -> String {
    String(format: "%.0f MB (%.0f)", peak(reports), median(reports.map { Double($0.residentBefore) }) / 1024)
  }

  /// A time in a unit that suits it.
  static func text(_ seconds: Double) -> String {
    switch seconds {
    case ..<1e-3: String(format: "%.3g µs", seconds * 1e6)
    case ..<1: String(format: "%.3g ms", seconds * 1e3)
    default: String(format: "%.2f s", seconds)
    }
  }
}
