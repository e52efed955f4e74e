/// A label that says by itself whether its row is positive: `true`, or 1 of 0 and 1.
///
/// Labels of other types say it with the class that counts as positive: `positive: "malignant"`.
public protocol BinaryLabel: Sendable {
  /// Whether each row is positive.
  ///
  /// - Throws: ``EvaluationError/notBinary(row:label:)`` for a label that says neither.
  static func positives(_ labels: [Self]) throws -> [Bool]
}

extension Bool: BinaryLabel {
  /// The labels themselves.
  public static func positives(_ labels: [Bool]) -> [Bool] { labels }
}

extension Int: BinaryLabel {
  /// Whether each label is 1, where all are 0 or 1.
  public static func positives(_ labels: [Int]) throws -> [Bool] {
    if let row = labels.firstIndex(where: { $0 != 0 && $0 != 1 }) {
      throw EvaluationError.notBinary(row: row, label: labels[row])
    }
    return labels.map { $0 == 1 }
  }
}

/// Whether each row is of the class that counts as positive.
///
/// - Throws: ``EvaluationError/noSuchClass(_:classes:)`` if no row is.
func positiveRows<Label: Equatable>(_ actual: [Label], _ positive: Label) throws -> [Bool] {
  let isPositive = actual.map { $0 == positive }
  guard isPositive.contains(true) || actual.isEmpty else {
    throw EvaluationError.noSuchClass(
      String(describing: positive), classes: Set(actual.map { String(describing: $0) }).sorted())
  }
  return isPositive
}
