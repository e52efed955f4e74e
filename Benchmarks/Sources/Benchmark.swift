/// One line of the table of results.
struct Benchmark {
  /// What is measured.
  var name: String
  /// What must be reached, in the same unit.
  var target: String
  /// What was measured.
  var measured: String
  /// How it was measured: repetitions, medians.
  var how: String
  /// Nil where it could not be measured, for the reason that `how` gives.
  var isReached: Bool?
}

/// The middle of several measurements.
func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  guard !sorted.isEmpty else { return .nan }
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/// Seconds that `body` takes.
func seconds(_ body: () throws -> Void) rethrows -> Double {
  let begun = ContinuousClock.now
  try body()
  return (ContinuousClock.now - begun) / .seconds(1)
}
