public import LinearAlgebra

extension LinearSupportVectorModel: LinearlyWeighted {
  public var weightMatrix: Matrix<Double> { column(coefficients) }
  public var intercepts: [Double] { [intercept] }
  public var scoredClasses: [Int] { [positiveClass] }
}

extension LogisticModel: LinearlyWeighted {
  public var weightMatrix: Matrix<Double> { column(coefficients) }
  public var intercepts: [Double] { [intercept] }
  public var scoredClasses: [Int] { [positiveClass] }
}

extension SoftmaxModel: LinearlyWeighted {
  public var weightMatrix: Matrix<Double> { coefficients.transposed() }
  public var scoredClasses: [Int] { classes }
}

extension LinearModel: LinearlyWeighted {
  public var weightMatrix: Matrix<Double> { column(coefficients) }
  public var intercepts: [Double] { [intercept] }
  public var scoredClasses: [Int] { [] }
}

private func column(_ values: [Double]) -> Matrix<Double> {
  Matrix(rowCount: values.count, columnCount: 1) { row, _ in values[row] }
}
