/// Answers of one variant by name: the right ones by part (`expected["enters"] = 0.5`), or the wrong ones by the
/// mistake that leads to them (`wrong["first-is-favored"] = [0.5, 1.0]`).
public struct ExpectedAnswers: Codable, Sendable, Hashable {
  /// The answers by name.
  public private(set) var values: [String: VariantValue] = [:]

  /// No answers.
  public init() {}

  /// The answer under `name`; setting it takes a number, a string or a list.
  public subscript<Value: VariantRepresentable>(_ name: String) -> Value? {
    get { values[name].flatMap(Value.init(variantValue:)) }
    set { values[name] = newValue?.variantValue }
  }
}
