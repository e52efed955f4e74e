public import Statistics

/// Runs the visible checks of one exercise beside the student's code and sends out what came of each.
///
/// A check is announced before it runs, under "2/5?" for the sixth check of the seed at place 2, and its ``Report`` is
/// sent under "2/5": so the last one that was announced names the check that stopped the run. An error that leaves a
/// block of checks is sent as a report of its own.
public struct CheckRun {
  /// What came of one check.
  public struct Report: Codable, Sendable, Hashable {
    /// What the check says; empty for an error that left the block.
    public var sentence: String
    public var isPassed: Bool
    /// The error that the condition threw, or that left the block.
    public var error: String?

    public init(sentence: String, isPassed: Bool, error: String? = nil) {
      self.sentence = sentence
      self.isPassed = isPassed
      self.error = error
    }
  }

  /// Where the checks of one seed go, in order.
  public final class Channel {
    /// More checks than this are run and not sent.
    package static let limit = 100

    private let place: Int
    private var count = 0

    fileprivate init(place: Int) {
      self.place = place
    }

    /// Sends whether `condition` holds; an error that it throws means that it does not.
    public func check(_ condition: () throws -> Bool, _ sentence: String) {
      let sentence = String(sentence.prefix(300))
      announce(sentence)
      do {
        send(Report(sentence: sentence, isPassed: try condition()))
      } catch {
        send(Report(sentence: sentence, isPassed: false, error: String("\(error)".prefix(300))))
      }
    }

    fileprivate func threw(_ error: any Error) {
      announce("")
      send(Report(sentence: "", isPassed: false, error: String("\(error)".prefix(300))))
    }

    private func announce(_ sentence: String) {
      if count < Self.limit { observe("\(place)/\(count)?", sentence) }
    }

    private func send(_ report: Report) {
      if count < Self.limit { observe("\(place)/\(count)", report) }
      count += 1
    }
  }

  private let seeds: [UInt64]

  /// A run over `seeds`.
  public init(seeds: [UInt64]) {
    self.seeds = seeds
  }

  /// Calls each of `blocks` for each seed, each time with its own random generator.
  public func run(_ blocks: [(Channel, UInt64, inout SeededGenerator) throws -> Void]) {
    for (place, seed) in seeds.enumerated() {
      let channel = Channel(place: place)
      for block in blocks {
        var rng = SeededGenerator(seed: seed)
        do {
          try block(channel, seed, &rng)
        } catch {
          channel.threw(error)
        }
      }
    }
  }
}
