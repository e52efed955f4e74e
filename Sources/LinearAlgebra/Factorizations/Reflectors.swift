internal import Kernels

/// Turns `count` values x into the reflector H = I - τ v vᵀ with H x = (β, 0, …): x becomes v, whose first entry is 1.
///
/// τ is 0 and H the identity where x is already of that form. Source: Golub and Van Loan, *Matrix Computations*,
/// 4th ed., section 5.1.
@inline(__always)
func makeReflector<Scalar: MatrixScalar>(
  _ x: UnsafeMutablePointer<Scalar>, count: Int
) -> (beta: Scalar, tau: Scalar) {
  let alpha = x[0]
  let rest = count > 1 ? norm(of: x + 1, count: count - 1) : 0
  x[0] = 1
  guard rest != 0 else { return (alpha, 0) }
  let larger = max(abs(alpha), rest)
  let length = larger * ((alpha / larger) * (alpha / larger) + (rest / larger) * (rest / larger)).squareRoot()
  let beta = alpha < 0 ? length : -length
  let divisor = alpha - beta
  for i in 1..<count { x[i] /= divisor }
  return (beta, (beta - alpha) / beta)
}

/// The reflectors H₀, H₁, … of a factorization: vⱼ has zeros above position j, 1 there, and its other entries at
/// `entries`, in row i and column j.
struct Reflectors<Scalar: MatrixScalar> {
  let entries: MatrixSource<Scalar>
  /// The length of every v.
  let rows: Int
  let taus: [Scalar]
}

/// C = H₀ H₁ … C, or its transpose times C, for C of `rows` × `columns` with `stride` between rows. O(rows × columns × k).
///
/// Reflectors are applied in groups, I - V T Vᵀ each, as matrix products. Source: Schreiber and Van Loan, "A
/// storage-efficient WY representation for products of Householder transformations", SIAM Journal on Scientific and
/// Statistical Computing 10 (1989).
@specialized(where Scalar == Double)
@specialized(where Scalar == Float)
func apply<Scalar: MatrixScalar>(
  _ reflectors: Reflectors<Scalar>, transposed: Bool, to c: UnsafeMutablePointer<Scalar>, columns: Int, stride: Int,
  range: Range<Int>? = nil
) {
  let group = 32
  let range = range ?? 0..<reflectors.taus.count
  let starts = Array(Swift.stride(from: range.lowerBound, to: range.upperBound, by: group))
  guard columns > 0 else { return }
  // H₀ H₁ … C begins with the last group, its transpose with the first.
  for start in transposed ? starts : starts.reversed() {
    let count = min(group, range.upperBound - start)
    let height = reflectors.rows - start
    let entries = reflectors.entries
    var v = [Scalar](repeating: 0, count: height * count)
    for i in 0..<height {
      let from = entries.base + (start + i) * entries.rowStride + start * entries.columnStride
      for j in 0..<min(i, count) { v[i * count + j] = from[j * entries.columnStride] }
      if i < count { v[i * count + i] = 1 }
    }
    v.withUnsafeBufferPointer { v in
      let base = v.baseAddress!
      let acrossV = MatrixSource(base, rowStride: 1, columnStride: count)
      // T, upper triangular: column j is -τⱼ T (Vᵀ vⱼ), with τⱼ below it.
      var overlaps = [Scalar](repeating: 0, count: count * count)
      overlaps.withUnsafeMutableBufferPointer {
        multiplyMatrices(
          rows: count, columns: count, depth: height, acrossV, MatrixSource(base, rowStride: count),
          into: $0.baseAddress!, stride: count)
      }
      var t = [Scalar](repeating: 0, count: count * count)
      for j in 0..<count {
        let tau = reflectors.taus[start + j]
        t[j * count + j] = tau
        for i in 0..<j {
          var sum: Scalar = 0
          for k in i..<j { sum += t[i * count + k] * overlaps[k * count + j] }
          t[i * count + j] = -tau * sum
        }
      }
      let block = c + start * stride
      var projected = [Scalar](repeating: 0, count: count * columns)
      var turned = [Scalar](repeating: 0, count: count * columns)
      projected.withUnsafeMutableBufferPointer { projected in
        turned.withUnsafeMutableBufferPointer { turned in
          t.withUnsafeBufferPointer { t in
            multiplyMatrices(
              rows: count, columns: columns, depth: height, acrossV,
              MatrixSource(UnsafePointer(block), rowStride: stride), into: projected.baseAddress!, stride: columns)
            multiplyMatrices(
              rows: count, columns: columns, depth: count,
              transposed
                ? MatrixSource(t.baseAddress!, rowStride: 1, columnStride: count)
                : MatrixSource(t.baseAddress!, rowStride: count),
              MatrixSource(UnsafePointer(projected.baseAddress!), rowStride: columns), into: turned.baseAddress!,
              stride: columns)
            multiplyMatrices(
              rows: height, columns: columns, depth: count, alpha: -1, MatrixSource(base, rowStride: count),
              MatrixSource(UnsafePointer(turned.baseAddress!), rowStride: columns), beta: 1, into: block,
              stride: stride)
          }
        }
      }
    }
  }
}
