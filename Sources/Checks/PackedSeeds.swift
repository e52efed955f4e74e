/// Seeds as text, which is how they reach a function that a cell registered.
public enum PackedSeeds {
  /// The text of `seeds`.
  public static func text(of seeds: [UInt64]) -> String {
    seeds.map(String.init).joined(separator: " ")
  }

  static func seeds(in text: String) -> [UInt64] {
    text.split(separator: " ").compactMap { UInt64($0) }
  }
}
