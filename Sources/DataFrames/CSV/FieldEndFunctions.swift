// The functions of the C target, declared by their symbols instead of by importing its module: a compiler can import a
// Swift module that imports a C module only if it is told where the C module is, and the compiler of cells is not.
// See CFieldEnds.h, which declares the same.

@_extern(c, "cfe_best_set")
func cfe_best_set() -> Int32

@_extern(c, "cfe_find")
func cfe_find(
  _ set: Int32, _ text: UnsafePointer<UInt8>, _ count: Int, _ delimiter: UInt8, _ quote: Int32,
  _ state: UnsafeMutableRawPointer, _ ends: UnsafeMutablePointer<UnsafePointer<UInt8>>?
) -> Int
