// The functions of the C target, declared by their symbols instead of by importing its module: a compiler can import a
// Swift module that imports a C module only if it is told where the C module is, and the compiler of cells is not.
// See CMatrixKernels.h, which declares the same.

@_extern(c, "cmk_instruction_set")
func cmk_instruction_set() -> Int32

@_extern(c, "cmk_use_instruction_set")
func cmk_use_instruction_set(_ set: Int32) -> Int32

@_extern(c, "cmk_processors")
func cmk_processors() -> Int32

@_extern(c, "cmk_start_thread")
func cmk_start_thread(
  _ body: @convention(c) (UnsafeMutableRawPointer) -> Void, _ state: UnsafeMutableRawPointer
) -> Int32

@_extern(c, "cmk_nanoseconds")
func cmk_nanoseconds() -> Int

@_extern(c, "cmk_pause")
func cmk_pause()

/// Calls its function with the state and ranges of pieces, from the first to before the end, that make up all pieces.
typealias PieceLoop =
  @convention(c) (_ pieces: Int, @convention(c) (UnsafeRawPointer, Int, Int) -> Void, UnsafeRawPointer) -> Void

@_extern(c, "cmk_gemm_f32")
func cmk_gemm_f32(
  _ part: Int32, _ rows: Int, _ columns: Int, _ depth: Int, _ alpha: Float, _ left: UnsafePointer<Float>,
  _ leftRowStride: Int, _ leftColumnStride: Int, _ right: UnsafePointer<Float>, _ rightRowStride: Int,
  _ rightColumnStride: Int, _ beta: Float, _ result: UnsafeMutablePointer<Float>, _ stride: Int, _ threads: Int,
  _ loop: PieceLoop
) -> Int32

@_extern(c, "cmk_times_vector_f32")
func cmk_times_vector_f32(
  _ rows: Int, _ columns: Int, _ matrix: UnsafePointer<Float>, _ stride: Int, _ vector: UnsafePointer<Float>,
  _ result: UnsafeMutablePointer<Float>)

@_extern(c, "cmk_add_vector_times_f32")
func cmk_add_vector_times_f32(
  _ rows: Int, _ columns: Int, _ matrix: UnsafePointer<Float>, _ stride: Int, _ vector: UnsafePointer<Float>,
  _ result: UnsafeMutablePointer<Float>)

@_extern(c, "cmk_dot_f32")
func cmk_dot_f32(_ count: Int, _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>) -> Float

@_extern(c, "cmk_sum_f32")
func cmk_sum_f32(_ count: Int, _ x: UnsafePointer<Float>) -> Float

@_extern(c, "cmk_absolute_sum_f32")
func cmk_absolute_sum_f32(_ count: Int, _ x: UnsafePointer<Float>) -> Float

@_extern(c, "cmk_minimum_f32")
func cmk_minimum_f32(_ count: Int, _ x: UnsafePointer<Float>) -> Float

@_extern(c, "cmk_maximum_f32")
func cmk_maximum_f32(_ count: Int, _ x: UnsafePointer<Float>) -> Float

@_extern(c, "cmk_absolute_maximum_f32")
func cmk_absolute_maximum_f32(_ count: Int, _ x: UnsafePointer<Float>) -> Float

@_extern(c, "cmk_add_scaled_f32")
func cmk_add_scaled_f32(_ count: Int, _ factor: Float, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>)

@_extern(c, "cmk_add_f32")
func cmk_add_f32(
  _ count: Int, _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ result: UnsafeMutablePointer<Float>)

@_extern(c, "cmk_subtract_f32")
func cmk_subtract_f32(
  _ count: Int, _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ result: UnsafeMutablePointer<Float>)

@_extern(c, "cmk_multiply_f32")
func cmk_multiply_f32(
  _ count: Int, _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ result: UnsafeMutablePointer<Float>)

@_extern(c, "cmk_divide_f32")
func cmk_divide_f32(
  _ count: Int, _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ result: UnsafeMutablePointer<Float>)

@_extern(c, "cmk_scale_f32")
func cmk_scale_f32(
  _ count: Int, _ x: UnsafePointer<Float>, _ factor: Float, _ term: Float, _ result: UnsafeMutablePointer<Float>)

@_extern(c, "cmk_rotate_f32")
func cmk_rotate_f32(
  _ count: Int, _ x: UnsafeMutablePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ cosine: Float, _ sine: Float)

@_extern(c, "cmk_gemm_f64")
func cmk_gemm_f64(
  _ part: Int32, _ rows: Int, _ columns: Int, _ depth: Int, _ alpha: Double, _ left: UnsafePointer<Double>,
  _ leftRowStride: Int, _ leftColumnStride: Int, _ right: UnsafePointer<Double>, _ rightRowStride: Int,
  _ rightColumnStride: Int, _ beta: Double, _ result: UnsafeMutablePointer<Double>, _ stride: Int, _ threads: Int,
  _ loop: PieceLoop
) -> Int32

@_extern(c, "cmk_times_vector_f64")
func cmk_times_vector_f64(
  _ rows: Int, _ columns: Int, _ matrix: UnsafePointer<Double>, _ stride: Int, _ vector: UnsafePointer<Double>,
  _ result: UnsafeMutablePointer<Double>)

@_extern(c, "cmk_add_vector_times_f64")
func cmk_add_vector_times_f64(
  _ rows: Int, _ columns: Int, _ matrix: UnsafePointer<Double>, _ stride: Int, _ vector: UnsafePointer<Double>,
  _ result: UnsafeMutablePointer<Double>)

@_extern(c, "cmk_dot_f64")
func cmk_dot_f64(_ count: Int, _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>) -> Double

@_extern(c, "cmk_sum_f64")
func cmk_sum_f64(_ count: Int, _ x: UnsafePointer<Double>) -> Double

@_extern(c, "cmk_absolute_sum_f64")
func cmk_absolute_sum_f64(_ count: Int, _ x: UnsafePointer<Double>) -> Double

@_extern(c, "cmk_minimum_f64")
func cmk_minimum_f64(_ count: Int, _ x: UnsafePointer<Double>) -> Double

@_extern(c, "cmk_maximum_f64")
func cmk_maximum_f64(_ count: Int, _ x: UnsafePointer<Double>) -> Double

@_extern(c, "cmk_absolute_maximum_f64")
func cmk_absolute_maximum_f64(_ count: Int, _ x: UnsafePointer<Double>) -> Double

@_extern(c, "cmk_add_scaled_f64")
func cmk_add_scaled_f64(_ count: Int, _ factor: Double, _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>)

@_extern(c, "cmk_add_f64")
func cmk_add_f64(
  _ count: Int, _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ result: UnsafeMutablePointer<Double>)

@_extern(c, "cmk_subtract_f64")
func cmk_subtract_f64(
  _ count: Int, _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ result: UnsafeMutablePointer<Double>)

@_extern(c, "cmk_multiply_f64")
func cmk_multiply_f64(
  _ count: Int, _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ result: UnsafeMutablePointer<Double>)

@_extern(c, "cmk_divide_f64")
func cmk_divide_f64(
  _ count: Int, _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ result: UnsafeMutablePointer<Double>)

@_extern(c, "cmk_scale_f64")
func cmk_scale_f64(
  _ count: Int, _ x: UnsafePointer<Double>, _ factor: Double, _ term: Double, _ result: UnsafeMutablePointer<Double>)

@_extern(c, "cmk_rotate_f64")
func cmk_rotate_f64(
  _ count: Int, _ x: UnsafeMutablePointer<Double>, _ y: UnsafeMutablePointer<Double>, _ cosine: Double, _ sine: Double)
