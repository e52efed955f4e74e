import Kernels

/// The function f that a hidden unit applies to its weighted sum; without one, layers would collapse into one.
public enum Activation: String, Codable, Sendable, CaseIterable {
  /// f(z) = max(0, z), with the slope 1 above 0 and 0 elsewhere.
  case relu
  /// f(z) = tanh z, from -1 to 1, with the slope 1 - f².
  case tanh
  /// f(z) = 1 / (1 + e⁻ᶻ), from 0 to 1, with the slope f (1 - f).
  case sigmoid

  var function: LayerFunction {
    switch self {
    case .relu: .relu
    case .tanh: .tanh
    case .sigmoid: .sigmoid
    }
  }
}
