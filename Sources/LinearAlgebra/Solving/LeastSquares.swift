internal import Kernels

/// How a least-squares problem is solved.
public enum LeastSquaresMethod: Sendable {
  /// By a QR factorization: fast, for independent columns.
  case qr
  /// By singular values: finds the shortest solution where columns depend on each other or rows are too few.
  case svd
}

extension Matrix {
  /// The x (n values) that makes ‖A x - `right`‖ smallest, for this matrix A (m × n). O(m n²).
  ///
  ///     let coefficients = try features.leastSquares(targets)
  ///
  /// - Parameters:
  ///   - right: m values.
  ///   - method: ``LeastSquaresMethod/qr`` unless given, which refuses dependent columns;
  ///     ``LeastSquaresMethod/svd`` takes any matrix and gives the shortest of the best x.
  /// - Throws: ``LinearAlgebraError/vectorLength(operation:rowCount:columnCount:length:needed:)``,
  ///   ``LinearAlgebraError/notFinite(operation:row:column:)``, and by QR
  ///   ``LinearAlgebraError/tooFewRows(rowCount:columnCount:)`` or
  ///   ``LinearAlgebraError/dependentColumns(rank:columnCount:)``.
  public func leastSquares(_ right: [Scalar], method: LeastSquaresMethod = .qr) throws -> [Scalar] {
    try requireRightSide(right, for: self)
    return switch method {
    case .qr: try QR(self).solve(right)
    case .svd: try SVD(self).solve(right)
    }
  }
}
