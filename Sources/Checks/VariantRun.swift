public import Statistics

/// Evaluates the variant function of one exercise for many seeds and sends out what each one recorded.
public struct VariantRun {
  /// The body that a lesson gives: it fills the variant, the right answers and the wrong ones.
  public typealias Body = (
    _ variant: inout Variant, _ expected: inout ExpectedAnswers, _ wrong: inout ExpectedAnswers,
    _ rng: inout SeededGenerator, _ seed: UInt64
  ) throws -> Void

  private let seeds: [UInt64]

  /// A run over seeds that were packed by ``PackedSeeds``.
  public init(packed: String) {
    seeds = PackedSeeds.seeds(in: packed)
  }

  /// Calls `body` for each seed and observes a ``VariantRecord`` under the seed's place in the list.
  public func run(_ body: Body) {
    for (place, record) in records(of: body).enumerated() { observe("\(place)", record) }
  }

  package func records(of body: Body) -> [VariantRecord] {
    seeds.map { seed in
      var variant = Variant(seed: seed)
      var expected = ExpectedAnswers()
      var wrong = ExpectedAnswers()
      var rng = SeededGenerator(seed: seed)
      var failure: String?
      do {
        try body(&variant, &expected, &wrong, &rng, seed)
      } catch {
        failure = "\(error)"
      }
      return VariantRecord(
        seed: seed, values: variant.values, expected: expected.values, wrong: wrong.values, failure: failure)
    }
  }
}

/// What the variant function recorded for one seed.
public struct VariantRecord: Codable, Sendable, Hashable {
  public var seed: UInt64
  /// The numbers of the exercise, by name.
  public var values: [String: VariantValue]
  /// The right answers, by part.
  public var expected: [String: VariantValue]
  /// The wrong answers, by mistake.
  public var wrong: [String: VariantValue]
  /// The error that the function threw.
  public var failure: String?

  public init(
    seed: UInt64, values: [String: VariantValue] = [:], expected: [String: VariantValue] = [:],
    wrong: [String: VariantValue] = [:], failure: String? = nil
  ) {
    self.seed = seed
    self.values = values
    self.expected = expected
    self.wrong = wrong
    self.failure = failure
  }
}
