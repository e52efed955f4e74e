internal import Foundation

/// A number as a test's description shows it: four significant digits.
func shortNumber(_ value: Double) -> String { String(format: "%.4g", value) }

/// An interval as a test's description shows it.
func shortInterval(_ interval: ClosedRange<Double>) -> String {
  "[\(shortNumber(interval.lowerBound)), \(shortNumber(interval.upperBound))]"
}
