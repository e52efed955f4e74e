/// What a layer of a neural network does to each of its sums, as the kernels number it.
package enum LayerFunction: Int32 {
  case identity = 0
  case relu = 1
  case tanh = 2
  case sigmoid = 3
}

/// A number that neural networks can be computed in: `Float` or `Double`.
///
/// Nothing is checked; pointers must be good for the counts that are given with them. The results of a row or a value
/// do not depend on what else is in the call, and are the same bits on every processor.
package protocol NetworkScalar: MatrixScalar, BitwiseCopyable {
  /// x = f(x + biases), row by row.
  static func activate(
    _ function: LayerFunction, rows: Int, columns: Int, biases: UnsafePointer<Self>, _ x: UnsafeMutablePointer<Self>)
  /// slopes = slopes f'(x), where values = f(x).
  static func multiplyBySlope(
    _ function: LayerFunction, count: Int, values: UnsafePointer<Self>, _ slopes: UnsafeMutablePointer<Self>)
  /// x = exp(x - maximum) / sum, row by row; gives the maximum of each row and the sum of its numerators.
  static func softmax(
    rows: Int, columns: Int, _ x: UnsafeMutablePointer<Self>, maxima: UnsafeMutablePointer<Self>,
    sums: UnsafeMutablePointer<Self>)
  /// v = momentum v + g with g = gradient + decay w; w -= rate v, or rate (g + momentum v) for Nesterov.
  static func momentumStep(
    count: Int, rate: Self, momentum: Self, nesterov: Bool, decay: Self, gradient: UnsafePointer<Self>,
    velocity: UnsafeMutablePointer<Self>, weights: UnsafeMutablePointer<Self>)
  /// m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g²; w = keep w - rate m / (rootScale √v + epsilon).
  static func adamStep(
    count: Int, rate: Self, keep: Self, beta1: Self, beta2: Self, rootScale: Self, epsilon: Self,
    gradient: UnsafePointer<Self>, mean: UnsafeMutablePointer<Self>, square: UnsafeMutablePointer<Self>,
    weights: UnsafeMutablePointer<Self>)
}

extension Float: NetworkScalar {
  package static func activate(
    _ function: LayerFunction, rows: Int, columns: Int, biases: UnsafePointer<Float>, _ x: UnsafeMutablePointer<Float>
  ) {
    cmk_activate_f32(function.rawValue, rows, columns, biases, x)
  }

  package static func multiplyBySlope(
    _ function: LayerFunction, count: Int, values: UnsafePointer<Float>, _ slopes: UnsafeMutablePointer<Float>
  ) {
    cmk_times_slope_f32(function.rawValue, count, values, slopes)
  }

  package static func softmax(
    rows: Int, columns: Int, _ x: UnsafeMutablePointer<Float>, maxima: UnsafeMutablePointer<Float>,
    sums: UnsafeMutablePointer<Float>
  ) {
    cmk_softmax_f32(rows, columns, x, maxima, sums)
  }

  package static func momentumStep(
    count: Int, rate: Float, momentum: Float, nesterov: Bool, decay: Float, gradient: UnsafePointer<Float>,
    velocity: UnsafeMutablePointer<Float>, weights: UnsafeMutablePointer<Float>
  ) {
    cmk_momentum_step_f32(count, rate, momentum, nesterov ? 1 : 0, decay, gradient, velocity, weights)
  }

  package static func adamStep(
    count: Int, rate: Float, keep: Float, beta1: Float, beta2: Float, rootScale: Float, epsilon: Float,
    gradient: UnsafePointer<Float>, mean: UnsafeMutablePointer<Float>, square: UnsafeMutablePointer<Float>,
    weights: UnsafeMutablePointer<Float>
  ) {
    cmk_adam_step_f32(
      count, rate, keep, beta1, beta2, rootScale, epsilon, gradient, mean, square, weights)
  }
}

extension Double: NetworkScalar {
  package static func activate(
    _ function: LayerFunction, rows: Int, columns: Int, biases: UnsafePointer<Double>, _ x: UnsafeMutablePointer<Double>
  ) {
    cmk_activate_f64(function.rawValue, rows, columns, biases, x)
  }

  package static func multiplyBySlope(
    _ function: LayerFunction, count: Int, values: UnsafePointer<Double>, _ slopes: UnsafeMutablePointer<Double>
  ) {
    cmk_times_slope_f64(function.rawValue, count, values, slopes)
  }

  package static func softmax(
    rows: Int, columns: Int, _ x: UnsafeMutablePointer<Double>, maxima: UnsafeMutablePointer<Double>,
    sums: UnsafeMutablePointer<Double>
  ) {
    cmk_softmax_f64(rows, columns, x, maxima, sums)
  }

  package static func momentumStep(
    count: Int, rate: Double, momentum: Double, nesterov: Bool, decay: Double, gradient: UnsafePointer<Double>,
    velocity: UnsafeMutablePointer<Double>, weights: UnsafeMutablePointer<Double>
  ) {
    cmk_momentum_step_f64(count, rate, momentum, nesterov ? 1 : 0, decay, gradient, velocity, weights)
  }

  package static func adamStep(
    count: Int, rate: Double, keep: Double, beta1: Double, beta2: Double, rootScale: Double, epsilon: Double,
    gradient: UnsafePointer<Double>, mean: UnsafeMutablePointer<Double>, square: UnsafeMutablePointer<Double>,
    weights: UnsafeMutablePointer<Double>
  ) {
    cmk_adam_step_f64(
      count, rate, keep, beta1, beta2, rootScale, epsilon, gradient, mean, square, weights)
  }
}
