/// A number, a string or a list, as a variant records it and an expected answer holds it.
public enum VariantValue: Codable, Sendable, Hashable {
  case integer(Int)
  case number(Double)
  case string(String)
  case list([VariantValue])

  /// The numbers: one, or those of a list; nil when it holds anything else.
  public var numbers: [Double]? {
    switch self {
    case .integer(let value): return [Double(value)]
    case .number(let value): return [value]
    case .string: return nil
    case .list(let items):
      var all: [Double] = []
      for item in items {
        switch item {
        case .integer(let value): all.append(Double(value))
        case .number(let value): all.append(value)
        case .string, .list: return nil
        }
      }
      return all
    }
  }

  /// The strings: one, or those of a list; nil when it holds anything else.
  public var strings: [String]? {
    switch self {
    case .string(let value): return [value]
    case .integer, .number: return nil
    case .list(let items):
      var all: [String] = []
      for item in items {
        guard case .string(let text) = item else { return nil }
        all.append(text)
      }
      return all
    }
  }

  /// Whether every number in it is finite.
  public var isFinite: Bool {
    switch self {
    case .integer, .string: true
    case .number(let value): value.isFinite
    case .list(let items): items.allSatisfy(\.isFinite)
    }
  }
}

/// A type whose values a variant can record: numbers, strings and arrays of them.
public protocol VariantRepresentable {
  /// The value as it is recorded.
  var variantValue: VariantValue { get }
  /// The recorded value as this type; nil when it is of another kind.
  init?(variantValue: VariantValue)
}

extension String: VariantRepresentable {
  public var variantValue: VariantValue { .string(self) }

  public init?(variantValue: VariantValue) {
    guard case .string(let text) = variantValue else { return nil }
    self = text
  }
}

extension Int: VariantRepresentable {
  public var variantValue: VariantValue { .integer(self) }

  public init?(variantValue: VariantValue) {
    guard case .integer(let value) = variantValue else { return nil }
    self = value
  }
}

extension Double: VariantRepresentable {
  public var variantValue: VariantValue { .number(self) }

  public init?(variantValue: VariantValue) {
    switch variantValue {
    case .integer(let value): self = Double(value)
    case .number(let value): self = value
    case .string, .list: return nil
    }
  }
}

extension Array: VariantRepresentable where Element: VariantRepresentable {
  public var variantValue: VariantValue { .list(map(\.variantValue)) }

  public init?(variantValue: VariantValue) {
    guard case .list(let items) = variantValue else { return nil }
    let elements = items.compactMap { Element(variantValue: $0) }
    guard elements.count == items.count else { return nil }
    self = elements
  }
}

extension VariantValue: VariantRepresentable {
  public var variantValue: VariantValue { self }

  public init?(variantValue: VariantValue) {
    self = variantValue
  }
}
