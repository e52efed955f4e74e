internal import Statistics

/// The numbers of one student's exercise, chosen by a seed and recorded by name.
///
/// Seed 0 always takes the first choice, which is how the book's own numbers stay available.
public struct Variant: Sendable {
  /// The seed that this variant is for.
  public let seed: UInt64
  /// What was recorded, by name.
  public private(set) var values: [String: VariantValue]
  private var rng: SeededGenerator

  /// A variant with nothing recorded yet.
  public init(seed: UInt64) {
    self.seed = seed
    values = [:]
    rng = SeededGenerator(seed: seed ^ 0x7661_7269_616E_7431)
  }

  /// Chooses one of `choices`, records it under `name` and returns it; seed 0 takes the first. There must be one.
  public mutating func pick<Value: VariantRepresentable>(_ name: String, from choices: [Value]) -> Value {
    precondition(!choices.isEmpty, "variant.pick(\"\(name)\", from: []) has nothing to pick from")
    let choice = choices[seed == 0 ? 0 : rng.uniformInt(below: choices.count)]
    values[name] = choice.variantValue
    return choice
  }

  /// The value recorded under `name`; setting it records a number, a string or a list.
  public subscript<Value: VariantRepresentable>(_ name: String) -> Value? {
    get { values[name].flatMap(Value.init(variantValue:)) }
    set { values[name] = newValue?.variantValue }
  }
}
