import Foundation
import Notebook
import Plotting

/// Starts the toolchain, the kernel and the compiler's caches on a thread of its own, so that the prompt need not wait.
final class SessionStarter: @unchecked Sendable {
  private let condition = NSCondition()
  private var result: Result<NotebookSession, any Error>?
  private var client: CompletionClient?

  /// - Parameter completes: whether completion will be asked for, and is to be made ready, too.
  init(_ installation: Installation, context: DisplayContext, completes: Bool) {
    let configuration = installation.sessionConfiguration
    Thread.detachNewThread { [self] in
      let made = Result {
        let session = try NotebookSession(
          configuration, toolchain: try installation.findToolchain(), context: context)
        try session.prepare()
        if completes {
          let client = CompletionClient(
            command: [installation.program, Installation.completionWord], library: session.toolchain.completionLibrary,
            timeout: Installation.completionPatience)
          client.warmUp(session.completionContext)
          condition.withLock { self.client = client }
        }
        return session
      }
      condition.lock()
      result = made
      condition.broadcast()
      condition.unlock()
    }
  }

  /// The session, waited for if need be.
  ///
  /// - Throws: `NotebookError` if cells cannot be run on this machine, ``ShellError/interrupted`` if the wait was.
  func session() throws -> NotebookSession {
    condition.lock()
    defer { condition.unlock() }
    while result == nil {
      _ = condition.wait(until: Date(timeIntervalSinceNow: 0.05))
      if result == nil, Interrupts.isPending { throw ShellError.interrupted }
    }
    return try result!.get()
  }

  /// Completion, once it is being made ready; nil where it was not wanted.
  var completion: CompletionClient? { condition.withLock { client } }
}
