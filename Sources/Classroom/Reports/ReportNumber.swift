internal import Foundation

/// Writes numbers as every reader of reports takes them: decimal digits and a point, whatever the locale.
enum ReportNumber {
  /// `value` rounded to `places` digits after the point, without zeros at the end, an exponent or "-0".
  ///
  /// What is not a finite number is written 0: it earns nothing, and no form has a word for it.
  static func text(_ value: Double, places: Int) -> String {
    guard value.isFinite else { return "0" }
    var text = Substring(String(format: "%.\(places)f", value))
    if text.contains(".") {
      while text.hasSuffix("0") { text.removeLast() }
      if text.hasSuffix(".") { text.removeLast() }
    }
    return text == "-0" ? "0" : String(text)
  }

  /// A score, to a millionth of a point.
  static func score(_ value: Double) -> String { text(value, places: 6) }

  /// A duration in seconds, to a millisecond; never less than nothing.
  static func seconds(_ value: Double) -> String { text(max(0, value), places: 3) }
}
