import Synchronization

/// Growers with their memory, lent to one thread at a time.
final class GrowerPool: Sendable {
  private struct Lent: @unchecked Sendable {
    var free: [ExactTreeGrower] = []
  }

  private let state = Mutex(Lent())
  private let make: @Sendable () -> ExactTreeGrower

  init(_ make: @escaping @Sendable () -> ExactTreeGrower) {
    self.make = make
  }

  /// Calls `body` with a grower that no other thread has.
  func withGrower<Result>(_ body: (ExactTreeGrower) -> Result) -> Result {
    nonisolated(unsafe) var grower: ExactTreeGrower?
    state.withLock { grower = $0.free.popLast() }
    let own = grower ?? make()
    defer {
      nonisolated(unsafe) let done = own
      state.withLock { $0.free.append(done) }
    }
    return body(own)
  }
}
