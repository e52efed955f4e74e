/// Why cells cannot be run at all.
public enum NotebookError: Error, Hashable, Sendable {
  /// No Swift toolchain was found.
  case noToolchain
  /// A part of the toolchain is missing.
  case incompleteToolchain(missing: String)
  /// The library was built by another compiler than the one that is installed.
  case versionMismatch(built: String, installed: String)
  /// The library's compiled interfaces are not where they should be.
  case noModules(directory: String)
  /// A program could not be started.
  case cannotStart(program: String, reason: String)
  /// The kernel did not come up.
  case kernelSilent(reason: String)
  /// A file could not be written.
  case cannotWrite(path: String, reason: String)
}

extension NotebookError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noToolchain:
      """
      no Swift toolchain: `swiftc` is not in the search path. Install Swift 6.3 from https://www.swift.org/install \
      and put its usr/bin into PATH
      """
    case .incompleteToolchain(let missing):
      "the Swift toolchain has no \(missing). Install the whole toolchain from https://www.swift.org/install"
    case .versionMismatch(let built, let installed):
      """
      Lectern was built with \(built), but the installed compiler is \(installed); one cannot read the other's \
      modules. Build again with `make build`, or put the first one into PATH
      """
    case .noModules(let directory):
      "the library's modules are not in \(directory). Build again with `make build`"
    case .cannotStart(let program, let reason):
      "cannot start \(program): \(reason)"
    case .kernelSilent(let reason):
      "the kernel did not start: \(reason)"
    case .cannotWrite(let path, let reason):
      "cannot write \(path): \(reason)"
    }
  }
}
