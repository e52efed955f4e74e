import Foundation

/// Time and memory of a piece of work in this process.
struct WorkMeasurement<Result> {
  /// What came out, of the last call.
  let result: Result
  private let seconds: Double
  private let processorSeconds: Double
  private let residentBefore: Int
  private let peak: Int

  /// Runs the work `calls` times; its time is the median.
  init(calls: Int = 1, _ work: () throws -> Result) rethrows {
    // The kernel forgets the peak.
    if let file = FileHandle(forWritingAtPath: "/proc/self/clear_refs") {
      try? file.write(contentsOf: Data("5".utf8))
      try? file.close()
    }
    residentBefore = ProcessTree.resident(getpid())
    var times: [Double] = []
    let processor = clock()
    var last: Result?
    for _ in 0..<calls {
      times.append(try Benchmarks.seconds { last = try work() })
    }
    processorSeconds = Double(clock() - processor) / Double(CLOCKS_PER_SEC) / Double(calls)
    peak = ProcessTree.peak(getpid())
    seconds = median(times)
    result = last!
  }

  /// What the process prints; a call did the work on so many items, and the time is of one.
  func report(
    items: Int = 1, exact: [String: String] = [:], numbers: [String: Double] = [:], note: String = ""
  ) -> WorkReport {
    WorkReport(
      seconds: seconds / Double(items), processorSeconds: processorSeconds / Double(items),
      residentBefore: residentBefore, peak: peak, exact: exact, numbers: numbers, note: note)
  }
}
