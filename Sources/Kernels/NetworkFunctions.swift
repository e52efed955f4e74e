// The loops of neural networks, declared by their symbols; see CFunctions.swift for why, and CMatrixKernels.h for what
// they do.

@_extern(c, "cmk_activate_f32")
func cmk_activate_f32(
  _ activation: Int32, _ rows: Int, _ columns: Int, _ biases: UnsafePointer<Float>, _ x: UnsafeMutablePointer<Float>)

@_extern(c, "cmk_times_slope_f32")
func cmk_times_slope_f32(
  _ activation: Int32, _ count: Int, _ values: UnsafePointer<Float>, _ slope: UnsafeMutablePointer<Float>)

@_extern(c, "cmk_softmax_f32")
func cmk_softmax_f32(
  _ rows: Int, _ columns: Int, _ x: UnsafeMutablePointer<Float>, _ maxima: UnsafeMutablePointer<Float>,
  _ sums: UnsafeMutablePointer<Float>)

@_extern(c, "cmk_momentum_step_f32")
func cmk_momentum_step_f32(
  _ count: Int, _ rate: Float, _ momentum: Float, _ nesterov: Int32, _ decay: Float, _ gradient: UnsafePointer<Float>,
  _ velocity: UnsafeMutablePointer<Float>, _ w: UnsafeMutablePointer<Float>)

@_extern(c, "cmk_adam_step_f32")
func cmk_adam_step_f32(
  _ count: Int, _ rate: Float, _ keep: Float, _ beta1: Float, _ beta2: Float, _ rootScale: Float, _ epsilon: Float,
  _ gradient: UnsafePointer<Float>, _ mean: UnsafeMutablePointer<Float>, _ square: UnsafeMutablePointer<Float>,
  _ w: UnsafeMutablePointer<Float>)

@_extern(c, "cmk_activate_f64")
func cmk_activate_f64(
  _ activation: Int32, _ rows: Int, _ columns: Int, _ biases: UnsafePointer<Double>, _ x: UnsafeMutablePointer<Double>)

@_extern(c, "cmk_times_slope_f64")
func cmk_times_slope_f64(
  _ activation: Int32, _ count: Int, _ values: UnsafePointer<Double>, _ slope: UnsafeMutablePointer<Double>)

@_extern(c, "cmk_softmax_f64")
func cmk_softmax_f64(
  _ rows: Int, _ columns: Int, _ x: UnsafeMutablePointer<Double>, _ maxima: UnsafeMutablePointer<Double>,
  _ sums: UnsafeMutablePointer<Double>)

@_extern(c, "cmk_momentum_step_f64")
func cmk_momentum_step_f64(
  _ count: Int, _ rate: Double, _ momentum: Double, _ nesterov: Int32, _ decay: Double,
  _ gradient: UnsafePointer<Double>,
  _ velocity: UnsafeMutablePointer<Double>, _ w: UnsafeMutablePointer<Double>)

@_extern(c, "cmk_adam_step_f64")
func cmk_adam_step_f64(
  _ count: Int, _ rate: Double, _ keep: Double, _ beta1: Double, _ beta2: Double, _ rootScale: Double,
  _ epsilon: Double,
  _ gradient: UnsafePointer<Double>, _ mean: UnsafeMutablePointer<Double>, _ square: UnsafeMutablePointer<Double>,
  _ w: UnsafeMutablePointer<Double>)
