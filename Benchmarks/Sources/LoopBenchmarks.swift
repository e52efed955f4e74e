import Foundation

/// Loops as students write them, in a cell and in CPython, in turn.
struct LoopBenchmarks {
  let checkout: Checkout
  private let folder: URL
  private static let repetitions = 5

  init(_ checkout: Checkout) {
    self.checkout = checkout
    folder = checkout.root.appendingPathComponent("Benchmarks/Loops")
  }

  private struct Failed: Error, CustomStringConvertible { var description: String }

  func run() throws -> [Benchmark] {
    let version = try Checkout.shell("python3 --version", in: folder).output.trimmingCharacters(in: .newlines)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".swift") }.map { String($0.dropLast(6)) }.sorted()
    return try names.flatMap { name in
      var peer: [Double] = []
      var plain: [Double] = []
      var fast: [Double] = []
      for _ in 0..<Self.repetitions {
        peer.append(try python(name))
        plain.append(try cell(name, fast: false))
        fast.append(try cell(name, fast: true))
      }
      return [(plain, "by default", 3.0), (fast, "with :fast on", 20.0)].map { times, how, wanted in
        let ratio = median(peer) / median(times)
        return Benchmark(
          name: "\(name), \(how)", target: "\(Int(wanted)) times \(version)",
          measured: String(format: "%.1f times", ratio),
          how: String(format: "%.1f ms against %.1f ms, medians of 5", median(times) * 1e3, median(peer) * 1e3),
          isReached: ratio >= wanted)
      }
    }
  }

  private func python(_ name: String) throws -> Double {
    let script = """
      import time
      source = compile(open("\(name).py").read(), "\(name).py", "exec")
      begun = time.perf_counter()
      exec(source, {})
      print(time.perf_counter() - begun)
      """
    return try time(in: Checkout.shell("python3 -", in: folder, input: script).output, of: name)
  }

  private func cell(_ name: String, fast: Bool) throws -> Double {
    let source = try String(contentsOf: folder.appendingPathComponent(name + ".swift"), encoding: .utf8)
    guard let call = source.range(of: "\nlet result") else { throw Failed(description: "\(name).swift has no result") }
    let input = """
      :fast \(fast ? "on" : "off")
      \(source[..<call.lowerBound])

      let begun = ContinuousClock.now
      \(source[call.lowerBound...].trimmingCharacters(in: .whitespacesAndNewlines))
      print((ContinuousClock.now - begun) / .seconds(1))

      """
    return try time(in: Checkout.shell("\"\(checkout.program)\" repl", in: folder, input: input).output, of: name)
  }

  private func time(in output: String, of name: String) throws -> Double {
    guard let time = output.split(separator: "\n").lazy.compactMap({ Double($0) }).last else {
      throw Failed(description: "\(name) printed no time: \(output)")
    }
    return time
  }
}
