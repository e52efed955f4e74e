public import Kernels

/// A matrix or a view of one: whatever a product can read.
public protocol MatrixReadable<Scalar>: Sendable {
  /// The type of the entries.
  associatedtype Scalar: MatrixScalar
  /// The entries, seen in place.
  var view: MatrixView<Scalar> { get }
}

extension Matrix: MatrixReadable {}

extension MatrixView: MatrixReadable {
  /// This view itself.
  public var view: MatrixView { self }
}
