internal import Synchronization

/// How many threads the library's parallel loops use.
///
///     Threads.count = 4
///     let product = try Threads.limited(to: 1) { try a.multiplied(by: b) }
///
/// The results of the library do not depend on it.
public enum Threads {
  private static let chosen = Atomic<Int>(0)
  @TaskLocal private static var limit: Int?

  /// The number of processors that this process may use.
  public static let processors = Int(cmk_processors())

  /// The number of threads of a parallel loop: ``processors`` unless set to something else, at least 1.
  ///
  /// Inside ``limited(to:_:)`` and inside a parallel loop the smaller limit holds.
  public static var count: Int {
    get {
      let wanted = chosen.load(ordering: .relaxed)
      let count = wanted == 0 ? processors : wanted
      return limit.map { min($0, count) } ?? count
    }
    set { chosen.store(max(1, newValue), ordering: .relaxed) }
  }

  /// Runs `body` with at most `count` threads (at least 1) in every parallel loop that it starts.
  public static func limited<Result, Failure: Error>(
    to count: Int, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let outcome = $limit.withValue(min(max(1, count), Self.count)) {
      Swift.Result { () throws(Failure) in try body() }
    }
    return try outcome.get()
  }
}

/// Calls `body` with pieces of `range` on several threads at once, and returns when all of it is done.
///
/// Pieces are at least `grain` long, except the last. Which thread takes which piece is not fixed, so `body` writes
/// each result to a place of its own. A loop inside a loop runs on one thread.
///
///     parallelFor(0..<rows, grain: 64) { piece in for row in piece { … } }
///
/// - Parameters:
///   - range: the numbers to go through.
///   - grain: the shortest piece worth a thread, at least 1.
public func parallelFor(_ range: Range<Int>, grain: Int, _ body: @Sendable (Range<Int>) -> Void) {
  let grain = max(1, grain)
  let workers = min(Threads.count, pieceCount(range.count, of: grain))
  // More pieces than threads, so that one that is slow or late does not hold up the rest.
  share(range, inPiecesOf: max(grain, pieceCount(range.count, of: 4 * workers)), body)
}

/// Calls `body` with every number of `range` on several threads at once, and returns when all is done.
///
///     parallelFor(0..<folds) { fold in scores[fold] = … }
///
/// For work that takes microseconds or more per number; for less, use ``parallelFor(_:grain:_:)`` with pieces.
public func parallelFor(_ range: Range<Int>, _ body: @Sendable (Int) -> Void) {
  parallelFor(range, grain: 1) { piece in
    for index in piece { body(index) }
  }
}

/// The pieces of a matrix product, one by one.
let sharePieces: PieceLoop = { pieces, body, state in
  nonisolated(unsafe) let state = state
  share(0..<pieces, inPiecesOf: 1) { body(state, $0.lowerBound, $0.upperBound) }
}

/// The number of pieces of a length that make up `count`, the last of which may be shorter.
private func pieceCount(_ count: Int, of length: Int) -> Int {
  count == 0 ? 0 : (count - 1) / length + 1
}

/// Has this thread and helpers of ``LoopWorkers`` call `body` with the pieces of `range`, up to ``Threads/count`` threads.
private func share(_ range: Range<Int>, inPiecesOf length: Int, _ body: @Sendable (Range<Int>) -> Void) {
  let pieces = pieceCount(range.count, of: length)
  let threads = min(Threads.count, pieces)
  guard threads > 1 else {
    if !range.isEmpty { body(range) }
    return
  }
  withoutActuallyEscaping(body) { body in
    withUnsafePointer(to: body) { body in
      let loop = SharedLoop(range: range, pieceLength: length, pieceCount: pieces, threads: threads, body)
      let helpers = LoopWorkers.engage(threads - 1, for: loop)
      loop.takePart()
      LoopWorkers.leave(loop, helpers)
    }
  }
}
