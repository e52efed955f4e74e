public import Statistics

/// Runs the probe of one exercise for several seeds beside the student's code and sends out what it saw.
///
/// The observations of the seed at place 2 are sent under "2/name"; an error that leaves the probe, which is the
/// student's code throwing where it should not, under "2/!threw".
public struct ProbeRun {
  /// The observations of one seed.
  public struct Channel {
    let place: Int

    /// Sends one observation of this seed.
    public func observe(_ name: String, _ value: some Encodable) {
      Checks.observe("\(place)/\(name)", value)
    }
  }

  /// The name under which an error that left the probe is sent.
  public static let threw = "!threw"

  private let seeds: [UInt64]

  /// A run over seeds that were packed by ``PackedSeeds``.
  public init(packed: String) {
    seeds = PackedSeeds.seeds(in: packed)
  }

  /// Calls `probe` for each seed, each with its own random generator.
  public func run(_ probe: (Channel, UInt64, inout SeededGenerator) throws -> Void) {
    for (place, seed) in seeds.enumerated() {
      var rng = SeededGenerator(seed: seed)
      do {
        try probe(Channel(place: place), seed, &rng)
      } catch {
        observe("\(place)/\(Self.threw)", String("\(error)".prefix(500)))
      }
    }
  }
}
