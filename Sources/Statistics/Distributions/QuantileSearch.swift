/// The root u of ln T(u) = ln `target` for a tail probability T of a log-concave distribution.
///
/// ln T is concave and monotone, so Newton's method approaches the root from one side without overshooting twice;
/// a bracket and a bound on the steps into the flat end keep it safe all the way.
///
/// - Parameters:
///   - target: a probability in (0, 1), at most about one half.
///   - start: a guess of u.
///   - largestStep: the longest step, so that a nearly flat tail throws no iterate far away.
///   - tail: T(u) and the magnitude of its derivative; T rises with u if `rising`, and falls otherwise.
func logConcaveQuantile(
  target: Double, from start: Double, rising: Bool, largestStep: Double,
  tail: (Double) -> (probability: Double, slope: Double)
) -> Double {
  let logTarget = Portable.log(target)
  var low = -Double.infinity
  var high = Double.infinity
  var u = start
  for _ in 0..<200 {
    let (probability, slope) = tail(u)
    let excess = Portable.log(probability) - logTarget
    if excess == 0 { return u }
    if (excess > 0) == rising { high = u } else { low = u }
    var step = probability > 0 && slope > 0 ? excess * probability / slope : largestStep
    step = min(step.magnitude, largestStep)
    // u itself is an end of the bracket now, so a next value outside of it has a finite end on either side.
    var next = (excess > 0) == rising ? u - step : u + step
    if (next - u).magnitude <= 1e-15 * max(u.magnitude, 1) { return next }
    if next <= low || next >= high { next = low + (high - low) / 2 }
    u = next
  }
  return u
}
