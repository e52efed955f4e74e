import Foundation

/// `lectern grade`, run over a folder of answers files.
struct BatchGrading {
  /// What one run took, and the grades that it gave.
  struct Run {
    var seconds: Double
    var grades: [Grade]
    /// Of the processes that judge, at the peak.
    var megabytes: Double

    var perMinute: Double { 60 * Double(grades.count) / seconds }
  }

  /// A line of `graded.jsonl`.
  struct Grade: Decodable {
    struct Exercise: Decodable {
      var id: String
      var score: Double
      var seconds: Double
      var mistake: String?
    }

    var student: String
    var exercises: [Exercise]
  }

  private struct Failed: Error, CustomStringConvertible { var description: String }

  let checkout: Checkout
  let lesson: String
  /// Where grades are written; a folder that is thrown away.
  let work: URL

  /// Grades all files of `answers`.
  func grade(_ answers: URL, jobs: Int, isSandboxed: Bool = true) throws -> Run {
    let out = work.appendingPathComponent("graded-\(UUID().uuidString)")
    let log = work.appendingPathComponent("log")
    defer { try? FileManager.default.removeItem(at: out) }
    try Data().write(to: log)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: checkout.program)
    process.arguments =
      ["grade", answers.path, "--lesson", lesson, "--format", "json", "--out", out.path, "--jobs", "\(jobs)"]
      + (isSandboxed ? [] : ["--no-sandbox"])
    process.currentDirectoryURL = checkout.root
    process.environment = ProcessInfo.processInfo.environment.merging(["XDG_STATE_HOME": work.path]) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = try FileHandle(forWritingTo: log)

    var watch = MemoryWatch()
    let time = try seconds {
      try process.run()
      while process.isRunning {
        watch.look(at: process.processIdentifier)
        usleep(50_000)
      }
    }
    let journal = try? String(contentsOf: out.appendingPathComponent("graded.jsonl"), encoding: .utf8)
    let grades = try (journal ?? "").split(separator: "\n")
      .map { try JSONDecoder().decode(Grade.self, from: Data($0.utf8)) }
    let files = try FileManager.default.contentsOfDirectory(atPath: answers.path).count
    guard grades.count == files else {
      let said = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
      throw Failed(
        description: "lectern grade gave \(grades.count) grades for \(files) files (status "
          + "\(process.terminationStatus)): \(said.suffix(2_000))")
    }
    return Run(seconds: time, grades: grades, megabytes: watch.lastingMegabytes)
  }
}
