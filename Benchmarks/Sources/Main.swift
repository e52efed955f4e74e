import Foundation

/// Measures what the project promises, prints the table, and writes it to Benchmarks/RESULTS.md.
///
/// Words: names of groups (`prompt`, `loops`, `lessons`, `grading`, `builds`) measure only those and write nothing.
/// `peers` measures the library beside its peers instead, in another section of the file; see ``PeerBenchmarks`` for
/// the words after it. `peer-work` does one piece of that work; see ``PeerWork``.
@main
enum Main {
  static func main() {
    do {
      switch CommandLine.arguments.dropFirst().first {
      case "peer-work": try PeerWork.run(Array(CommandLine.arguments.dropFirst(2)))
      case "peers":
        try PeerBenchmarks(Checkout(), words: Array(CommandLine.arguments.dropFirst(2)), tell: report).run()
      default: try measure()
      }
    } catch {
      report("the measurement stopped: \(error)")
      exit(1)
    }
  }

  /// Shows a line at once, also when output is a file.
  private static func report(_ text: String) {
    FileHandle.standardOutput.write(Data((text + "\n").utf8))
  }

  private static func measure() throws {
    let checkout = try Checkout()
    let chosen = Set(CommandLine.arguments.dropFirst())
    func wants(_ group: String) -> Bool { chosen.isEmpty || chosen.contains(group) }
    var table: [Benchmark] = []
    func add(_ benchmarks: [Benchmark]) {
      for benchmark in benchmarks {
        let state = benchmark.isReached.map { $0 ? "reached" : "MISSED " } ?? "skipped"
        report("\(state) \(benchmark.name): \(benchmark.measured) (\(benchmark.target)); \(benchmark.how)")
        table.append(benchmark)
      }
    }
    if wants("prompt") {
      let prompt = PromptBenchmarks(checkout)
      add([try prompt.startToPrompt()])
      add(try prompt.cells())
      add([try prompt.completion()])
      add([try prompt.memoryAtRest()])
    }
    if wants("loops") { add(try LoopBenchmarks(checkout).run()) }
    if wants("lessons") { add([try lessons(checkout)]) }
    if wants("grading") { add(try GradingBenchmarks(checkout).run(tell: report)) }
    if wants("builds") {
      let builds = BuildBenchmarks(checkout: checkout)
      add([
        try builds.freshCloneToPrompt(), try builds.rebuildAfterChangedBody(),
        try builds.rebuildAfterNewDeclaration(),
      ])
    }
    let text = ResultsFile.text(of: table)
    report(text)
    if chosen.isEmpty { try ResultsFile.write(text, as: .promises, in: checkout) }
  }

  private static func lessons(_ checkout: Checkout) throws -> Benchmark {
    let result = try Checkout.shell(
      "\"\(checkout.program)\" author check lessons >&2", in: checkout.root)
    return Benchmark(
      name: "`author check` of the lessons, 20 seeds each", target: "120 s",
      measured: String(format: "%.0f s%@", result.seconds, result.status == 0 ? "" : ", and they are not sound"),
      how: "once",
      isReached: result.status == 0 && result.seconds <= 120)
  }
}
