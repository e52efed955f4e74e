/// The values of a column as one Swift type, by row number; nil where there is none.
///
///     for amount in try frame["amount", as: Double.self] { … }
public struct ColumnValues<Value: ColumnValue>: RandomAccessCollection, Sendable {
  @usableFromInline let elements: Value.Elements
  @usableFromInline let validity: Validity?

  @usableFromInline
  init(elements: Value.Elements, validity: Validity?) {
    self.elements = elements
    self.validity = validity
  }

  @inlinable public var startIndex: Int { 0 }
  @inlinable public var endIndex: Int { elements.count }

  /// The value in `row`, counted from 0, or nil. O(1).
  @inlinable
  public subscript(row: Int) -> Value? {
    precondition(row >= 0 && row < elements.count, "no row \(row) in a column of \(elements.count)")
    if let validity, !validity[row] { return nil }
    return elements[row]
  }

  /// The values that are there, in order. O(n).
  @inlinable
  public var present: [Value] { compactMap { $0 } }
}

extension ColumnValues: CustomStringConvertible {
  /// The values as those of an array, with nil for those that are not there.
  public var description: String {
    "[" + map { $0.map { String(reflecting: $0) } ?? "nil" }.joined(separator: ", ") + "]"
  }
}

extension ColumnValues: Equatable {
  /// The same values and nulls in the same order.
  public static func == (a: ColumnValues, b: ColumnValues) -> Bool { a.elementsEqual(b) }
}
