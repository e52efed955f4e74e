import CKernel

/// Ctrl-C while something runs.
enum Interrupts {
  /// Becomes readable when Ctrl-C is pressed during ``during(_:)``; the same all the time.
  static let descriptor: Int32 = {
    let descriptor = ckernel_catch_interrupts()
    ckernel_release_interrupts()
    return descriptor
  }()

  /// Makes Ctrl-C stop what runs instead of the program, while `body` goes on.
  static func during<Result>(_ body: () throws -> Result) rethrows -> Result {
    _ = ckernel_catch_interrupts()
    defer { ckernel_release_interrupts() }
    return try body()
  }
}
