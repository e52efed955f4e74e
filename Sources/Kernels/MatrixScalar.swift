/// A number that matrices can hold: `Float` or `Double`.
///
/// The two conform here; another type cannot, because it has no kernels.
public protocol MatrixScalar: BinaryFloatingPoint, SIMDScalar, Codable, Sendable {
  /// The loops over many values of this type.
  associatedtype Kernels: ScalarKernels<Self>
}

extension Float: MatrixScalar {
  public typealias Kernels = FloatKernels
}

extension Double: MatrixScalar {
  public typealias Kernels = DoubleKernels
}
