internal import Foundation
internal import Glibc

/// One process of the completion service, from its start to its end.
final class CompletionConnection: @unchecked Sendable {
  let process: pid_t
  private let channel: MessageChannel
  private let condition = NSCondition()
  private static let firstID = 1
  private var nextID = firstID
  /// When each request that is not answered yet was sent.
  private var open: [Int: ContinuousClock.Instant] = [:]
  /// The requests that somebody waits for, with their answers once they are there.
  private var awaited: [Int: CompletionReply.Result?] = [:]
  private var state = State.running
  private var failure: String?

  private enum State { case running, ended, died }

  /// Starts `command`, which finds its end of the conversation at ``CompletionService/descriptor``, and has it load
  /// the toolchain's library.
  /// - Throws: ``MessageError``, ``NotebookError/cannotStart(program:reason:)``.
  init(command: [String], library: String, idleLimit: Duration) throws {
    let (channel, other) = try MessageChannel.pair()
    defer { close(other) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // What the compiler writes when it crashes must not land in the terminal.
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, other, CompletionService.descriptor)
    self.channel = channel
    // In a group of its own, it does not get the terminal's Ctrl-C.
    process = try ChildProcess.spawn(
      Command(command), actions: &actions, firstClosed: CompletionService.descriptor + 1, ownGroup: true)
    Thread.detachNewThread { [self] in listen(idleLimit) }
    post(.load(library: library))
  }

  var isOpen: Bool { condition.withLock { state == .running } }
  var hasDied: Bool { condition.withLock { state == .died } }
  /// Why the service cannot do its work at all.
  var problem: String? { condition.withLock { failure } }

  /// Sends a request whose answer nobody waits for.
  func post(_ work: CompletionRequest.Work) {
    let request = condition.withLock { register(work) }
    // The service reads at once whatever it is doing, so this does not wait.
    try? channel.send(request, within: .milliseconds(200))
  }

  /// Sends a request and waits for its answer; nil if there is none by `deadline` or the process ends.
  /// A service that cannot do its work at all says so each time.
  func ask(_ work: CompletionRequest.Work, until deadline: ContinuousClock.Instant) -> CompletionReply.Result? {
    let request = condition.withLock {
      let request = register(work)
      awaited.updateValue(nil, forKey: request.id)
      return request
    }
    try? channel.send(request, within: max(deadline - .now, .zero))
    return condition.withLock {
      defer { awaited[request.id] = nil }
      while state == .running, failure == nil {
        if case .some(.some(let result)) = awaited[request.id] { return result }
        let left = deadline - .now
        guard left > .zero else { return nil }
        _ = condition.wait(until: Date(timeIntervalSinceNow: left / .seconds(1)))
      }
      return (awaited[request.id] ?? nil) ?? failure.map { .failed($0) }
    }
  }

  /// Whether something sent longer than `limit` ago has not been answered.
  func hangs(for limit: Duration) -> Bool {
    let now = ContinuousClock.now
    return condition.withLock { open.values.contains { now - $0 > limit } }
  }

  /// Ends the process.
  func end() {
    condition.withLock { if state == .running { state = .ended } }
    channel.shutDown()
  }

  /// Call with the lock held.
  private func register(_ work: CompletionRequest.Work) -> CompletionRequest {
    defer { nextID += 1 }
    open[nextID] = .now
    return CompletionRequest(id: nextID, work: work)
  }

  /// Takes the answers, and at the end sees to it that nothing is left of the process.
  private func listen(_ idleLimit: Duration) {
    listening: while true {
      do {
        let reply = try channel.receive(CompletionReply.self, within: idleLimit)
        condition.withLock {
          open[reply.id] = nil
          if awaited[reply.id] != nil { awaited.updateValue(reply.result, forKey: reply.id) }
          if reply.id == Self.firstID, case .failed(let reason) = reply.result { failure = reason }
          condition.broadcast()
        }
      } catch .timedOut {
        let isIdle = condition.withLock {
          if open.isEmpty, state == .running { state = .ended }
          return open.isEmpty
        }
        if isIdle { break listening }
      } catch {
        break listening
      }
    }
    condition.withLock {
      if state == .running { state = .died }
      condition.broadcast()
    }
    kill(process, SIGKILL)
    _ = ChildProcess.wait(for: process)
  }
}
