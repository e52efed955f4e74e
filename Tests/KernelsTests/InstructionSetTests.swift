import Kernels
import Testing

@Suite("The instruction set")
struct InstructionSetTests {
  @Test("the best set of the processor is in use, and one that it lacks is refused")
  func best() {
    #if arch(x86_64)
      #expect(InstructionSet.current != .neon)
      #expect(!InstructionSet.use(.neon))
    #elseif arch(arm64)
      #expect(InstructionSet.current == .neon)
      #expect(!InstructionSet.use(.avx2))
    #endif
    #expect(InstructionSet.use(InstructionSet.current))
  }
}
