import LinearAlgebra

/// A convex loss of rows with its first and second derivatives, the l2 penalty included.
protocol CurvedLoss {
  var parameterCount: Int { get }
  /// Whether the l1 penalty counts this parameter; it does not count intercepts.
  func isPenalized(_ parameter: Int) -> Bool
  /// The feature column to name where this parameter is not determined.
  func column(of parameter: Int) -> Int
  /// The parameters that an unpenalized fit moves: without those that only repeat what others say.
  var freeParameters: [Int] { get }
  /// The penalty on the squared parameters.
  var l2: Double { get }

  /// The loss at `parameters`, with its second derivatives where `curved`.
  func evaluate(at parameters: [Double], curved: Bool) -> LossShape
  /// The number of rows with a score that moves by more than `distance` when the parameters move by `step`.
  func rowsMoved(along step: [Double], by distance: Double) -> Int
}

extension CurvedLoss {
  var freeParameters: [Int] { Array(0..<parameterCount) }
}

/// What a loss looks like around a point.
struct LossShape {
  let value: Double
  let gradient: [Double]
  /// The second derivatives, symmetric; nil where they were not asked for.
  let hessian: Matrix<Double>?
  /// The number of training rows that are not strictly on the right side of every boundary.
  let wrongRows: Int
}
