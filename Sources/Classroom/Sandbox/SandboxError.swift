/// Why submissions cannot be shut in on this machine.
public enum SandboxError: Error, Hashable, Sendable {
  case noBubblewrap
  /// Bubblewrap could not set it up; what it said.
  case refused(reason: String)
  case noFilter(reason: String)
}

extension SandboxError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noBubblewrap:
      "no sandbox: bubblewrap is not installed. Install it: apt-get install bubblewrap"
    case .refused(let reason):
      """
      no sandbox: bubblewrap could not set it up (\(reason)). In a container, allow it user namespaces; on Ubuntu 24.04 and \
      later, allow bwrap unprivileged user namespaces in AppArmor
      """
    case .noFilter(let reason):
      "no sandbox: the filter of system calls could not be made (\(reason))"
    }
  }
}
