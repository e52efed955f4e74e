public import Kernels

/// The singular value decomposition A = U Σ Vᵀ of a matrix (m × n), with k = min(m, n) singular values.
///
/// By a pivoted QR factorization and rotations that make the rows of a triangle orthogonal, which finds small singular
/// values to high relative accuracy where they come from columns on different scales. Source: Drmač and Veselić, "New fast and accurate Jacobi SVD algorithm", SIAM Journal on
/// Matrix Analysis and Applications 29 (2008).
public struct SVD<Scalar: MatrixScalar>: Sendable {
  /// U: m × k, with orthonormal columns.
  public let u: Matrix<Scalar>
  /// The k singular values, from the largest to the smallest.
  public let singularValues: [Scalar]
  /// Vᵀ: k × n, with orthonormal rows. The entry of each row that is largest in size is positive.
  public let vTransposed: Matrix<Scalar>

  /// Decomposes `matrix` (m × n). O(m n k) and O(k³) for each of a few sweeps.
  /// - Throws: ``LinearAlgebraError/notFinite(operation:row:column:)``.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public init(_ matrix: Matrix<Scalar>) throws {
    let operation = "a singular value decomposition"
    try matrix.requireFinite(operation)
    let wide = matrix.columnCount > matrix.rowCount
    var work = wide ? matrix.transposed() : matrix
    let scale = work.scaleToOne()
    guard var parts = tallSVD(work) else {
      throw LinearAlgebraError.noConvergence(
        operation: operation, rowCount: matrix.rowCount, columnCount: matrix.columnCount)
    }
    if wide { swap(&parts.left, &parts.right) }
    var changed: [Int] = []
    parts.right.makeLargestPositive { changed.append($0) }
    for row in changed {
      let width = parts.left.columnCount
      for index in row * width..<(row + 1) * width { parts.left.storage[index] = -parts.left.storage[index] }
    }
    u = parts.left.transposed()
    singularValues = parts.values.map { $0 * scale }
    vTransposed = parts.right
  }

  /// The number of singular values above `relativeTo` times the largest; max(m, n) ε unless given.
  public func rank(tolerance: Scalar? = nil) -> Int {
    let limit = (tolerance ?? defaultTolerance) * (singularValues.first ?? 0)
    return singularValues.count { $0 > limit }
  }

  /// The largest singular value divided by the smallest: how much a relative error of a right side can grow in the
  /// solution. Infinite for a singular matrix, NaN without entries.
  public var conditionNumber: Scalar {
    guard let largest = singularValues.first, let smallest = singularValues.last else { return .nan }
    return smallest == 0 ? .infinity : largest / smallest
  }

  /// The shortest x among those that make ‖A x - `right`‖ smallest; singular values that count as zero are left out.
  ///
  /// - Parameters:
  ///   - right: m values.
  ///   - tolerance: singular values up to this share of the largest count as zero; max(m, n) ε unless given.
  /// - Returns: n values.
  /// - Throws: ``LinearAlgebraError/vectorLength(operation:rowCount:columnCount:length:needed:)``.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func solve(_ right: [Scalar], tolerance: Scalar? = nil) throws -> [Scalar] {
    guard right.count == u.rowCount else {
      throw LinearAlgebraError.vectorLength(
        operation: "solve", rowCount: u.rowCount, columnCount: vTransposed.columnCount, length: right.count,
        needed: u.rowCount)
    }
    var coordinates = try u.transposedMultiplied(by: right)
    let rank = rank(tolerance: tolerance)
    for index in coordinates.indices {
      coordinates[index] = index < rank ? coordinates[index] / singularValues[index] : 0
    }
    return try vTransposed.transposedMultiplied(by: coordinates)
  }

  /// The matrix A⁺ (n × m) with x = A⁺ b for the x of ``solve(_:tolerance:)``: the pseudoinverse. O(m n k).
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func pseudoinverse(tolerance: Scalar? = nil) -> Matrix<Scalar> {
    let rank = rank(tolerance: tolerance)
    var scaled = Matrix(vTransposed.rows(0..<rank))
    for index in 0..<rank {
      for column in 0..<scaled.columnCount { scaled[index, column] /= singularValues[index] }
    }
    var result = Matrix<Scalar>(rowCount: vTransposed.columnCount, columnCount: u.rowCount)
    result.addProduct(
      scaled.view.transposed(), u.columns(0..<rank).transposed(), scaledBy: 1, keeping: 0, part: .all)
    return result
  }

  private var defaultTolerance: Scalar {
    Scalar(max(u.rowCount, vTransposed.columnCount)) * Scalar.ulpOfOne
  }
}

/// The transposes of U and V as rows, and the singular values.
private struct SingularParts<Scalar: MatrixScalar> {
  var left: Matrix<Scalar>
  let values: [Scalar]
  var right: Matrix<Scalar>
}

/// Decomposes a matrix with at least as many rows as columns; nil if the rotations did not settle.
@specialized(where Scalar == Double)
@specialized(where Scalar == Float)
private func tallSVD<Scalar: MatrixScalar>(_ matrix: Matrix<Scalar>) -> SingularParts<Scalar>? {
  let (rows, size) = (matrix.rowCount, matrix.columnCount)
  // A tall matrix is first made square, so that only the square one is pivoted column by column.
  let first = rows > size ? QR(finite: matrix, pivoting: false) : nil
  let second = QR(finite: first?.r ?? matrix, pivoting: true)
  // R is Lᵀ Q₃ᵀ with L closer to diagonal than R, so the rows of L need few rotations J: J L = Σ Yᵀ.
  let third = QR(finite: second.r.transposed(), pivoting: false)
  var rotated = third.r
  var rotations = Matrix<Scalar>.identity(size)
  let diagonal = rotated.diagonal.map { abs($0) }
  if size > 8, let least = diagonal.min(), let most = diagonal.max(), least > 8 * Scalar.ulpOfOne.squareRoot() * most,
    let eigen = try? SymmetricEigen(rotated.outerGram())
  {
    // The eigenvectors of L Lᵀ make the rows nearly orthogonal at once. Where the singular values span many orders
    // of magnitude, that would cost the small ones their digits.
    rotations = eigen.vectors.transposed()
    rotated.addProduct(rotations.view, rotated.view, scaledBy: 1, keeping: 0, part: .all)
  }
  let settled = rotated.storage.withUnsafeMutableBufferPointer { x in
    rotations.storage.withUnsafeMutableBufferPointer { j in
      size == 0 || orthogonalizeRows(x.baseAddress!, size: size, j.baseAddress!)
    }
  }
  guard settled else { return nil }
  let lengths = (0..<size).map { row in
    rotated.storage.withUnsafeBufferPointer { norm(of: $0.baseAddress! + row * size, count: size) }
  }
  let order = lengths.indices.sorted { (lengths[$1], $0) < (lengths[$0], $1) }
  rotated = rotated.rows(at: order)
  let values = order.map { lengths[$0] }
  for (row, length) in values.enumerated() where length > 0 {
    for index in row * size..<(row + 1) * size { rotated.storage[index] /= length }
  }
  rotated.completeOrthonormalRows(from: values.firstIndex(of: 0) ?? size)
  // U is Q₁ Q₂ Y, and V is P Q₃ Jᵀ.
  let turned = third.multipliedByQ(rotations.rows(at: order).transposed(), transposed: false)
  var right = Matrix<Scalar>(rowCount: size, columnCount: size)
  for (position, column) in second.permutation.enumerated() {
    for row in 0..<size { right.storage[row * size + column] = turned.storage[position * size + row] }
  }
  var left = second.multipliedByQ(rotated.transposed(), transposed: false)
  if let first {
    var tall = Matrix<Scalar>(rowCount: rows, columnCount: size)
    tall.storage.replaceSubrange(0..<size * size, with: left.storage)
    left = first.multipliedByQ(tall, transposed: false)
  }
  return SingularParts(left: left.transposed(), values: values, right: right)
}

extension Matrix {
  /// Replaces the rows from `start` on by rows of length 1 that are orthogonal to all rows before them.
  mutating func completeOrthonormalRows(from start: Int) {
    guard start < rowCount else { return }
    var unit = 0
    for row in start..<rowCount {
      while true {
        var candidate = [Scalar](repeating: 0, count: columnCount)
        candidate[unit] = 1
        unit += 1
        // Once is not enough when the candidate nearly lies among the rows before.
        for _ in 0..<2 {
          for other in 0..<row {
            let line = Array(self.row(other))
            let overlap = zip(candidate, line).reduce(Scalar(0)) { $0 + $1.0 * $1.1 }
            for index in candidate.indices { candidate[index] -= overlap * line[index] }
          }
        }
        let length = candidate.withUnsafeBufferPointer { norm(of: $0.baseAddress!, count: $0.count) }
        // Some unit vector is at least this far from the span of fewer than n rows.
        guard length * Scalar(columnCount).squareRoot() > 0.5 else { continue }
        for index in candidate.indices { storage[row * columnCount + index] = candidate[index] / length }
        break
      }
    }
  }
}

private struct SharedPair<Scalar>: @unchecked Sendable {
  let x: UnsafeMutablePointer<Scalar>
  let j: UnsafeMutablePointer<Scalar>
}

/// Rotates the rows of `x` until every two are orthogonal, and the rows of `j` with them; false if that takes too long.
@specialized(where Scalar == Double)
@specialized(where Scalar == Float)
private func orthogonalizeRows<Scalar: MatrixScalar>(
  _ x: UnsafeMutablePointer<Scalar>, size: Int, _ j: UnsafeMutablePointer<Scalar>
) -> Bool {
  let tolerance = Scalar(size).squareRoot() * Scalar.ulpOfOne
  let shared = SharedPair(x: x, j: j)
  // As in a tournament: in each round every row meets one other, and in all rounds each meets each once.
  let players = size + size % 2
  guard players > 1 else { return true }
  for _ in 0..<60 {
    let rotated = RotationFlags(players / 2)
    for round in 0..<players - 1 {
      parallelFor(0..<players / 2, grain: 20_000 / size + 1) { piece in
        for pair in piece {
          let one = pair == 0 ? players - 1 : (round + pair) % (players - 1)
          let other = (round + players - 1 - pair) % (players - 1)
          let (p, q) = (min(one, other), max(one, other))
          guard q < size else { continue }
          if orthogonalize(
            shared.x + p * size, shared.x + q * size, size, tolerance, shared.j + p * size, shared.j + q * size)
          {
            rotated.values[pair] = true
          }
        }
      }
    }
    if !rotated.any { return true }
  }
  return false
}

/// Whether something was rotated, one flag for each pair of a round, so that threads do not share one.
private final class RotationFlags: @unchecked Sendable {
  let values: UnsafeMutableBufferPointer<Bool>

  init(_ count: Int) {
    values = .allocate(capacity: count)
    values.initialize(repeating: false)
  }

  deinit { values.deallocate() }

  var any: Bool { values.contains(true) }
}

/// Rotates two rows so that they are orthogonal, and two others in the same way; false if they were already.
@inline(__always)
private func orthogonalize<Scalar: MatrixScalar>(
  _ p: UnsafeMutablePointer<Scalar>, _ q: UnsafeMutablePointer<Scalar>, _ count: Int, _ tolerance: Scalar,
  _ jp: UnsafeMutablePointer<Scalar>, _ jq: UnsafeMutablePointer<Scalar>
) -> Bool {
  let overlap = Scalar.Kernels.dot(count, p, q)
  let first = Scalar.Kernels.dot(count, p, p)
  let second = Scalar.Kernels.dot(count, q, q)
  guard abs(overlap) > tolerance * first.squareRoot() * second.squareRoot() else { return false }
  let zeta = (second - first) / (2 * overlap)
  // Where ζ² overflows, the tangent is 1 / 2ζ.
  let root = abs(zeta) > 1 / Scalar.ulpOfOne ? abs(zeta) : (1 + zeta * zeta).squareRoot()
  let tangent = (zeta < 0 ? -1 : 1) / (abs(zeta) + root)
  let cosine = 1 / (1 + tangent * tangent).squareRoot()
  let sine = -cosine * tangent
  Scalar.Kernels.rotate(count, p, q, cosine, sine)
  Scalar.Kernels.rotate(count, jp, jq, cosine, sine)
  return true
}
