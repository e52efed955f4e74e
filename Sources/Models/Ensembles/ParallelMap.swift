import Kernels

/// The results of `body` for 0 ..< `count`, in this order, computed on several threads.
func parallelMap<Result: Sendable>(_ count: Int, grain: Int = 1, _ body: @Sendable (Int) -> Result) -> [Result] {
  var results = [Result?](repeating: nil, count: count)
  results.withUnsafeMutableBufferPointer { results in
    nonisolated(unsafe) let results = results
    parallelFor(0..<count, grain: grain) { piece in
      for index in piece { results[index] = body(index) }
    }
  }
  return results.map { $0! }
}
