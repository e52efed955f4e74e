import Foundation

/// What `/proc` says about a process and those that it started.
enum ProcessTree {
  /// The processes that a process has started and that still run.
  static func children(of pid: pid_t) -> [pid_t] {
    let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task")) ?? []
    return tasks.flatMap { task in
      ((try? String(contentsOfFile: "/proc/\(pid)/task/\(task)/children", encoding: .utf8)) ?? "")
        .split(separator: " ").compactMap { pid_t($0) }
    }
  }

  /// A process, its children, theirs, and so on.
  static func family(of pid: pid_t) -> [pid_t] {
    [pid] + children(of: pid).flatMap(family)
  }

  /// The words of a process's command.
  static func words(of pid: pid_t) -> [String] {
    let line = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline") ?? Data()
    return line.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Kilobytes that are in memory now.
  static func resident(_ pid: pid_t) -> Int { status(pid, "VmRSS:") }

  /// Kilobytes that were in memory at the most.
  static func peak(_ pid: pid_t) -> Int { status(pid, "VmHWM:") }

  private static func status(_ pid: pid_t, _ name: String) -> Int {
    let text = (try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix(name) } ?? ""
    return line.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }.first ?? 0
  }
}

/// The memory of a running process and of those that it started, looked at again and again.
struct MemoryWatch {
  private struct Seen {
    var looks = 0
    var peak = 0
  }

  private var seen: [pid_t: Seen] = [:]
  private var looks = 0

  /// Looks at the process and those that it started.
  mutating func look(at pid: pid_t) {
    looks += 1
    for member in ProcessTree.family(of: pid) {
      let peak = ProcessTree.peak(member)
      guard peak > 0 else { continue }
      seen[member, default: Seen()].looks += 1
      seen[member, default: Seen()].peak = max(peak, seen[member]?.peak ?? 0)
    }
  }

  /// The peaks, added up, of all processes that were there for more than half of the time: those that judge, not those
  /// that come and go with one submission.
  var lastingMegabytes: Double {
    Double(seen.values.filter { 2 * $0.looks > looks }.reduce(0) { $0 + $1.peak }) / 1024
  }
}
