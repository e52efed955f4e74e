internal import Foundation

/// A number as descriptions show it: four significant digits, and `nan` without a sign.
package func shortNumber(_ value: Double) -> String { value.isNaN ? "nan" : String(format: "%.4g", value) }

/// An interval as descriptions show it.
func shortInterval(_ interval: ClosedRange<Double>) -> String {
  "[\(shortNumber(interval.lowerBound)), \(shortNumber(interval.upperBound))]"
}
