internal import Kernels

/// The results of `count` numbered pieces of work, done on several threads at once and given in order.
///
/// - Parameter threads: how many pieces at once; nil for one per thread of ``Threads``. The results do not depend on it.
/// - Throws: what the first piece in order that failed threw, through `failure`.
func concurrentMap<Value: Sendable>(
  _ count: Int, threads: Int?, failure: (Int, any Error) -> any Error, _ body: @Sendable (Int) throws -> Value
) throws -> [Value] {
  var results = [Result<Value, any Error>?](repeating: nil, count: count)
  results.withUnsafeMutableBufferPointer { results in
    // Each piece writes to a place of its own.
    nonisolated(unsafe) let results = results
    Threads.limited(to: threads ?? .max) {
      parallelFor(0..<count) { index in results[index] = Result { try body(index) } }
    }
  }
  return try results.enumerated().compactMap { index, result in
    do {
      return try result?.get()
    } catch {
      throw failure(index, error)
    }
  }
}
