internal import Foundation

/// Writes numbers the way a reader expects them in a table, on an axis or beside a bar.
package enum NumberText {
  /// `value` with `places` digits after the point; never "-0".
  static func fixed(_ value: Double, places: Int) -> String {
    let text = String(format: "%.\(places)f", value)
    return text.hasPrefix("-") && !text.contains(where: { "123456789".contains($0) })
      ? String(text.dropFirst()) : text
  }

  /// The shortest text that shows `digits` significant digits: integers in full, no trailing zeros, an exponent
  /// only below 0.0001 and from ten million on.
  package static func short(_ value: Double, digits: Int = 4) -> String {
    guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "-inf" : "inf" }
    guard value != 0 else { return "0" }
    let exponent = decimalExponent(value, digits: digits)
    let isInteger = value.rounded() == value && value.magnitude < 1e15
    if isInteger && (value.magnitude < 1e7 || trailingZeros(value) == 0) { return fixed(value, places: 0) }
    if exponent < -4 || exponent >= 7 { return scientific(value, digits: digits) }
    return trimmed(fixed(value, places: max(0, digits - 1 - exponent)))
  }

  /// `1.23e-7`: mantissa with up to `digits` significant digits, no padding of the exponent.
  static func scientific(_ value: Double, digits: Int) -> String {
    let text = String(format: "%.\(max(0, digits - 1))e", value)
    guard let split = text.firstIndex(of: "e"), let exponent = Int(text[text.index(after: split)...]) else {
      return text
    }
    return trimmed(String(text[..<split])) + "e\(exponent)"
  }

  /// The power of ten of `value` once it is rounded to `digits` significant digits.
  static func decimalExponent(_ value: Double, digits: Int) -> Int {
    let text = String(format: "%.\(max(0, digits - 1))e", value)
    guard let split = text.firstIndex(of: "e") else { return 0 }
    return Int(text[text.index(after: split)...]) ?? 0
  }

  /// `12345` as `12,345`; numbers of up to four digits stay as they are.
  static func grouped(_ digits: String) -> String {
    let sign = digits.hasPrefix("-") ? "-" : ""
    let parts = digits.dropFirst(sign.count).split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = parts.first, whole.count > 4 else { return digits }
    var out = ""
    for (index, digit) in whole.enumerated() {
      if index > 0 && (whole.count - index) % 3 == 0 { out.append(",") }
      out.append(digit)
    }
    return sign + out + (parts.count > 1 ? "." + parts[1] : "")
  }

  /// `text` without zeros at the end of its fraction.
  static func trimmed(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var out = Substring(text)
    while out.hasSuffix("0") { out.removeLast() }
    if out.hasSuffix(".") { out.removeLast() }
    return String(out)
  }

  private static func trailingZeros(_ value: Double) -> Int {
    var zeros = 0
    var rest = value.magnitude
    while rest >= 10 && rest.truncatingRemainder(dividingBy: 10) == 0 {
      rest /= 10
      zeros += 1
    }
    return zeros < 4 ? 0 : zeros
  }
}
