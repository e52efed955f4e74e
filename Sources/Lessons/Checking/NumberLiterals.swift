/// Numbers as people type them: `0.36`, `2.95%`, `27/7`, `1e-3`, `1,000,000`, `[98, 1, 1]`, `98, 1, 1`.
enum NumberLiterals {
  /// The numbers of `text`, one for each unit of `units`; nil when it is not `units.count` literals.
  static func parse(_ text: String, units: [String?]) -> [Double]? {
    var body = text.replacing("\u{2212}", with: "-").trimmingSpaces
    for (open, close) in [("[", "]"), ("(", ")")] where body.hasPrefix(open) && body.hasSuffix(close) && body.count > 1
    {
      body = String(body.dropFirst().dropLast()).trimmingSpaces
    }
    for items in splittings(of: body, count: units.count) {
      let numbers = zip(items, units).compactMap { one($0, unit: $1) }
      if numbers.count == units.count { return numbers }
    }
    return nil
  }

  /// One number, perhaps with its unit, as a percentage or as a fraction.
  static func one(_ text: String, unit: String?) -> Double? {
    var body = text.trimmingSpaces
    var scale = 1.0
    if body.hasSuffix("%") {
      body = String(body.dropLast()).trimmingSpaces
      if unit != "%" { scale = 0.01 }
    } else if let unit, !unit.isEmpty, body.hasSuffix(unit) {
      body = String(body.dropLast(unit.count)).trimmingSpaces
    }
    let pieces = body.split(separator: "/", omittingEmptySubsequences: false).map { String($0).trimmingSpaces }
    switch pieces.count {
    case 1: return decimal(pieces[0]).map { $0 * scale }
    case 2:
      guard let top = decimal(pieces[0]), let bottom = decimal(pieces[1]), bottom != 0 else { return nil }
      return top / bottom * scale
    default: return nil
    }
  }

  private static func decimal(_ text: String) -> Double? {
    let digits = text.contains(",") ? withoutGroups(text) : text.replacing("_", with: "")
    guard let digits, let first = digits.first(where: { $0 != "-" && $0 != "+" }),
      first == "." || ("0"..."9").contains(first), !digits.lowercased().contains("x"),
      !digits.lowercased().contains("p"),
      let number = Double(digits), number.isFinite
    else { return nil }
    return number
  }

  /// "1,234,567.5" without its commas; nil when they do not stand before groups of three.
  private static func withoutGroups(_ text: String) -> String? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let groups = parts[0].split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count <= 2, let first = groups.first, (1...4).contains(first.count),
      groups.dropFirst().allSatisfy({ $0.count == 3 })
    else { return nil }
    return text.replacing(",", with: "")
  }

  private static func splittings(of text: String, count: Int) -> [[String]] {
    if count == 1 { return [[text]] }
    let bySemicolon = text.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
    let byCommaAndSpace = text.split(separator: ", ", omittingEmptySubsequences: false).map(String.init)
    let byComma = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let bySpace = text.split(whereSeparator: \.isWhitespace).map(String.init)
    return [bySemicolon, byCommaAndSpace, byComma, bySpace].filter { $0.count == count }
  }
}
