import Foundation

/// Starts pieces of work, ours and the peers', each in a process of its own, with the same data and threads.
final class WorkProcesses {
  struct Failed: Error, CustomStringConvertible { var description: String }

  private let checkout: Checkout
  private let peers: URL
  /// A folder for what is written between processes.
  let folder: URL
  private var environments: [String: Result<PythonEnvironment, any Error>] = [:]
  private var data: [String: String] = [:]

  init(_ checkout: Checkout) throws {
    self.checkout = checkout
    peers = checkout.root.appendingPathComponent("Benchmarks/Peers")
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("lectern-peers-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func ours(_ comparison: PeerComparison, _ values: [String: String]) throws -> WorkReport {
    try report(of: "\"\(checkout.benchmarks)\" peer-work \(comparison.work.rawValue)", comparison, values)
  }

  func theirs(
    _ comparison: PeerComparison, _ peer: PeerComparison.Peer, _ values: [String: String]
  ) throws -> WorkReport {
    try report(of: "\"\(environment(peer.requirements).python)\" peer.py \(peer.work)", comparison, values)
  }

  private func report(
    of command: String, _ comparison: PeerComparison, _ values: [String: String]
  ) throws -> WorkReport {
    var values = values.merging(comparison.values) { first, _ in first }
    values["data"] = try data(of: comparison, rows: values["rows"]!)
    values["threads"] = "\(comparison.threads)"
    let words = values.sorted { $0.key < $1.key }.map { " \"\($0.key)=\($0.value)\"" }.joined()
    let threads = ["OMP", "OPENBLAS", "MKL", "NUMEXPR"].map { "\($0)_NUM_THREADS=\(comparison.threads) " }.joined()
    // Work that takes all processors gets two.
    let processors = ProcessInfo.processInfo.activeProcessorCount > 2 ? "taskset -c 0,1 " : ""
    let result = try Checkout.shell(
      "PYTHONDONTWRITEBYTECODE=1 \(threads)exec \(processors)\(command)\(words)", in: peers)
    guard result.status == 0 else { throw Failed(description: "the process of \(command) failed") }
    return try JSONDecoder().decode(WorkReport.self, from: Data(result.output.utf8))
  }

  /// The folder of the data, which is made once.
  private func data(of comparison: PeerComparison, rows: String) throws -> String {
    let words = "\(comparison.data) \(rows)"
    if let known = data[words] { return known }
    let python = try environment("requirements.txt").python
    let made = try Checkout.shell("PYTHONDONTWRITEBYTECODE=1 \"\(python)\" generate.py \(words)", in: peers)
    guard made.status == 0 else { throw Failed(description: "the data \(words) could not be made") }
    let path = made.output.trimmingCharacters(in: .whitespacesAndNewlines)
    data[words] = path
    return path
  }

  private func environment(_ requirements: String) throws -> PythonEnvironment {
    if let made = environments[requirements] { return try made.get() }
    let name = requirements == "requirements.txt" ? "peers" : "torch"
    let made = Result {
      try PythonEnvironment(named: name, requirements: peers.appendingPathComponent(requirements), checkout)
    }
    environments[requirements] = made
    return try made.get()
  }
}
