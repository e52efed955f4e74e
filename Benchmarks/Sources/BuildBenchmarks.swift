import Foundation
import PseudoTerminal

/// What building costs: from a fresh clone, and after a change of one file.
struct BuildBenchmarks {
  let checkout: Checkout

  /// A clone of the checkout's last commit, built and opened.
  func freshCloneToPrompt() throws -> Benchmark {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lectern-clone-\(getpid())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let time = try seconds {
      let built = try Checkout.shell(
        "git clone -q \"\(checkout.root.path)\" \"\(folder.path)\" && cd \"\(folder.path)\" && make build >&2",
        in: checkout.root)
      guard built.status == 0 else { throw POSIXError(.ECANCELED) }
      let program = try ProgramOnTerminal(
        folder.path + "/.build/release/lectern", ["repl"], environment: ["XDG_STATE_HOME": folder.path + "/.state"])
      guard program.shows("1>") else { throw POSIXError(.ETIMEDOUT) }
      program.terminal.type("\u{4}")
    }
    return Benchmark(
      name: "fresh clone to prompt, system packages installed", target: "6 minutes",
      measured: String(format: "%.1f minutes", time / 60), how: "once", isReached: time <= 360)
  }

  /// A change in a file of the module on which all others stand.
  func rebuild() throws -> Benchmark {
    let file = checkout.root.appendingPathComponent("Sources/Statistics/Summaries/Moments.swift")
    let original = try String(contentsOf: file, encoding: .utf8)
    defer { try? original.write(to: file, atomically: true, encoding: .utf8) }
    try (original + "\nprivate let changeForMeasuring = 1\n").write(to: file, atomically: true, encoding: .utf8)
    let result = try Checkout.shell("swift build -c release --product lectern >&2", in: checkout.root)
    guard result.status == 0 else { throw POSIXError(.ECANCELED) }
    return Benchmark(
      name: "rebuild after a change in one library file", target: "60 s",
      measured: String(format: "%.0f s", result.seconds),
      how: "once, a file of Statistics", isReached: result.seconds <= 60)
  }
}
