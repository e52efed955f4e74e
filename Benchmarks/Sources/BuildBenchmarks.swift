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

  /// A change inside a function: what others see of the module stays as it is.
  func rebuildAfterChangedBody() throws -> Benchmark {
    try rebuild("rebuild after a change inside a function of the library", in: "HypothesisTests/FisherExactTest.swift")
    {
      $0.replacing("first + table[0][1]", with: "table[0][1] + first")
    }
  }

  /// A new declaration in the module on which all others stand: the largest rebuild that one file can cause.
  func rebuildAfterNewDeclaration() throws -> Benchmark {
    try rebuild("rebuild after a new declaration in the lowest module", in: "Summaries/Moments.swift") {
      $0 + "\nprivate let changeForMeasuring = 1\n"
    }
  }

  private func rebuild(_ name: String, in path: String, change: (String) -> String) throws -> Benchmark {
    func build() throws -> Double {
      let result = try Checkout.shell("swift build -c release --product lectern >&2", in: checkout.root)
      guard result.status == 0 else { throw POSIXError(.ECANCELED) }
      return result.seconds
    }
    let file = checkout.root.appendingPathComponent("Sources/Statistics/" + path)
    let original = try String(contentsOf: file, encoding: .utf8)
    let changed = change(original)
    precondition(changed != original, "nothing was changed in \(path)")
    // What the last measurement left behind must not be built with this change.
    _ = try build()
    defer { try? original.write(to: file, atomically: true, encoding: .utf8) }
    try changed.write(to: file, atomically: true, encoding: .utf8)
    let time = try build()
    return Benchmark(
      name: name, target: "60 s", measured: String(format: "%.0f s", time), how: "once, a file of Statistics",
      isReached: time <= 60)
  }
}
