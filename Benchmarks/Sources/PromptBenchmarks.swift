import Foundation
import PseudoTerminal

/// What a student feels at the prompt, measured at a pseudo-terminal from the key to the characters on the screen.
struct PromptBenchmarks {
  let checkout: Checkout
  private let state = NSTemporaryDirectory() + "/lectern-benchmark-\(getpid())"

  init(_ checkout: Checkout) { self.checkout = checkout }

  private func start() throws -> ProgramOnTerminal {
    try ProgramOnTerminal(
      checkout.program, ["repl"], environment: ["XDG_STATE_HOME": state], columns: 100, rows: 40)
  }

  private struct NotShown: Error, CustomStringConvertible {
    var description: String
  }

  /// Waits with a fine step until `isSo`.
  private func until(_ what: String, _ isSo: () -> Bool) throws {
    let deadline = ContinuousClock.now + .seconds(60)
    while !isSo() {
      if ContinuousClock.now > deadline { throw NotShown(description: "the screen never showed \(what)") }
      usleep(300)
    }
  }

  func startToPrompt() throws -> Benchmark {
    var times: [Double] = []
    for run in 0..<21 {
      let time = try seconds {
        let program = try start()
        try until("the prompt") { program.terminal.screen.lines.contains { $0.hasPrefix("1>") } }
        program.terminal.type("\u{4}")
      }
      if run > 0 { times.append(time) }
    }
    let middle = median(times)
    return Benchmark(
      name: "start to visible prompt, warm", target: "0.15 s", measured: String(format: "%.3f s", middle),
      how: "median of 20", isReached: middle <= 0.15)
  }

  /// Enter to output of one-line cells: the median of cells 1 to 50, and the 100th against the 10th.
  func cells() throws -> [Benchmark] {
    var first: [Double] = []
    var early: [Double] = []
    var late: [Double] = []
    for _ in 0..<3 {
      let program = try start()
      try until("the prompt") { program.terminal.screen.lines.contains { $0.hasPrefix("1>") } }
      program.enter("let x0 = 1")
      try until("the second prompt") { program.terminal.screen.lines.contains { $0.hasPrefix("2>") } }
      for cell in 1...104 {
        let result = "\(cell * 1_000 + 7)"
        program.terminal.type("let x\(cell) = x\(cell - 1) + \(cell); x\(cell) * 0 + \(result)")
        usleep(20_000)
        let time = try seconds {
          program.terminal.type("\r")
          try until(result) {
            program.terminal.screen.lines.contains { $0.hasPrefix("\(result)  : Int") }
          }
        }
        if cell <= 50 { first.append(time) }
        if (8...12).contains(cell) { early.append(time) }
        if (98...102).contains(cell) { late.append(time) }
        try until("the next prompt") { program.terminal.screen.lines.contains { $0.hasPrefix("\(cell + 2)>") } }
      }
      program.terminal.type("\u{4}")
    }
    let middle = median(first)
    let ratio = median(late) / median(early)
    return [
      Benchmark(
        name: "one-line cell, Enter to output", target: "0.20 s", measured: String(format: "%.3f s", middle),
        how: "median of 3 × 50", isReached: middle <= 0.20),
      Benchmark(
        name: "the same at the 100th cell, against the 10th", target: "1.5 times",
        measured: String(format: "%.2f times", ratio), how: "medians of 3 × 5 around each", isReached: ratio <= 1.5),
    ]
  }

  func completion() throws -> Benchmark {
    let program = try start()
    try until("the prompt") { program.terminal.screen.lines.contains { $0.hasPrefix("1>") } }
    program.enter("let values = [3.0, 1.0]")
    try until("the second prompt") { program.terminal.screen.lines.contains { $0.hasPrefix("2>") } }
    // The service reads its modules behind the prompt; the first Tabs may find nothing yet.
    program.terminal.type("values.")
    for _ in 0..<60 where !program.terminal.screen.lines.contains(where: { $0.contains("append(") }) {
      usleep(500_000)
      program.terminal.type("\t")
    }
    program.terminal.type("\u{3}\u{c}")
    try until("an empty prompt") { !program.terminal.screen.lines.contains { $0.contains("append(") } }
    var times: [Double] = []
    for _ in 0..<10 {
      program.terminal.type("values.")
      usleep(100_000)
      let time = try seconds {
        program.terminal.type("\t\t")
        try until("candidates") { program.terminal.screen.lines.contains { $0.contains("append(") } }
      }
      times.append(time)
      program.terminal.type("\u{3}")
      program.terminal.type("\u{c}")
      try until("an empty prompt") { !program.terminal.screen.lines.contains { $0.contains("append(") } }
    }
    let middle = median(times)
    return Benchmark(
      name: "completion after `value.`, warm", target: "0.10 s", measured: String(format: "%.3f s", middle),
      how: "median of 10, Tab to list", isReached: middle <= 0.10)
  }

  func memoryAtRest() throws -> Benchmark {
    let program = try start()
    try until("the prompt") { program.terminal.screen.lines.contains { $0.hasPrefix("1>") } }
    program.enter("let x = 6 * 7; x")
    try until("42") { program.terminal.screen.lines.contains { $0.hasPrefix("42") } }
    sleep(2)
    var kilobytes = ProcessTree.resident(program.pid)
    for child in ProcessTree.children(of: program.pid) where ProcessTree.words(of: child).contains("__kernel") {
      kilobytes += ProcessTree.resident(child)
    }
    let megabytes = Double(kilobytes) / 1024
    return Benchmark(
      name: "front end and kernel at rest, memory", target: "200 MB together",
      measured: String(format: "%.0f MB", megabytes), how: "resident, shared pages counted in both",
      isReached: megabytes <= 200)
  }
}
