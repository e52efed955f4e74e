internal import Dispatch
internal import Synchronization

/// A parallel loop that runs: whoever takes part does one piece after the other until none is left.
///
/// It outlives the call that made it where a helper comes late; `body` does not, and is not called by then.
final class SharedLoop: @unchecked Sendable {
  /// Nanoseconds that threads of this loop wait for each other, or for the next loop, before they sleep.
  let patience: Int
  private let range: Range<Int>
  private let pieceLength: Int
  private let pieceCount: Int
  private let body: UnsafePointer<@Sendable (Range<Int>) -> Void>
  private let next = Atomic<Int>(0)
  /// The helpers that are done; less the number of all of them once the caller sleeps.
  private let done = Atomic<Int>(0)
  private let isOver = DispatchSemaphore(value: 0)

  init(
    range: Range<Int>, pieceLength: Int, pieceCount: Int, threads: Int,
    _ body: UnsafePointer<@Sendable (Range<Int>) -> Void>
  ) {
    self.range = range
    self.pieceLength = pieceLength
    self.pieceCount = pieceCount
    self.body = body
    // A thread that waits must not keep the processor from the one that it waits for.
    patience = threads <= Threads.processors ? 80_000 : 0
  }

  /// Does pieces until all are taken.
  @inline(never)
  func takePart() {
    Threads.limited(to: 1) {
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < pieceCount else { return }
        let start = range.lowerBound + index * pieceLength
        body.pointee(start..<min(start + pieceLength, range.upperBound))
      }
    }
  }

  /// What a helper says after its last piece.
  func helperIsDone() {
    if done.add(1, ordering: .acquiringAndReleasing).newValue == 0 { isOver.signal() }
  }

  /// Returns when `helpers` helpers are done.
  func wait(for helpers: Int) {
    if waitBriefly(patience, until: { done.load(ordering: .acquiring) == helpers }) { return }
    if done.subtract(helpers, ordering: .acquiringAndReleasing).newValue != 0 { isOver.wait() }
  }
}

/// Waits until `condition` holds, without sleeping; false if it does not within so many nanoseconds.
func waitBriefly(_ nanoseconds: Int, until condition: () -> Bool) -> Bool {
  if condition() { return true }
  guard nanoseconds > 0 else { return false }
  let end = cmk_nanoseconds() + nanoseconds
  repeat {
    for _ in 0..<16 {
      cmk_pause()
      if condition() { return true }
    }
  } while cmk_nanoseconds() < end
  return false
}
