/// The mean and the sum of squared distances of two parts whose means are so far apart that their distance is not
/// finite; the second part has the given share of all.
///
/// The mean of finite parts is in their range though the distance is not. An infinite value makes the mean infinite;
/// infinite values of both signs, and values that are not numbers, leave none.
@usableFromInline
func distantMoments(_ first: Double, _ second: Double, share: Double) -> (mean: Double, squares: Double) {
  if first.isFinite, second.isFinite { return (first * (1 - share) + second * share, .infinity) }
  let sum = first + second
  // The processor's own NaN has a sign, and would be written with it.
  return (sum.isNaN ? .nan : sum, .nan)
}
