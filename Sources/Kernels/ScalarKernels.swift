/// The inner loops of linear algebra for one type of number, on the instruction set of this processor.
///
/// Sums have a fixed number of partial sums, added in a fixed order without fused multiply-add: they are the same on
/// every processor. Pointers must be good for the counts that are given with them; nothing is checked.
public protocol ScalarKernels<Scalar> {
  /// The type of number.
  associatedtype Scalar

  /// C = beta C + alpha A B, in pieces for `threads` threads; see ``multiplyMatrices``.
  ///
  /// `part` is 1 to leave out tiles above the diagonal of C, else 0. False without memory for the packed blocks.
  static func product(
    _ part: Int32, _ rows: Int, _ columns: Int, _ depth: Int, _ alpha: Scalar, _ left: UnsafePointer<Scalar>,
    _ leftRowStride: Int, _ leftColumnStride: Int, _ right: UnsafePointer<Scalar>, _ rightRowStride: Int,
    _ rightColumnStride: Int, _ beta: Scalar, _ result: UnsafeMutablePointer<Scalar>, _ stride: Int, _ threads: Int
  ) -> Bool
  /// result = A x, for A of `rows` × `columns` with `stride` between rows.
  static func timesVector(
    _ rows: Int, _ columns: Int, _ matrix: UnsafePointer<Scalar>, _ stride: Int, _ vector: UnsafePointer<Scalar>,
    _ result: UnsafeMutablePointer<Scalar>
  )
  /// result += Aᵀ x, for A of `rows` × `columns` with `stride` between rows: row by row, from the first to the last.
  static func addVectorTimes(
    _ rows: Int, _ columns: Int, _ matrix: UnsafePointer<Scalar>, _ stride: Int, _ vector: UnsafePointer<Scalar>,
    _ result: UnsafeMutablePointer<Scalar>
  )
  /// Σ x y.
  static func dot(_ count: Int, _ x: UnsafePointer<Scalar>, _ y: UnsafePointer<Scalar>) -> Scalar
  /// Σ x.
  static func sum(_ count: Int, _ x: UnsafePointer<Scalar>) -> Scalar
  /// Σ |x|.
  static func absoluteSum(_ count: Int, _ x: UnsafePointer<Scalar>) -> Scalar
  /// The smallest of at least one value; NaN if one is NaN.
  static func minimum(_ count: Int, _ x: UnsafePointer<Scalar>) -> Scalar
  /// The largest of at least one value; NaN if one is NaN.
  static func maximum(_ count: Int, _ x: UnsafePointer<Scalar>) -> Scalar
  /// The largest |x| of at least one value; NaN if one is NaN.
  static func absoluteMaximum(_ count: Int, _ x: UnsafePointer<Scalar>) -> Scalar
  /// y += factor x.
  static func addScaled(_ count: Int, _ factor: Scalar, _ x: UnsafePointer<Scalar>, _ y: UnsafeMutablePointer<Scalar>)
  /// result = x + y; result may be x or y.
  static func add(
    _ count: Int, _ x: UnsafePointer<Scalar>, _ y: UnsafePointer<Scalar>, _ result: UnsafeMutablePointer<Scalar>
  )
  /// result = x - y; result may be x or y.
  static func subtract(
    _ count: Int, _ x: UnsafePointer<Scalar>, _ y: UnsafePointer<Scalar>, _ result: UnsafeMutablePointer<Scalar>
  )
  /// result = x y, value by value; result may be x or y.
  static func multiply(
    _ count: Int, _ x: UnsafePointer<Scalar>, _ y: UnsafePointer<Scalar>, _ result: UnsafeMutablePointer<Scalar>
  )
  /// result = x / y, value by value; result may be x or y.
  static func divide(
    _ count: Int, _ x: UnsafePointer<Scalar>, _ y: UnsafePointer<Scalar>, _ result: UnsafeMutablePointer<Scalar>
  )
  /// result = factor x + term; result may be x.
  static func scale(
    _ count: Int, _ x: UnsafePointer<Scalar>, _ factor: Scalar, _ term: Scalar, _ result: UnsafeMutablePointer<Scalar>
  )
  /// (x, y) = (cosine x + sine y, cosine y - sine x).
  static func rotate(
    _ count: Int, _ x: UnsafeMutablePointer<Scalar>, _ y: UnsafeMutablePointer<Scalar>, _ cosine: Scalar,
    _ sine: Scalar
  )
}

/// The loops over values of `Float`.
public enum FloatKernels: ScalarKernels {
  public typealias Scalar = Float

  public static func product(
    _ part: Int32, _ rows: Int, _ columns: Int, _ depth: Int, _ alpha: Scalar, _ left: UnsafePointer<Scalar>,
    _ leftRowStride: Int, _ leftColumnStride: Int, _ right: UnsafePointer<Scalar>, _ rightRowStride: Int,
    _ rightColumnStride: Int, _ beta: Scalar, _ result: UnsafeMutablePointer<Scalar>, _ stride: Int, _ threads: Int
  ) -> Bool {
    cmk_gemm_f32(
      part, rows, columns, depth, alpha, left, leftRowStride, leftColumnStride, right, rightRowStride,
      rightColumnStride, beta, result, stride, threads, sharePieces) != 0
  }

  public static func timesVector(
    _ rows: Int, _ columns: Int, _ matrix: UnsafePointer<Scalar>, _ stride: Int, _ vector: UnsafePointer<Scalar>,
    _ result: UnsafeMutablePointer<Scalar>
  ) {
    cmk_times_vector_f32(rows, columns, matrix, stride, vector, result)
  }

  public static func addVectorTimes(
    _ rows: Int, _ columns: Int, _ matrix: UnsafePointer<Scalar>, _ stride: Int, _ vector: UnsafePointer<Scalar>,
    _ result: UnsafeMutablePointer<Scalar>
  ) {
    cmk_add_vector_times_f32(rows, columns, matrix, stride, vector, result)
  }

  public static func dot(_ count: Int, _ x: UnsafePointer<Scalar>, _ y: UnsafePointer<Scalar>) -> Scalar {
    cmk_dot_f32(count, x, y)
  }

  public static func sum(_ count: Int, _ x: UnsafePointer<Scalar>) -> Scalar {
    cmk_sum_f32(count, x)
  }

  public static func absoluteSum(_ count: Int, _ x: UnsafePointer<Scalar>) -> Scalar {
    cmk_absolute_sum_f32(count, x)
  }

  public static func minimum(_ count: Int, _ x: UnsafePointer<Scalar>) -> Scalar {
    cmk_minimum_f32(count, x)
  }

  public static func maximum(_ count: Int, _ x: UnsafePointer<Scalar>) -> Scalar {
    cmk_maximum_f32(count, x)
  }

  public static func absoluteMaximum(_ count: Int, _ x: UnsafePointer<Scalar>) -> Scalar {
    cmk_absolute_maximum_f32(count, x)
  }

  public static func addScaled(
    _ count: Int, _ factor: Scalar, _ x: UnsafePointer<Scalar>, _ y: UnsafeMutablePointer<Scalar>
  ) {
    cmk_add_scaled_f32(count, factor, x, y)
  }

  public static func add(
    _ count: Int, _ x: UnsafePointer<Scalar>, _ y: UnsafePointer<Scalar>, _ result: UnsafeMutablePointer<Scalar>
  ) {
    cmk_add_f32(count, x, y, result)
  }

  public static func subtract(
    _ count: Int, _ x: UnsafePointer<Scalar>, _ y: UnsafePointer<Scalar>, _ result: UnsafeMutablePointer<Scalar>
  ) {
    cmk_subtract_f32(count, x, y, result)
  }

  public static func multiply(
    _ count: Int, _ x: UnsafePointer<Scalar>, _ y: UnsafePointer<Scalar>, _ result: UnsafeMutablePointer<Scalar>
  ) {
    cmk_multiply_f32(count, x, y, result)
  }

  public static func divide(
    _ count: Int, _ x: UnsafePointer<Scalar>, _ y: UnsafePointer<Scalar>, _ result: UnsafeMutablePointer<Scalar>
  ) {
    cmk_divide_f32(count, x, y, result)
  }

  public static func scale(
    _ count: Int, _ x: UnsafePointer<Scalar>, _ factor: Scalar, _ term: Scalar, _ result: UnsafeMutablePointer<Scalar>
  ) {
    cmk_scale_f32(count, x, factor, term, result)
  }

  public static func rotate(
    _ count: Int, _ x: UnsafeMutablePointer<Scalar>, _ y: UnsafeMutablePointer<Scalar>, _ cosine: Scalar,
    _ sine: Scalar
  ) {
    cmk_rotate_f32(count, x, y, cosine, sine)
  }
}

/// The loops over values of `Double`.
public enum DoubleKernels: ScalarKernels {
  public typealias Scalar = Double

  public static func product(
    _ part: Int32, _ rows: Int, _ columns: Int, _ depth: Int, _ alpha: Scalar, _ left: UnsafePointer<Scalar>,
    _ leftRowStride: Int, _ leftColumnStride: Int, _ right: UnsafePointer<Scalar>, _ rightRowStride: Int,
    _ rightColumnStride: Int, _ beta: Scalar, _ result: UnsafeMutablePointer<Scalar>, _ stride: Int, _ threads: Int
  ) -> Bool {
    cmk_gemm_f64(
      part, rows, columns, depth, alpha, left, leftRowStride, leftColumnStride, right, rightRowStride,
      rightColumnStride, beta, result, stride, threads, sharePieces) != 0
  }

  public static func timesVector(
    _ rows: Int, _ columns: Int, _ matrix: UnsafePointer<Scalar>, _ stride: Int, _ vector: UnsafePointer<Scalar>,
    _ result: UnsafeMutablePointer<Scalar>
  ) {
    cmk_times_vector_f64(rows, columns, matrix, stride, vector, result)
  }

  public static func addVectorTimes(
    _ rows: Int, _ columns: Int, _ matrix: UnsafePointer<Scalar>, _ stride: Int, _ vector: UnsafePointer<Scalar>,
    _ result: UnsafeMutablePointer<Scalar>
  ) {
    cmk_add_vector_times_f64(rows, columns, matrix, stride, vector, result)
  }

  public static func dot(_ count: Int, _ x: UnsafePointer<Scalar>, _ y: UnsafePointer<Scalar>) -> Scalar {
    cmk_dot_f64(count, x, y)
  }

  public static func sum(_ count: Int, _ x: UnsafePointer<Scalar>) -> Scalar {
    cmk_sum_f64(count, x)
  }

  public static func absoluteSum(_ count: Int, _ x: UnsafePointer<Scalar>) -> Scalar {
    cmk_absolute_sum_f64(count, x)
  }

  public static func minimum(_ count: Int, _ x: UnsafePointer<Scalar>) -> Scalar {
    cmk_minimum_f64(count, x)
  }

  public static func maximum(_ count: Int, _ x: UnsafePointer<Scalar>) -> Scalar {
    cmk_maximum_f64(count, x)
  }

  public static func absoluteMaximum(_ count: Int, _ x: UnsafePointer<Scalar>) -> Scalar {
    cmk_absolute_maximum_f64(count, x)
  }

  public static func addScaled(
    _ count: Int, _ factor: Scalar, _ x: UnsafePointer<Scalar>, _ y: UnsafeMutablePointer<Scalar>
  ) {
    cmk_add_scaled_f64(count, factor, x, y)
  }

  public static func add(
    _ count: Int, _ x: UnsafePointer<Scalar>, _ y: UnsafePointer<Scalar>, _ result: UnsafeMutablePointer<Scalar>
  ) {
    cmk_add_f64(count, x, y, result)
  }

  public static func subtract(
    _ count: Int, _ x: UnsafePointer<Scalar>, _ y: UnsafePointer<Scalar>, _ result: UnsafeMutablePointer<Scalar>
  ) {
    cmk_subtract_f64(count, x, y, result)
  }

  public static func multiply(
    _ count: Int, _ x: UnsafePointer<Scalar>, _ y: UnsafePointer<Scalar>, _ result: UnsafeMutablePointer<Scalar>
  ) {
    cmk_multiply_f64(count, x, y, result)
  }

  public static func divide(
    _ count: Int, _ x: UnsafePointer<Scalar>, _ y: UnsafePointer<Scalar>, _ result: UnsafeMutablePointer<Scalar>
  ) {
    cmk_divide_f64(count, x, y, result)
  }

  public static func scale(
    _ count: Int, _ x: UnsafePointer<Scalar>, _ factor: Scalar, _ term: Scalar, _ result: UnsafeMutablePointer<Scalar>
  ) {
    cmk_scale_f64(count, x, factor, term, result)
  }

  public static func rotate(
    _ count: Int, _ x: UnsafeMutablePointer<Scalar>, _ y: UnsafeMutablePointer<Scalar>, _ cosine: Scalar,
    _ sine: Scalar
  ) {
    cmk_rotate_f64(count, x, y, cosine, sine)
  }
}
