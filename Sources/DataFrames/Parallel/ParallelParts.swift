internal import Dispatch
internal import Foundation

/// The number of processors that loops over rows are spread over.
let workerCount = max(1, ProcessInfo.processInfo.activeProcessorCount)

/// Calls `body` once for each number below `count`, on all processors, and waits for all of them.
///
/// What a part does must not depend on which thread does it or when.
func forEachPart(_ count: Int, _ body: (Int) -> Void) {
  guard count > 1, workerCount > 1 else {
    for part in 0..<count { body(part) }
    return
  }
  withoutActuallyEscaping(body) { body in
    let work = SharedWork(body: body)
    DispatchQueue.concurrentPerform(iterations: count) { work.body($0) }
  }
}

/// Work that writes only to places of its own, whichever thread runs a part of it.
private struct SharedWork: @unchecked Sendable {
  let body: (Int) -> Void
}

/// Cuts `0 ..< count` into pieces of `size` (the last may be shorter) and calls `body` for each, on all processors.
func forEachSlice(of count: Int, size: Int = 1 << 16, _ body: (Range<Int>) -> Void) {
  let parts = (count + size - 1) / size
  forEachPart(parts) { part in
    body(part * size..<min(count, (part + 1) * size))
  }
}
