internal import Statistics

extension DataFrame {
  /// Rows drawn at random, in the order in which they were drawn: without replacement each set of that size is
  /// equally likely. O(rows + count × columns).
  /// - Throws: ``FrameError/tooManyRows(requested:available:)``, ``FrameError/outOfRange(what:value:expected:)``.
  public func sample(
    _ count: Int, withReplacement: Bool = false, using rng: inout some RandomNumberGenerator
  ) throws(FrameError) -> DataFrame {
    guard count >= 0 else {
      throw .outOfRange(what: "the number of rows to draw", value: "\(count)", expected: "0 or more")
    }
    guard count <= rowCount || withReplacement && rowCount > 0 else {
      throw .tooManyRows(requested: count, available: rowCount)
    }
    let drawn = Buffer<Int32>(uninitialized: count)
    if withReplacement {
      for draw in 0..<count { drawn.base[draw] = Int32(rng.uniformInt(below: rowCount)) }
    } else {
      // The first steps of a shuffle.
      let rows = Buffer<Int32>(uninitialized: rowCount)
      for row in 0..<rowCount { rows.base[row] = Int32(row) }
      for draw in 0..<count {
        let pick = draw + rng.uniformInt(below: rowCount - draw)
        drawn.base[draw] = rows.base[pick]
        rows.base[pick] = rows.base[draw]
      }
    }
    return gathered(drawn)
  }

  /// Rows drawn at random with a generator of that seed: the same rows in every process and on every machine.
  /// O(rows + count × columns).
  /// - Throws: ``FrameError/tooManyRows(requested:available:)``, ``FrameError/outOfRange(what:value:expected:)``.
  public func sample(_ count: Int, withReplacement: Bool = false, seed: UInt64) throws(FrameError) -> DataFrame {
    var rng = SeededGenerator(seed: seed)
    return try sample(count, withReplacement: withReplacement, using: &rng)
  }

  /// All rows in a random order. O(rows × columns).
  public func shuffled(using rng: inout some RandomNumberGenerator) -> DataFrame {
    let rows = rng.shuffled(0..<rowCount)
    return gathered(Buffer(rows.map { Int32($0) }))
  }
}
