/// The vector instructions that the kernels run on.
///
/// The best set that the processor has is chosen when the first kernel runs; every set is in the one build.
public enum InstructionSet: String, Sendable, CaseIterable, Codable {
  /// What every processor of the architecture has, without fused multiply-add (SSE2 on x86-64).
  case plain
  /// 128-bit vectors of arm64, with fused multiply-add.
  case neon
  /// 256-bit vectors of x86-64, with fused multiply-add.
  case avx2
  /// 512-bit vectors of x86-64, with fused multiply-add.
  case avx512

  /// The set in use.
  public static var current: InstructionSet {
    let code = cmk_instruction_set()
    return allCases.first { $0.code == code } ?? .plain
  }

  /// Whether products fuse a multiplication with an addition, which rounds once instead of twice.
  ///
  /// Products of matrices are equal bit by bit among all sets that do.
  public var fusesMultiplyAdd: Bool { self != .plain }

  /// Makes this thread use another set, for tests and measurements; false, and nothing changes, where the processor or
  /// the build lacks it.
  @discardableResult
  package static func use(_ set: InstructionSet) -> Bool {
    cmk_use_instruction_set(set.code) != 0
  }

  /// The number of the set in CMatrixKernels.h.
  private var code: Int32 {
    switch self {
    case .plain: 0
    case .neon: 1
    case .avx2: 2
    case .avx512: 3
    }
  }
}
