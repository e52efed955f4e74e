import Kernels

/// What the outputs of a network should be, one entry per row.
package enum NetworkTargets<Scalar: NetworkScalar>: Sendable {
  /// The number of the class, from 0; the network has one output per class.
  case classes([Int32])
  /// A number; the network has one output.
  case numbers([Scalar])
}

/// Rows as a network sees them.
package struct NetworkRows<Scalar: NetworkScalar>: Sendable {
  package let count: Int
  /// Row after row.
  package let features: [Scalar]
  package let targets: NetworkTargets<Scalar>
  /// nil if all are 1.
  package let weights: [Scalar]?

  package init(count: Int, features: [Scalar], targets: NetworkTargets<Scalar>, weights: [Scalar]? = nil) {
    self.count = count
    self.features = features
    self.targets = targets
    self.weights = weights
  }
}
