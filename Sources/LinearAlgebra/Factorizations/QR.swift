public import Kernels

/// The factorization A = Q R of a matrix (m × n): Q has orthonormal columns, R is zero below its diagonal.
///
/// With pivoting, columns are exchanged so that the diagonal of R falls in size, and A P = Q R shows the rank.
/// By Householder reflectors. Source: Golub and Van Loan, *Matrix Computations*, 4th ed., sections 5.2 and 5.4.
public struct QR<Scalar: MatrixScalar>: Sendable {
  /// R on the diagonal and above it, the reflectors below it.
  private let factors: Matrix<Scalar>
  private let taus: [Scalar]
  /// Column j of Q R is column `permutation[j]` of A.
  public let permutation: [Int]

  /// Factorizes `matrix` (m × n). O(m n min(m, n)).
  ///
  /// - Parameters:
  ///   - matrix: A, of any shape, with finite entries.
  ///   - pivoting: exchanges columns so that the largest remaining one comes first; slower, and shows the rank.
  /// - Throws: ``LinearAlgebraError/notFinite(operation:row:column:)``.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public init(_ matrix: Matrix<Scalar>, pivoting: Bool = false) throws {
    try matrix.requireFinite("a QR factorization")
    self.init(finite: matrix, pivoting: pivoting)
  }

  /// The same for a matrix that is known to be finite.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  init(finite matrix: Matrix<Scalar>, pivoting: Bool) {
    let (rows, columns) = (matrix.rowCount, matrix.columnCount)
    var factors = matrix
    var taus = [Scalar](repeating: 0, count: min(rows, columns))
    var order = Array(0..<columns)
    factors.storage.withUnsafeMutableBufferPointer { entries in
      guard !entries.isEmpty else { return }
      if pivoting {
        triangularizePivoting(entries.baseAddress!, rows: rows, columns: columns, taus: &taus, order: &order)
      } else {
        triangularize(entries.baseAddress!, rows: rows, columns: columns, taus: &taus)
      }
    }
    self.factors = factors
    self.taus = taus
    permutation = order
  }

  /// R: min(m, n) × n, zero below its diagonal.
  public var r: Matrix<Scalar> {
    @specialized(where Scalar == Double)
    @specialized(where Scalar == Float)
    get {
      Matrix(rowCount: taus.count, columnCount: factors.columnCount) { i, j in i <= j ? factors[i, j] : 0 }
    }
  }

  /// Q: m × min(m, n), with orthonormal columns. O(m n min(m, n)).
  public var q: Matrix<Scalar> {
    @specialized(where Scalar == Double)
    @specialized(where Scalar == Float)
    get {
      var result = Matrix<Scalar>(rowCount: factors.rowCount, columnCount: taus.count)
      for index in taus.indices { result[index, index] = 1 }
      return multipliedByQ(result, transposed: false)
    }
  }

  /// The number of independent columns: those whose part beyond the columns before them is more than rounding.
  ///
  /// Reliable after pivoting; without it a nearly dependent matrix can hide.
  public var rank: Int {
    let size = Scalar(max(factors.rowCount, factors.columnCount))
    return taus.indices.count { index in
      let remaining = abs(factors[index, index])
      let reference = permutationIsSorted ? columnNorm(index) : abs(factors[0, 0])
      return remaining > size * Scalar.ulpOfOne * reference
    }
  }

  /// The x that makes ‖A x - `right`‖ smallest. O(m n).
  ///
  /// - Parameter right: m values.
  /// - Returns: n values.
  /// - Throws: ``LinearAlgebraError/vectorLength(operation:rowCount:columnCount:length:needed:)``,
  ///   ``LinearAlgebraError/tooFewRows(rowCount:columnCount:)`` when m < n, or
  ///   ``LinearAlgebraError/dependentColumns(rank:columnCount:)``.
  public func solve(_ right: [Scalar]) throws -> [Scalar] {
    try requireRightSide(right, for: factors)
    return try solve(Matrix(rowCount: right.count, columnCount: 1, counted: right)).values
  }

  /// The X (n × k) that makes every column of A X - `right` (m × k) shortest. O(m n k).
  ///
  /// - Throws: as ``solve(_:)-([Scalar])``, with
  ///   ``LinearAlgebraError/rightSideRows(rowCount:columnCount:rightRows:rightColumns:)``.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func solve(_ right: Matrix<Scalar>) throws -> Matrix<Scalar> {
    try requireRightSide(right, for: factors)
    let (rows, columns) = (factors.rowCount, factors.columnCount)
    guard rows >= columns else { throw LinearAlgebraError.tooFewRows(rowCount: rows, columnCount: columns) }
    let rank = rank
    guard rank == columns else { throw LinearAlgebraError.dependentColumns(rank: rank, columnCount: columns) }
    let projected = multipliedByQ(right, transposed: true).rows(0..<columns)
    let solution = solved(Matrix(projected)) { values, count in
      factors.rows(0..<columns).withSource { entries in
        solveTriangle(
          TriangleSource(entries: entries, size: columns, isUpper: true, unitDiagonal: false), values, columns: count,
          stride: count)
      }
    }
    var places = [Int](repeating: 0, count: columns)
    for (position, column) in permutation.enumerated() { places[column] = position }
    return solution.rows(at: places)
  }

  /// The full Q (m × m) or its transpose times `matrix` (m × k), without forming Q. O(m n k).
  func multipliedByQ(_ matrix: Matrix<Scalar>, transposed: Bool) -> Matrix<Scalar> {
    solved(matrix) { values, count in
      factors.withUnsafeValues { entries in
        guard !entries.isEmpty else { return }
        apply(
          Reflectors(
            entries: MatrixSource(entries.baseAddress!, rowStride: factors.columnCount), rows: factors.rowCount,
            taus: taus), transposed: transposed, to: values, columns: count, stride: count)
      }
    }
  }

  private var permutationIsSorted: Bool { permutation.indices.allSatisfy { permutation[$0] == $0 } }

  /// The length of a column of R, which is that of the column of A.
  private func columnNorm(_ column: Int) -> Scalar {
    let entries = (0...min(column, taus.count - 1)).map { factors[$0, column] }
    return entries.withUnsafeBufferPointer { norm(of: $0.baseAddress!, count: $0.count) }
  }
}

extension Matrix {
  /// Refuses an entry that is NaN or infinite.
  func requireFinite(_ operation: String) throws {
    // A sum is finite only if all its terms are; finite terms can still overflow, so then each is looked at.
    guard !sum().isFinite, let index = storage.firstIndex(where: { !$0.isFinite }) else { return }
    throw LinearAlgebraError.notFinite(operation: operation, row: index / columnCount, column: index % columnCount)
  }
}

/// Replaces a matrix by R and the reflectors, in groups of columns.
@specialized(where Scalar == Double)
@specialized(where Scalar == Float)
private func triangularize<Scalar: MatrixScalar>(
  _ a: UnsafeMutablePointer<Scalar>, rows: Int, columns: Int, taus: inout [Scalar]
) {
  let group = 32
  var v = [Scalar](repeating: 0, count: rows)
  var w = [Scalar](repeating: 0, count: columns)
  for start in stride(from: 0, to: taus.count, by: group) {
    let end = min(start + group, taus.count)
    for j in start..<end {
      taus[j] = reflectColumn(j, of: a, rows: rows, columns: columns, through: end, &v, &w)
    }
    guard end < columns else { break }
    apply(
      Reflectors(entries: MatrixSource(UnsafePointer(a), rowStride: columns), rows: rows, taus: taus),
      transposed: true, to: a + end, columns: columns - end, stride: columns, range: start..<end)
  }
}

/// Replaces a matrix by R and the reflectors with columns exchanged, and `order` by their order.
@specialized(where Scalar == Double)
@specialized(where Scalar == Float)
private func triangularizePivoting<Scalar: MatrixScalar>(
  _ a: UnsafeMutablePointer<Scalar>, rows: Int, columns: Int, taus: inout [Scalar], order: inout [Int]
) {
  var v = [Scalar](repeating: 0, count: rows)
  var w = [Scalar](repeating: 0, count: columns)
  func remainingNorm(_ column: Int, from row: Int) -> Scalar {
    for i in row..<rows { v[i - row] = a[i * columns + column] }
    return v.withUnsafeBufferPointer { norm(of: $0.baseAddress!, count: rows - row) }
  }
  var norms = (0..<columns).map { remainingNorm($0, from: 0) }
  var lastExact = norms
  // Below this share of the last exact length, the updated one has lost too many digits.
  let limit = Scalar.ulpOfOne.squareRoot()
  for j in taus.indices {
    var best = j
    for column in j..<columns where norms[column] > norms[best] { best = column }
    if best != j {
      for i in 0..<rows { (a + i * columns).exchange(j, best) }
      order.swapAt(j, best)
      norms[best] = norms[j]
      lastExact[best] = lastExact[j]
    }
    taus[j] = reflectColumn(j, of: a, rows: rows, columns: columns, through: columns, &v, &w)
    for column in j + 1..<max(columns, j + 1) where norms[column] != 0 {
      let ratio = abs(a[j * columns + column]) / norms[column]
      let left = max(0, (1 - ratio) * (1 + ratio))
      let sinceExact = norms[column] / lastExact[column]
      if left * sinceExact * sinceExact <= limit {
        norms[column] = j + 1 < rows ? remainingNorm(column, from: j + 1) : 0
        lastExact[column] = norms[column]
      } else {
        norms[column] *= left.squareRoot()
      }
    }
  }
}

/// Makes the reflector of column `j`, keeps it there, and applies it to the columns after it up to `through`;
/// returns its τ.
@inline(__always)
private func reflectColumn<Scalar: MatrixScalar>(
  _ j: Int, of a: UnsafeMutablePointer<Scalar>, rows: Int, columns: Int, through: Int, _ v: inout [Scalar],
  _ w: inout [Scalar]
) -> Scalar {
  let height = rows - j
  let column = a + j * columns + j
  return v.withUnsafeMutableBufferPointer { v in
    let reflector = v.baseAddress!
    for i in 0..<height { reflector[i] = column[i * columns] }
    let (beta, tau) = makeReflector(reflector, count: height)
    column[0] = beta
    for i in 1..<max(height, 1) { column[i * columns] = reflector[i] }
    let width = through - j - 1
    if tau != 0, width > 0 {
      w.withUnsafeMutableBufferPointer { w in
        let products = w.baseAddress!
        products.update(repeating: 0, count: width)
        Scalar.Kernels.addVectorTimes(height, width, column + 1, columns, reflector, products)
        for i in 0..<height {
          Scalar.Kernels.addScaled(width, -tau * reflector[i], products, column + 1 + i * columns)
        }
      }
    }
    return tau
  }
}

extension UnsafeMutablePointer {
  /// Exchanges two entries.
  fileprivate func exchange(_ first: Int, _ second: Int) {
    let value = self[first]
    self[first] = self[second]
    self[second] = value
  }
}
