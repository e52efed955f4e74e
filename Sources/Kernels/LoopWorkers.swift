internal import Dispatch
internal import Synchronization

/// The threads that help with parallel loops: started when first needed, kept, asleep when there is nothing to do.
///
/// There is no lock and no order in which they are given back, because a caller may be stopped for good anywhere: the
/// notebook parks the thread of a cell that faults or is interrupted, and the thread of a helper that faults. The
/// helpers of a stopped caller do what is left of its loop and are free again; a helper that does not come back is
/// replaced.
enum LoopWorkers {
  private static let all = (0..<max(64, 4 * Threads.processors)).map { _ in LoopWorker() }
  /// A helper that has been in one loop for so many nanoseconds may never come back.
  private static let longTime = 1_000_000_000

  /// The helpers of a loop.
  struct Helpers {
    var count = 0
    /// They are among this many of all workers.
    var bound = 0
  }

  /// Gives `loop` to `count` workers, or to fewer if others are at work.
  static func engage(_ count: Int, for loop: SharedLoop) -> Helpers {
    var helpers = Helpers()
    // Those who are awake first.
    for state in [LoopWorker.idle, LoopWorker.asleep] {
      for (index, worker) in all.enumerated() {
        guard helpers.count < count, !worker.isUnborn else { break }
        if worker.engage(for: loop, from: state) {
          helpers.count += 1
          helpers.bound = max(helpers.bound, index + 1)
        }
      }
    }
    guard helpers.count < count else { return helpers }
    // As many at work as there are processors, however many callers there are.
    let now = cmk_nanoseconds()
    var working = all.count { $0.hasWorked(for: longTime, at: now) == false }
    for (index, worker) in all.enumerated() where worker.isUnborn {
      guard helpers.count < count, working < max(count, Threads.processors - 1) else { break }
      if worker.engage(for: loop, from: LoopWorker.unborn) {
        helpers.count += 1
        helpers.bound = index + 1
        working += 1
      }
    }
    return helpers
  }

  /// Returns when no helper is in `loop` any more. Those that have not begun yet do not begin.
  static func leave(_ loop: SharedLoop, _ helpers: Helpers) {
    var begun = helpers.count
    for worker in all[..<helpers.bound] where worker.takeBack(loop) { begun -= 1 }
    loop.wait(for: begun)
  }
}

/// One thread that helps.
private final class LoopWorker: Sendable {
  // What `state` is besides the address of a loop: of one that waits for this worker, or, plus `inLoop`, of the one that
  // it is in.
  static let idle: UInt = 0
  static let asleep: UInt = 2
  static let unborn: UInt = 4
  private static let inLoop: UInt = 1

  private let state = Atomic<UInt>(unborn)
  /// When it was last given a loop.
  private let engaged = Atomic<Int>(0)
  private let wakeUp = DispatchSemaphore(value: 0)

  var isUnborn: Bool { state.load(ordering: .relaxed) == Self.unborn }

  /// Whether it has been in one loop for so many nanoseconds; nil if it is in none.
  func hasWorked(for nanoseconds: Int, at now: Int) -> Bool? {
    state.load(ordering: .relaxed) <= Self.unborn ? nil : now - engaged.load(ordering: .relaxed) > nanoseconds
  }

  /// Gives it `loop` if it is in the state `expected`.
  func engage(for loop: SharedLoop, from expected: UInt) -> Bool {
    guard state.load(ordering: .relaxed) == expected else { return false }
    let reference = Unmanaged.passRetained(loop)
    let place = UInt(bitPattern: reference.toOpaque())
    guard state.compareExchange(expected: expected, desired: place, ordering: .acquiringAndReleasing).exchanged else {
      reference.release()
      return false
    }
    engaged.store(cmk_nanoseconds(), ordering: .relaxed)
    if expected == Self.asleep {
      wakeUp.signal()
    } else if expected == Self.unborn {
      let worker = Unmanaged.passUnretained(self).toOpaque()
      let isBorn = cmk_start_thread({ Unmanaged<LoopWorker>.fromOpaque($0).takeUnretainedValue().work() }, worker)
      guard isBorn != 0 else {
        state.store(Self.unborn, ordering: .relaxed)
        reference.release()
        return false
      }
    }
    return true
  }

  /// Takes `loop` away from it, unless it has begun or has another.
  func takeBack(_ loop: SharedLoop) -> Bool {
    let reference = Unmanaged.passUnretained(loop)
    let place = UInt(bitPattern: reference.toOpaque())
    guard state.compareExchange(expected: place, desired: Self.idle, ordering: .acquiringAndReleasing).exchanged else {
      return false
    }
    reference.release()
    return true
  }

  /// What its thread does, for ever.
  private func work() {
    var patience = 0
    while true {
      let found = state.load(ordering: .acquiring)
      if found == Self.idle {
        if waitBriefly(patience, until: { state.load(ordering: .relaxed) != Self.idle }) { continue }
        if state.compareExchange(
          expected: Self.idle, desired: Self.asleep, ordering: .acquiringAndReleasing
        ).exchanged {
          wakeUp.wait()
        }
      } else if state.compareExchange(
        expected: found, desired: found | Self.inLoop, ordering: .acquiringAndReleasing
      ).exchanged {
        patience = helpOut(at: found)
      }
    }
  }

  /// Takes part in the loop at an address; gives the loop's patience.
  private func helpOut(at place: UInt) -> Int {
    let loop = Unmanaged<SharedLoop>.fromOpaque(UnsafeRawPointer(bitPattern: place)!).takeRetainedValue()
    loop.takePart()
    state.store(Self.idle, ordering: .releasing)
    loop.helperIsDone()
    return loop.patience
  }
}
