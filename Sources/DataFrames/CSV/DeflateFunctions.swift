// The functions of the C target, declared by their symbols instead of by importing its module: a compiler can import a
// Swift module that imports a C module only if it is told where the C module is, and the compiler of cells is not.
// See CDeflate.h, which declares the same.

@_extern(c, "cdeflate_open_compressing")
func cdeflate_open_compressing(_ level: Int32) -> OpaquePointer?

@_extern(c, "cdeflate_open_decompressing")
func cdeflate_open_decompressing() -> OpaquePointer?

@_extern(c, "cdeflate_step")
func cdeflate_step(
  _ stream: OpaquePointer, _ input: UnsafeRawPointer?, _ inputCount: Int, _ output: UnsafeMutableRawPointer?,
  _ outputCount: Int, _ finishing: Int32, _ consumed: UnsafeMutablePointer<Int>, _ produced: UnsafeMutablePointer<Int>
) -> Int32

@_extern(c, "cdeflate_message")
func cdeflate_message(_ stream: OpaquePointer) -> UnsafePointer<CChar>

@_extern(c, "cdeflate_close")
func cdeflate_close(_ stream: OpaquePointer)
