public import LinearAlgebra

extension LogisticModel: LinearlyWeighted {
  public var weightMatrix: Matrix<Double> {
    Matrix(rowCount: coefficients.count, columnCount: 1) { row, _ in coefficients[row] }
  }
  public var intercepts: [Double] { [intercept] }
  public var scoredClasses: [Int] { [positiveClass] }
}
