internal import Kernels

infix operator .* : MultiplicationPrecedence
infix operator ./ : MultiplicationPrecedence

extension Matrix {
  /// The sums of the entries at equal places. O(rows × columns).
  /// - Throws: ``LinearAlgebraError/elementShapes(operation:leftRows:leftColumns:rightRows:rightColumns:)``.
  public static func + (left: Matrix, right: Matrix) throws -> Matrix {
    try left.combined(with: right, toDo: "add", Scalar.Kernels.add)
  }

  /// The differences of the entries at equal places. O(rows × columns).
  /// - Throws: ``LinearAlgebraError/elementShapes(operation:leftRows:leftColumns:rightRows:rightColumns:)``.
  public static func - (left: Matrix, right: Matrix) throws -> Matrix {
    try left.combined(with: right, toDo: "subtract", Scalar.Kernels.subtract)
  }

  /// The products of the entries at equal places. O(rows × columns).
  /// - Throws: ``LinearAlgebraError/elementShapes(operation:leftRows:leftColumns:rightRows:rightColumns:)``.
  public static func .* (left: Matrix, right: Matrix) throws -> Matrix {
    try left.combined(with: right, toDo: "multiply", Scalar.Kernels.multiply)
  }

  /// The quotients of the entries at equal places. O(rows × columns).
  /// - Throws: ``LinearAlgebraError/elementShapes(operation:leftRows:leftColumns:rightRows:rightColumns:)``.
  public static func ./ (left: Matrix, right: Matrix) throws -> Matrix {
    try left.combined(with: right, toDo: "divide", Scalar.Kernels.divide)
  }

  /// Adds the entries of `right` to those at equal places, in place. O(rows × columns).
  /// - Throws: ``LinearAlgebraError/elementShapes(operation:leftRows:leftColumns:rightRows:rightColumns:)``.
  public static func += (left: inout Matrix, right: Matrix) throws {
    try left.combine(with: right, toDo: "add", Scalar.Kernels.add)
  }

  /// Subtracts the entries of `right` from those at equal places, in place. O(rows × columns).
  /// - Throws: ``LinearAlgebraError/elementShapes(operation:leftRows:leftColumns:rightRows:rightColumns:)``.
  public static func -= (left: inout Matrix, right: Matrix) throws {
    try left.combine(with: right, toDo: "subtract", Scalar.Kernels.subtract)
  }

  /// Every entry times `factor`. O(rows × columns).
  public static func * (matrix: Matrix, factor: Scalar) -> Matrix {
    matrix.scaled(by: factor)
  }

  /// Every entry times `factor`. O(rows × columns).
  public static func * (factor: Scalar, matrix: Matrix) -> Matrix {
    matrix.scaled(by: factor)
  }

  /// Every entry divided by `divisor`. O(rows × columns).
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public static func / (matrix: Matrix, divisor: Scalar) -> Matrix {
    matrix.map { $0 / divisor }
  }

  /// Every entry with its sign changed. O(rows × columns).
  public static prefix func - (matrix: Matrix) -> Matrix {
    matrix.scaled(by: -1)
  }

  /// Every entry times `factor`, plus `term`. O(rows × columns).
  public func scaled(by factor: Scalar, plus term: Scalar = 0) -> Matrix {
    var result = self
    result.scale(by: factor, plus: term)
    return result
  }

  /// Replaces every entry by itself times `factor`, plus `term`. O(rows × columns).
  public mutating func scale(by factor: Scalar, plus term: Scalar = 0) {
    guard !storage.isEmpty else { return }
    // Adding zero would turn -0 into 0.
    let term = term == 0 ? -0.0 : term
    storage.withUnsafeMutableBufferPointer { entries in
      let base = entries.baseAddress!
      Scalar.Kernels.scale(entries.count, base, factor, term, base)
    }
  }

  /// Adds `scale` times the entries of `other` to those at equal places, in place. O(rows × columns).
  /// - Throws: ``LinearAlgebraError/elementShapes(operation:leftRows:leftColumns:rightRows:rightColumns:)``.
  public mutating func add(_ other: Matrix, scaledBy scale: Scalar = 1) throws {
    try combine(with: other, toDo: "add") { count, _, right, result in
      Scalar.Kernels.addScaled(count, scale, right, result)
    }
  }

  /// The matrix of `transform` applied to every entry. O(rows × columns).
  @inlinable
  public func map<Failure: Error>(_ transform: (Scalar) throws(Failure) -> Scalar) throws(Failure) -> Matrix {
    var result = self
    for index in result.storage.indices { result.storage[index] = try transform(storage[index]) }
    return result
  }

  private typealias Combination =
    (Int, UnsafePointer<Scalar>, UnsafePointer<Scalar>, UnsafeMutablePointer<Scalar>) -> Void

  private func combined(with other: Matrix, toDo operation: String, _ body: Combination) throws -> Matrix {
    var result = self
    try result.combine(with: other, toDo: operation, body)
    return result
  }

  private mutating func combine(with other: Matrix, toDo operation: String, _ body: Combination) throws {
    guard rowCount == other.rowCount, columnCount == other.columnCount else {
      throw LinearAlgebraError.elementShapes(
        operation: operation, leftRows: rowCount, leftColumns: columnCount, rightRows: other.rowCount,
        rightColumns: other.columnCount)
    }
    guard !storage.isEmpty else { return }
    storage.withUnsafeMutableBufferPointer { entries in
      other.storage.withUnsafeBufferPointer { right in
        body(entries.count, entries.baseAddress!, right.baseAddress!, entries.baseAddress!)
      }
    }
  }
}
