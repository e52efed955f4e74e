public import Kernels

/// The eigenvalues and eigenvectors of a symmetric matrix: A = V Λ Vᵀ.
///
/// By reflectors to a tridiagonal matrix and the QL iteration with implicit shifts. Source: Golub and Van Loan, *Matrix
/// Computations*, 4th ed., section 8.3; Dubrulle, Martin and Wilkinson, "The implicit QL algorithm", Numerische
/// Mathematik 12 (1968).
public struct SymmetricEigen<Scalar: MatrixScalar>: Sendable {
  /// The n eigenvalues, from the smallest to the largest.
  public let values: [Scalar]
  /// The eigenvectors, n × n: column j belongs to `values[j]`. They have length 1, are orthogonal to each other, and
  /// the entry of each that is largest in size is positive.
  public let vectors: Matrix<Scalar>

  /// Decomposes `matrix` (n × n), which must be symmetric but for rounding: to √ε of its largest entry, 1.5e-8 of it
  /// for Double and 3.5e-4 for Float. Where two entries differ by less, the one below the diagonal counts. O(n³).
  /// - Throws: ``LinearAlgebraError/notSquare(operation:rowCount:columnCount:)``,
  ///   ``LinearAlgebraError/notFinite(operation:row:column:)`` or
  ///   ``LinearAlgebraError/notSymmetric(operation:row:column:value:mirrored:)``.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public init(_ matrix: Matrix<Scalar>) throws {
    let operation = "an eigenvalue decomposition"
    let size = matrix.rowCount
    guard matrix.columnCount == size else {
      throw LinearAlgebraError.notSquare(operation: operation, rowCount: size, columnCount: matrix.columnCount)
    }
    try matrix.requireFinite(operation)
    try matrix.requireSymmetric(operation)
    var work = matrix
    work.copyLowerToUpper()
    let scale = work.scaleToOne()
    var diagonal = [Scalar](repeating: 0, count: size)
    var vectors = Matrix<Scalar>(rowCount: size, columnCount: size)
    guard size > 0 else {
      (values, self.vectors) = ([], vectors)
      return
    }
    let settled = work.storage.withUnsafeMutableBufferPointer { entries in
      vectors.storage.withUnsafeMutableBufferPointer { vectors in
        decompose(entries.baseAddress!, size: size, &diagonal, vectors.baseAddress!)
      }
    }
    guard settled else {
      throw LinearAlgebraError.noConvergence(operation: operation, rowCount: size, columnCount: size)
    }
    let order = diagonal.indices.sorted { (diagonal[$0], $0) < (diagonal[$1], $1) }
    var rows = vectors.rows(at: order)
    rows.makeLargestPositive { _ in }
    values = order.map { diagonal[$0] * scale }
    self.vectors = rows.transposed()
  }
}

extension Matrix {
  /// Divides by a power of two so that the largest entry is about 1 in size, and returns that power; 1 for zeros.
  mutating func scaleToOne() -> Scalar {
    let largest = maximumMagnitude()
    guard largest > 0 else { return 1 }
    // Subnormal entries would need a power whose inverse is out of range.
    let power = Scalar(
      sign: .plus, exponent: max(largest.exponent, -Scalar.greatestFiniteMagnitude.exponent + 1), significand: 1)
    scale(by: 1 / power)
    return power
  }

  /// Changes the sign of each row whose entry of largest size is negative, and tells `changed` which.
  mutating func makeLargestPositive(_ changed: (Int) -> Void) {
    for row in 0..<rowCount {
      let line = row * columnCount..<(row + 1) * columnCount
      guard let largest = storage[line].max(by: { abs($0) < abs($1) }), largest < 0 else { continue }
      for index in line { storage[index] = -storage[index] }
      changed(row)
    }
  }
}

/// Fills `diagonal` with the eigenvalues of the symmetric matrix `a` and the rows of `z` with the eigenvectors; false
/// if the iteration did not settle.
@specialized(where Scalar == Double)
@specialized(where Scalar == Float)
private func decompose<Scalar: MatrixScalar>(
  _ a: UnsafeMutablePointer<Scalar>, size: Int, _ diagonal: inout [Scalar], _ z: UnsafeMutablePointer<Scalar>
) -> Bool {
  var offDiagonal = [Scalar](repeating: 0, count: size)
  let taus = tridiagonalize(a, size: size, &diagonal, &offDiagonal)
  for i in 0..<size { z[i * size + i] = 1 }
  if size > 2 {
    // Reflector k is in row k from column k + 1 on. Their product is Q; its transpose has the vectors as rows.
    apply(
      Reflectors(
        entries: MatrixSource(UnsafePointer(a + 1), rowStride: 1, columnStride: size), rows: size - 1, taus: taus),
      transposed: false, to: z + size + 1, columns: size - 1, stride: size)
    for i in 0..<size {
      for j in 0..<i {
        let value = z[i * size + j]
        z[i * size + j] = z[j * size + i]
        z[j * size + i] = value
      }
    }
  }
  return iterate(&diagonal, &offDiagonal, size: size, z)
}

/// Brings the symmetric matrix `a` to tridiagonal form: `offDiagonal[k]` is its entry (k, k + 1). Row k of `a` holds
/// reflector k from column k + 1 on; returns their τ.
@inline(__always)
private func tridiagonalize<Scalar: MatrixScalar>(
  _ a: UnsafeMutablePointer<Scalar>, size: Int, _ diagonal: inout [Scalar], _ offDiagonal: inout [Scalar]
) -> [Scalar] {
  var taus = [Scalar](repeating: 0, count: max(0, size - 2))
  var products = [Scalar](repeating: 0, count: size)
  for k in taus.indices {
    let rest = size - k - 1
    let v = a + k * size + k + 1
    diagonal[k] = a[k * size + k]
    let (beta, tau) = makeReflector(v, count: rest)
    offDiagonal[k] = beta
    taus[k] = tau
    guard tau != 0 else { continue }
    // S becomes S - v wᵀ - w vᵀ with w = τ S v - τ/2 (τ vᵀ S v) v.
    products.withUnsafeMutableBufferPointer { w in
      let shared = SharedUpdate(matrix: a + (k + 1) * size + k + 1, v: v, w: w.baseAddress!)
      let grain = 100_000 / rest + 1
      parallelFor(0..<rest, grain: grain) { piece in
        Scalar.Kernels.timesVector(
          piece.count, rest, shared.matrix + piece.lowerBound * size, size, shared.v, shared.w + piece.lowerBound)
      }
      for i in 0..<rest { w[i] *= tau }
      Scalar.Kernels.addScaled(rest, -tau / 2 * Scalar.Kernels.dot(rest, w.baseAddress!, v), v, w.baseAddress!)
      parallelFor(0..<rest, grain: grain) { piece in
        for i in piece {
          let row = shared.matrix + i * size
          Scalar.Kernels.addScaled(rest, -shared.v[i], shared.w, row)
          Scalar.Kernels.addScaled(rest, -shared.w[i], shared.v, row)
        }
      }
    }
  }
  if size > 1 {
    let last = size - 1
    diagonal[last - 1] = a[(last - 1) * size + last - 1]
    offDiagonal[last - 1] = a[(last - 1) * size + last]
  }
  diagonal[size - 1] = a[size * size - 1]
  return taus
}

private struct SharedUpdate<Scalar>: @unchecked Sendable {
  let matrix: UnsafeMutablePointer<Scalar>
  let v: UnsafeMutablePointer<Scalar>
  let w: UnsafeMutablePointer<Scalar>
}

/// The QL iteration on a tridiagonal matrix; its rotations are applied to the rows of `z`.
@inline(__always)
private func iterate<Scalar: MatrixScalar>(
  _ d: inout [Scalar], _ e: inout [Scalar], size: Int, _ z: UnsafeMutablePointer<Scalar>
) -> Bool {
  var rotations: [Rotation<Scalar>] = []
  for l in 0..<size {
    var tries = 0
    while true {
      var m = l
      while m < size - 1, abs(e[m]) > Scalar.ulpOfOne * (abs(d[m]) + abs(d[m + 1])) { m += 1 }
      if m == l { break }
      tries += 1
      if tries > 80 { return false }
      var g = (d[l + 1] - d[l]) / (2 * e[l])
      var r = length(g, 1)
      g = d[m] - d[l] + e[l] / (g + (g < 0 ? -r : r))
      var s: Scalar = 1
      var c: Scalar = 1
      var p: Scalar = 0
      var i = m - 1
      var split = false
      while i >= l {
        var f = s * e[i]
        let b = c * e[i]
        r = length(f, g)
        e[i + 1] = r
        if r == 0 {
          d[i + 1] -= p
          e[m] = 0
          split = true
          break
        }
        s = f / r
        c = g / r
        g = d[i + 1] - p
        r = (d[i] - g) * s + 2 * c * b
        p = s * r
        d[i + 1] = g + p
        g = c * r - b
        f = 0
        rotations.append(Rotation(first: i + 1, second: i, cosine: c, sine: s))
        i -= 1
      }
      if !split {
        d[l] -= p
        e[l] = g
        e[m] = 0
      }
      if rotations.count > 32 * size {
        rotate(z, size: size, rotations)
        rotations.removeAll(keepingCapacity: true)
      }
    }
  }
  rotate(z, size: size, rotations)
  return true
}

/// One rotation of two rows.
private struct Rotation<Scalar: Sendable>: Sendable {
  let first: Int
  let second: Int
  let cosine: Scalar
  let sine: Scalar
}

private struct SharedRows<Scalar>: @unchecked Sendable {
  let base: UnsafeMutablePointer<Scalar>
}

/// Applies rotations to the rows of a square matrix, strip by strip of its columns, so that a strip stays in the cache.
@inline(__always)
private func rotate<Scalar: MatrixScalar>(
  _ z: UnsafeMutablePointer<Scalar>, size: Int, _ rotations: [Rotation<Scalar>]
) {
  let width = 64
  let shared = SharedRows(base: z)
  let strips = (size + width - 1) / width
  parallelFor(0..<strips, grain: rotations.count > 1000 ? 1 : strips) { piece in
    for strip in piece {
      let base = shared.base + strip * width
      let count = min(width, size - strip * width)
      for rotation in rotations {
        Scalar.Kernels.rotate(
          count, base + rotation.first * size, base + rotation.second * size, rotation.cosine, rotation.sine)
      }
    }
  }
}

/// √(a² + b²) without overflow.
@inline(__always)
private func length<Scalar: MatrixScalar>(_ a: Scalar, _ b: Scalar) -> Scalar {
  let larger = max(abs(a), abs(b))
  guard larger > 0 else { return 0 }
  let smaller = min(abs(a), abs(b)) / larger
  return larger * (1 + smaller * smaller).squareRoot()
}
