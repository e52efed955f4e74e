internal import Dispatch
internal import Foundation
internal import Synchronization

/// The results of `count` numbered pieces of work, done on several threads at once and given in order.
///
/// - Parameter threads: how many pieces at once; nil for one per processor. The results do not depend on it.
/// - Throws: what the first piece in order that failed threw, through `failure`.
func concurrentMap<Value: Sendable>(
  _ count: Int, threads: Int?, failure: (Int, any Error) -> any Error, _ body: @Sendable (Int) throws -> Value
) throws -> [Value] {
  let workers = min(count, max(1, threads ?? ProcessInfo.processInfo.activeProcessorCount))
  let next = Atomic<Int>(0)
  let results = Mutex([Result<Value, any Error>?](repeating: nil, count: count))
  DispatchQueue.concurrentPerform(iterations: workers) { _ in
    while true {
      let index = next.add(1, ordering: .relaxed).oldValue
      guard index < count else { return }
      let result = Result { try body(index) }
      results.withLock { $0[index] = result }
    }
  }
  return try results.withLock { $0 }.enumerated().compactMap { index, result in
    do {
      return try result?.get()
    } catch {
      throw failure(index, error)
    }
  }
}
