import ArgumentParser

/// What this program's exit status means.
extension ExitCode {
  /// A cell, a check or a lint failed.
  static let failed = ExitCode(1)
  /// The words of the command were wrong.
  static let usage = ExitCode(2)
  /// The machine lacks something: a toolchain, a library, a place to write.
  static let lacking = ExitCode(3)
}
