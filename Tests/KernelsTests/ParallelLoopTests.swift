import Dispatch
import Glibc
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
    let shapes = [(210, 170, 300), (170, 210, 300), (8, 3000, 300), (3000, 8, 300), (40, 2500, 70), (257, 255, 513)]
    for (rows, columns, depth) in shapes {
      expectSameProduct(Double.self, rows, columns, depth)
      expectSameProduct(Float.self, rows, columns, depth)
    }
  }

  @Test("the lower part of a product has the same bits for any number of threads")
  func lowerParts() {
    let before = Threads.count
    defer { Threads.count = before }
    expectSameProduct(Double.self, 301, 301, 60, part: .lower)
    expectSameProduct(Float.self, 2200, 2200, 5, part: .lower)
  }

  private func expectSameProduct<Scalar: MatrixScalar>(
    _: Scalar.Type, _ rows: Int, _ columns: Int, _ depth: Int, part: ProductPart = .all
  ) {
    let a: [Scalar] = MatrixProductTests.values(rows * depth, seed: 1).map { $0 / 3 }
    let b: [Scalar] = MatrixProductTests.values(depth * columns, seed: 2).map { $0 / 3 }
    let results = [1, 2, 3, 5, 8].map { threads in
      Threads.count = threads
      var result = [Scalar](repeating: .nan, count: rows * columns)
      a.withUnsafeBufferPointer { a in
        b.withUnsafeBufferPointer { b in
          multiplyMatrices(
            rows: rows, columns: columns, depth: depth, MatrixSource(a.baseAddress!, rowStride: depth),
            MatrixSource(b.baseAddress!, rowStride: columns), into: &result, stride: columns, part: part)
        }
      }
      if part == .lower {
        for row in 0..<rows {
          for column in row + 1..<max(columns, row + 1) { result[row * columns + column] = 0 }
        }
      }
      return result
    }
    #expect(results[0].allSatisfy { $0.isFinite })
    for result in results.dropFirst() { #expect(result == results[0], "\(rows) × \(depth) by \(depth) × \(columns)") }
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

  @Test("loops on several threads at once, with loops inside, all do all of their work")
  func concurrentLoops() {
    let before = Threads.count
    defer { Threads.count = before }
    Threads.count = 3
    let totals = (0..<6).map { _ in Counter() }
    DispatchQueue.concurrentPerform(iterations: totals.count) { caller in
      for _ in 0..<200 {
        parallelFor(0..<20) { outer in
          parallelFor(0..<5) { totals[caller].add(outer * 5 + $0) }
        }
      }
    }
    #expect(totals.allSatisfy { $0.value == 200 * 4950 })
  }

  @Test("two pieces run at the same time, also after a caller that was stopped inside its loop for good")
  func stoppedCaller() {
    let before = Threads.count
    defer { Threads.count = before }
    Threads.count = 2
    #expect(piecesMeet())
    for _ in 0..<3 {
      let isStopped = Counter()
      onThreadOfItsOwn {
        let caller = pthread_self()
        parallelFor(0..<8) { _ in
          if pthread_equal(pthread_self(), caller) != 0 {
            isStopped.add()
            while true { pause() }
          }
          while isStopped.value == 0 { usleep(200) }
        }
      }
      while isStopped.value == 0 { usleep(200) }
      #expect(piecesMeet())
    }
  }

  @Test("a helper that was stopped inside a loop for good is replaced")
  func stoppedHelper() {
    let before = Threads.count
    defer { Threads.count = before }
    Threads.count = 2
    let areStopped = DispatchSemaphore(value: 0)
    onThreadOfItsOwn {
      parallelFor(0..<2) { _ in
        areStopped.signal()
        while true { pause() }
      }
    }
    areStopped.wait()
    #expect(piecesMeet())
  }

  /// Whether, of two pieces, each finds the other one running; tried anew, since other tests may keep all helpers.
  private func piecesMeet() -> Bool {
    (0..<400).contains { _ in
      let arrived = Counter()
      let met = Counter()
      parallelFor(0..<2) { _ in
        arrived.add()
        for _ in 0..<100 where arrived.value < 2 { usleep(200) }
        if arrived.value == 2 { met.add() }
      }
      return met.value == 2
    }
  }

  private func onThreadOfItsOwn(_ body: @escaping @Sendable () -> Void) {
    let started = Unmanaged.passRetained(Body(body))
    var thread = pthread_t()
    let error = pthread_create(
      &thread, nil,
      { raw in
        Unmanaged<Body>.fromOpaque(raw!).takeUnretainedValue().run()
        return nil
      }, started.toOpaque())
    #expect(error == 0)
  }
}

private final class Counter: Sendable {
  private let count = Atomic<Int>(0)
  func add(_ amount: Int = 1) { count.add(amount, ordering: .relaxed) }
  var value: Int { count.load(ordering: .relaxed) }
}

private final class Body: Sendable {
  let run: @Sendable () -> Void
  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}
