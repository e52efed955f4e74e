import Kernels
import Synchronization
import Testing

@Suite("Parallel loops", .serialized)
struct ParallelLoopTests {
  @Test("every number is visited once, for any number of threads and any grain")
  func everyNumberOnce() {
    let before = Threads.count
    defer { Threads.count = before }
    for threads in [1, 2, 3, 8] {
      Threads.count = threads
      for (range, grain) in [(0..<0, 1), (0..<1, 1), (5..<1005, 1), (5..<1005, 7), (-10..<10, 100), (0..<64, 0)] {
        let visits = (0..<range.count).map { _ in Counter() }
        parallelFor(range, grain: grain) { piece in
          for index in piece { visits[index - range.lowerBound].add() }
        }
        #expect(visits.allSatisfy { $0.value == 1 }, "\(threads) threads, grain \(grain)")
      }
    }
    let total = Counter()
    parallelFor(0..<100) { total.add($0) }
    #expect(total.value == 4950)
  }

  @Test("a product has the same bits for any number of threads, more than there are processors included")
  func products() {
    let before = Threads.count
    defer { Threads.count = before }
    let depth = 300
    for (rows, columns) in [(210, 170), (170, 210)] {
      let a: [Double] = MatrixProductTests.values(rows * depth, seed: 1).map { $0 / 3 }
      let b: [Double] = MatrixProductTests.values(depth * columns, seed: 2).map { $0 / 3 }
      let results = [1, 2, 3, 5, 8].map { threads in
        Threads.count = threads
        var result = [Double](repeating: 0, count: rows * columns)
        a.withUnsafeBufferPointer { a in
          b.withUnsafeBufferPointer { b in
            multiplyMatrices(
              rows: rows, columns: columns, depth: depth, MatrixSource(a.baseAddress!, rowStride: depth),
              MatrixSource(b.baseAddress!, rowStride: columns), into: &result, stride: columns)
          }
        }
        return result.map(\.bitPattern)
      }
      #expect(results.allSatisfy { $0 == results[0] })
    }
  }

  @Test("a loop inside a loop has one thread, and a limit holds only inside its body")
  func limits() throws {
    let before = Threads.count
    defer { Threads.count = before }
    Threads.count = 4
    #expect(Threads.count == 4)
    let inside = Counter()
    parallelFor(0..<8) { _ in inside.add(Threads.count) }
    #expect(inside.value == 8)
    #expect(Threads.limited(to: 2) { Threads.count } == 2)
    #expect(Threads.limited(to: 2) { Threads.limited(to: 3) { Threads.count } } == 2)
    #expect(Threads.limited(to: 0) { Threads.count } == 1)
    #expect(Threads.count == 4)
    #expect(throws: CancellationError.self) { try Threads.limited(to: 1) { throw CancellationError() } }
    Threads.count = 0
    #expect(Threads.count == 1)
    #expect(Threads.processors >= 1)
  }
}

private final class Counter: Sendable {
  private let count = Atomic<Int>(0)
  func add(_ amount: Int = 1) { count.add(amount, ordering: .relaxed) }
  var value: Int { count.load(ordering: .relaxed) }
}
