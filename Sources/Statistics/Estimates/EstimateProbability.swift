/// Estimates the probability of an event by running a random trial many times.
///
///     let miss = try estimateProbability(runs: 10_000, using: &rng) { rng in
///       drawSample(using: &rng).allSatisfy { !$0.isRare }
///     }
///     print(miss)  // 0.9897 ± 0.0010 (9897 of 10000 runs)
///
/// - Parameters:
///   - runs: how many trials; the standard error falls with its square root.
///   - trial: one run; true if the event happened.
/// - Throws: ``EstimateError`` if `runs` is not positive, and whatever `trial` throws.
/// - Complexity: O(runs) trials.
@inlinable
public func estimateProbability<G: RandomNumberGenerator>(
  runs: Int, using rng: inout G, of trial: (inout G) throws -> Bool
) throws -> ProportionEstimate {
  guard runs > 0 else { throw EstimateError.noRuns(runs) }
  var successes = 0
  for _ in 0..<runs where try trial(&rng) { successes += 1 }
  return try ProportionEstimate(successes: successes, runs: runs)
}
