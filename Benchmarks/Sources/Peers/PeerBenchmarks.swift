import Foundation

/// Measures the library beside the peers that a user would otherwise pick, and writes a section of
/// Benchmarks/RESULTS.md.
///
/// Each measurement is a process of its own, ours and the peers' in turn. Words: names of ``PeerComparison``s, and
/// `growth`, measure only those and write nothing; `once` measures once, and `quick` does so with few rows, to see that
/// all works; neither writes anything.
final class PeerBenchmarks {
  private let checkout: Checkout
  private let words: Set<String>
  private let tell: (String) -> Void
  private let processes: WorkProcesses
  private var isQuick: Bool { words.contains("quick") }

  private var rounds: Int { isQuick || words.contains("once") ? 1 : 5 }
  private var roundsOfGrowth: Int { min(3, rounds) }

  init(_ checkout: Checkout, words: [String], tell: @escaping (String) -> Void) throws {
    self.checkout = checkout
    self.words = Set(words)
    self.tell = tell
    processes = try WorkProcesses(checkout)
    let names = Set(PeerComparison.all.map(\.name))
    if let unknown = self.words.subtracting(names).subtracting(["quick", "once", "growth"]).sorted().first {
      throw WorkProcesses.Failed(
        description: "there is no row called \(unknown); there are \(names.sorted().joined(separator: ", ")), growth")
    }
  }

  func run() throws {
    defer { try? FileManager.default.removeItem(at: processes.folder) }
    let chosen = words.subtracting(["quick", "once"])
    var rows: [String: [PeerRow]] = [:]
    var lines = [
      "",
      "Each measurement is a process of its own, in turn, on two cores, with the same data and the same number of "
        + "threads on both sides; times are of the work alone, medians of \(rounds) (in parentheses: of the "
        + "processors, all threads together). Memory is what the process had at most during the work, all that was "
        + "loaded included (in parentheses: before the work). A row is reached when the speed is and the results agree.",
      "",
    ]
    lines += PeerRow.head
    for comparison in PeerComparison.all where chosen.isEmpty || chosen.contains(comparison.name) {
      let made = measure(comparison, rows: count(comparison), rounds: rounds)
      for row in made {
        tell(row.brief)
        lines.append(row.line)
      }
      rows[comparison.name] = made
    }
    if chosen.isEmpty || chosen.contains("growth") {
      lines += ["", "### As rows grow", "", "The last column is the table's size; medians of \(roundsOfGrowth).", ""]
      lines += Growth.head
      for comparison in PeerComparison.all where comparison.showsGrowth {
        for growth in growth(of: comparison, full: rows[comparison.name]) {
          tell(growth.line)
          lines.append(growth.line)
        }
      }
    }
    let text = ResultsFile.text(ofPeers: lines)
    tell(text)
    if words.isEmpty { try ResultsFile.write(text, as: .peers, in: checkout) }
  }

  private func count(_ comparison: PeerComparison) -> Int {
    isQuick && comparison.rows >= 50_000 ? comparison.rows / 50 : comparison.rows
  }

  /// One row for each peer; where a side failed, it says why.
  private func measure(_ comparison: PeerComparison, rows: Int, rounds: Int) -> [PeerRow] {
    let title = comparison.title(rows)
    var ours: [WorkReport] = []
    var sides = comparison.peers.map { Side(peer: $0) }
    do {
      if comparison.needsModel { try makeModels() }
      for index in sides.indices { try settle(&sides[index], comparison, rows: rows) }
      for round in 1...rounds {
        ours.append(try processes.ours(comparison, values(comparison, rows: rows, round: round, side: "ours")))
        for index in sides.indices { run(&sides[index], comparison, rows: rows, round: round) }
      }
      return try sides.map { side in
        let finding =
          if let failure = side.failure {
            Agreement.Finding(agrees: false, text: "\(failure)")
          } else {
            try comparison.agreement.finding(ours, side.reports, files: (file("ours"), file(side.peer.work)))
          }
        return PeerRow(
          title: title, peer: side.peer, ours: ours, theirs: side.failure == nil ? side.reports : [], finding: finding)
      }
    } catch {
      let finding = Agreement.Finding(agrees: false, text: "\(error)")
      return sides.map { PeerRow(title: title, peer: $0.peer, ours: ours, theirs: [], finding: finding) }
    }
  }

  /// A peer while it is measured.
  private struct Side {
    let peer: PeerComparison.Peer
    var reports: [WorkReport] = []
    /// The value that trials found.
    var settled: [String: String] = [:]
    /// Why it was given up.
    var failure: (any Error)?
  }

  private func run(_ side: inout Side, _ comparison: PeerComparison, rows: Int, round: Int) {
    guard side.failure == nil else { return }
    do {
      let values = values(comparison, rows: rows, round: round, side: side.peer.work)
      side.reports.append(
        try processes.theirs(comparison, side.peer, values.merging(side.settled) { _, settled in settled }))
    } catch {
      side.failure = error
    }
  }

  /// Gives the peer the first of its values with which the results agree, or the last.
  private func settle(_ side: inout Side, _ comparison: PeerComparison, rows: Int) throws {
    guard let (name, texts) = side.peer.trials else { return }
    let ours = try processes.ours(comparison, values(comparison, rows: rows, round: 1, side: "ours"))
    for text in texts {
      side.settled = [name: text]
      run(&side, comparison, rows: rows, round: 1)
      guard side.failure == nil else { return }
      let finding = try comparison.agreement.finding(
        [ours], side.reports, files: (file("ours"), file(side.peer.work)))
      side.reports = []
      if finding.agrees { return }
    }
  }

  private func values(_ comparison: PeerComparison, rows: Int, round: Int, side: String) -> [String: String] {
    var values = ["rows": "\(rows)", "seed": "\(round)"]
    // The results of the first round are compared number by number.
    if comparison.agreement.files != nil, round == 1 { values["out"] = file(side).path }
    if comparison.needsModel { values["model"] = model(isOurs: side == "ours").path }
    return values
  }

  private func file(_ side: String) -> URL { processes.folder.appendingPathComponent(side) }

  private func model(isOurs: Bool) -> URL {
    processes.folder.appendingPathComponent(isOurs ? "model.json" : "model.txt")
  }

  /// The models that predictions are made with, once.
  private func makeModels() throws {
    guard !FileManager.default.fileExists(atPath: model(isOurs: false).path) else { return }
    let boosting = PeerComparison.boosting
    var values = ["rows": "\(count(boosting))", "seed": "1", "model": model(isOurs: true).path]
    _ = try processes.ours(boosting, values)
    values["model"] = model(isOurs: false).path
    _ = try processes.theirs(boosting, boosting.peers[0], values)
  }

  /// Ours and the peers' times; those with all rows are there already if the row was measured.
  private func growth(of comparison: PeerComparison, full: [PeerRow]?) -> [Growth] {
    let largest = count(comparison)
    let sizes = [8, 4, 2, 1].map { largest / $0 }
    let measured = sizes.map { rows in
      if rows == largest, let full { return full }
      return measure(comparison, rows: rows, rounds: roundsOfGrowth)
    }
    func growth(_ who: String, _ seconds: (PeerRow) -> Double, of index: Int) -> Growth {
      Growth(
        title: comparison.title(largest), who: who,
        times: zip(sizes, measured).map { ($0, seconds($1[index])) })
    }
    return [growth("Lectern", \.oursSeconds, of: 0)]
      + comparison.peers.indices.filter { index in measured.allSatisfy { !$0[index].theirs.isEmpty } }.map { index in
        growth(measured[0][index].theirs[0].peer, \.theirSeconds, of: index)
      }
  }
}
