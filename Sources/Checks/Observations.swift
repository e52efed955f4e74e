internal import Foundation

/// What a probe saw, by name. It comes from a process that ran somebody's code: it is data, and nothing in it is
/// believed before it has been decoded as the type that the judge asks for.
public struct Observations: Sendable, Hashable {
  /// How much one probe may send.
  public enum Limit {
    /// Observations of one seed.
    public static let count = 256
    /// Bytes of JSON of one value.
    public static let valueBytes = 256 * 1024
    /// Bytes of JSON of all values of one seed.
    public static let totalBytes = 512 * 1024
    /// Levels of nesting of one value.
    public static let depth = 64
  }

  /// The JSON text of each value.
  private var values: [String: String]
  private var bytes: Int

  /// No observations.
  public init() {
    values = [:]
    bytes = 0
  }

  /// Takes name and JSON pairs in order.
  ///
  /// - Throws: ``ObservationError`` for a name that comes twice, and for more than ``Limit`` allows.
  public init(_ pairs: [(name: String, json: String)]) throws {
    self.init()
    for (name, json) in pairs { try add(name, json: json) }
  }

  /// The names, sorted.
  public var names: [String] { values.keys.sorted() }

  /// Every name with its JSON text.
  package var byName: [String: String] { values }

  /// The JSON text observed under `name`.
  public func json(_ name: String) -> String? { values[name] }

  /// Adds one observation.
  ///
  /// - Throws: ``ObservationError`` for a name that is there already, and for more than ``Limit`` allows.
  public mutating func add(_ name: String, json: String) throws {
    guard values[name] == nil else { throw ObservationError.twice(name: shortened(name)) }
    guard values.count < Limit.count else { throw ObservationError.tooMany(limit: Limit.count) }
    let size = json.utf8.count
    guard size <= Limit.valueBytes, name.utf8.count <= 256 else {
      throw ObservationError.tooLarge(name: shortened(name), bytes: size, limit: Limit.valueBytes)
    }
    guard bytes + size <= Limit.totalBytes else {
      throw ObservationError.tooLarge(name: "all together", bytes: bytes + size, limit: Limit.totalBytes)
    }
    guard nesting(of: json) <= Limit.depth else { throw ObservationError.tooDeep(name: name, limit: Limit.depth) }
    values[name] = json
    bytes += size
  }

  /// The same observations with one replaced or, for nil, removed.
  package func replacing(_ name: String, with json: String?) throws -> Observations {
    var result = Observations()
    for other in names {
      if other != name { try result.add(other, json: values[other] ?? "") }
    }
    if let json { try result.add(name, json: json) }
    return result
  }

  /// The value observed under `name`, which must have exactly the shape of `type`.
  ///
  /// Numbers must be finite unless `finite` is false: a judge that compares with `abs(x - 1) > 0.1` would
  /// otherwise find nothing wrong with a NaN.
  ///
  /// - Throws: ``ObservationError`` when it is missing or has another shape.
  public func value<Value: Decodable>(
    _ name: String, as type: Value.Type = Value.self, finite: Bool = true
  ) throws -> Value {
    guard let json = values[name] else { throw ObservationError.missing(name: name) }
    let decoder = JSONDecoder()
    if !finite {
      decoder.nonConformingFloatDecodingStrategy = .convertFromString(
        positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    }
    do {
      return try decoder.decode(type, from: Data(json.utf8))
    } catch {
      if finite, isOneOfTheNonFinite(in: json) {
        throw ObservationError.notFinite(name: name)
      }
      throw ObservationError.wrongShape(name: name, expected: plainName(of: type), found: shortened(json))
    }
  }

  /// The list observed under `name`, which must have exactly `count` elements.
  ///
  /// - Throws: ``ObservationError`` when it is missing, has another shape or another number of elements.
  public func value<Element: Decodable>(
    _ name: String, as type: [Element].Type = [Element].self, count: Int, finite: Bool = true
  ) throws -> [Element] {
    let list = try value(name, as: type, finite: finite)
    guard list.count == count else {
      throw ObservationError.wrongCount(name: name, expected: count, found: list.count)
    }
    return list
  }
}

/// Why an observation could not be used.
public enum ObservationError: Error, Hashable, CustomStringConvertible {
  case missing(name: String)
  case twice(name: String)
  case tooMany(limit: Int)
  case tooLarge(name: String, bytes: Int, limit: Int)
  case tooDeep(name: String, limit: Int)
  case notFinite(name: String)
  case wrongShape(name: String, expected: String, found: String)
  case wrongCount(name: String, expected: Int, found: Int)

  public var description: String {
    switch self {
    case .missing(let name): "“\(name)” was not observed"
    case .twice(let name): "“\(name)” was observed twice"
    case .tooMany(let limit): "more than \(limit) values were observed"
    case .tooLarge(let name, let bytes, let limit):
      "“\(name)” is too large: \(bytes) bytes, and at most \(limit) are read"
    case .tooDeep(let name, let limit): "“\(name)” is nested more than \(limit) levels deep"
    case .notFinite(let name): "“\(name)” has a number that is not finite (infinite or NaN)"
    case .wrongShape(let name, let expected, let found):
      "“\(name)” should be \(expected), and is \(found)"
    case .wrongCount(let name, let expected, let found):
      "“\(name)” should have \(expected) element\(expected == 1 ? "" : "s"), and has \(found)"
    }
  }

}

/// The first 60 characters, printable ones only.
private func shortened(_ text: String) -> String {
  let printable = String(
    text.unicodeScalars.prefix(60).map { $0.properties.generalCategory == .control ? " " : Character($0) })
  return text.unicodeScalars.count > 60 ? printable + "…" : printable
}

private func isOneOfTheNonFinite(in json: String) -> Bool {
  ["\"nan\"", "\"inf\"", "\"-inf\""].contains { json.contains($0) }
}

/// The deepest nesting of brackets outside strings, counted without recursion.
private func nesting(of json: String) -> Int {
  var depth = 0
  var deepest = 0
  var isInString = false
  var isEscaped = false
  for byte in json.utf8 {
    if isInString {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isInString = false
      }
    } else if byte == UInt8(ascii: "\"") {
      isInString = true
    } else if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") {
      depth += 1
      deepest = max(deepest, depth)
    } else if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") {
      depth -= 1
    }
  }
  return deepest
}

/// "a list of numbers" for `[Double]`; the Swift name for what has no plainer one.
private func plainName(of type: Any.Type) -> String {
  switch type {
  case is Double.Type, is Float.Type: "a number"
  case is Int.Type: "a whole number"
  case is Bool.Type: "true or false"
  case is String.Type: "a text"
  case is [Double].Type: "a list of numbers"
  case is [Int].Type: "a list of whole numbers"
  case is [String].Type: "a list of texts"
  case is [Bool].Type: "a list of true and false"
  case is [[Double]].Type: "a list of lists of numbers"
  case is [[Int]].Type: "a list of lists of whole numbers"
  default: "of type \(type)"
  }
}
