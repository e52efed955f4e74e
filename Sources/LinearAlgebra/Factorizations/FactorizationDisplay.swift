public import Plotting

extension Cholesky: Displayable {
  /// The formula and the factor as text.
  public func display(in context: DisplayContext) -> DisplayBundle {
    factors("Cholesky: A = L Lᵀ", [("L", lower)], in: context)
  }
}

extension LU: Displayable {
  /// The formula, the order of the rows and the factors as text.
  public func display(in context: DisplayContext) -> DisplayBundle {
    factors("LU: P A = L U, rows in the order \(list(permutation))", [("L", lower), ("U", upper)], in: context)
  }
}

extension QR: Displayable {
  /// The formula, the order of the columns and the factors as text.
  public func display(in context: DisplayContext) -> DisplayBundle {
    let isSorted = permutation.indices.allSatisfy { permutation[$0] == $0 }
    return factors(
      isSorted ? "QR: A = Q R" : "QR: A P = Q R, columns in the order \(list(permutation))", [("Q", q), ("R", r)],
      in: context)
  }
}

extension SVD: Displayable {
  /// The formula, the singular values and the singular vectors as text.
  public func display(in context: DisplayContext) -> DisplayBundle {
    factors(
      "SVD: A = U Σ Vᵀ", [("U", u), ("Σ, the singular values", row(singularValues)), ("Vᵀ", vTransposed)], in: context)
  }
}

extension SymmetricEigen: Displayable {
  /// The formula, the eigenvalues and the eigenvectors as text.
  public func display(in context: DisplayContext) -> DisplayBundle {
    factors(
      "Symmetric eigen: A = V Λ Vᵀ",
      [("Λ, the eigenvalues", row(values)), ("V, an eigenvector in each column", vectors)],
      in: context)
  }
}

private func row<Scalar>(_ values: [Scalar]) -> Matrix<Scalar> {
  Matrix(rowCount: 1, columnCount: values.count) { _, column in values[column] }
}

private func list(_ order: [Int]) -> String {
  order.prefix(12).map(String.init).joined(separator: ", ") + (order.count > 12 ? ", …" : "")
}

/// A formula, and under it each matrix with its name and shape.
private func factors<Scalar>(
  _ formula: String, _ parts: [(name: String, matrix: Matrix<Scalar>)], in context: DisplayContext
) -> DisplayBundle {
  let shown = parts.map { ($0.name, $0.matrix.display(in: context)) }
  func text(_ bundle: (DisplayBundle) -> String) -> String {
    ([formula] + shown.map { "\($0)\n\(bundle($1))" }).joined(separator: "\n\n")
  }
  return DisplayBundle(plain: text(\.plain), ansi: context.color ? text { $0.ansi ?? $0.plain } : nil)
}
