import CKernel

/// Makes Ctrl-C stop what runs instead of the program, while `body` goes on.
///
/// `body` gets the descriptor that becomes readable when Ctrl-C is pressed.
func catchingInterrupts<Result>(_ body: (Int32) throws -> Result) rethrows -> Result {
  let descriptor = ckernel_catch_interrupts()
  defer { ckernel_release_interrupts() }
  return try body(descriptor)
}
