/// The count, mean and sum of squared distances from the mean of values that lie side by side in memory.
///
/// Two passes of eight sums each: the first finds the mean nearly, the second corrects what rounding left. Where the
/// sum is not finite, or a distance too large for a number, the values are taken one by one, as ``RunningMoments`` does.
@usableFromInline
func contiguousMoments(_ values: UnsafeBufferPointer<Double>) -> (count: Int, mean: Double, squares: Double) {
  let n = Double(values.count)
  let rough = sums(values).sum() / n
  guard rough.isFinite else { return momentsOneByOne(values) }
  let origin = SIMD8(repeating: rough)
  var first = SIMD8<Double>()
  var second = SIMD8<Double>()
  let raw = UnsafeRawBufferPointer(values)
  var index = 0
  while index + 8 <= values.count {
    let distance = raw.loadUnaligned(fromByteOffset: 8 * index, as: SIMD8<Double>.self) - origin
    first += distance
    second += distance * distance
    index += 8
  }
  var distances = first.sum()
  var squares = second.sum()
  while index < values.count {
    let distance = values[index] - rough
    distances += distance
    squares += distance * distance
    index += 1
  }
  guard distances.isFinite else { return momentsOneByOne(values) }
  let shift = distances / n
  // Where the squares overflow, the correction may too.
  return (values.count, rough + shift, squares.isFinite ? max(squares - shift * distances, 0) : squares)
}

private func momentsOneByOne(_ values: UnsafeBufferPointer<Double>) -> (count: Int, mean: Double, squares: Double) {
  let moments = RunningMoments(values)
  return (moments.count, moments.mean, moments.sumOfSquares)
}

/// The sums of every eighth value, the first sum taking what is left over.
private func sums(_ values: UnsafeBufferPointer<Double>) -> SIMD8<Double> {
  var sums = SIMD8<Double>()
  let raw = UnsafeRawBufferPointer(values)
  var index = 0
  while index + 8 <= values.count {
    sums += raw.loadUnaligned(fromByteOffset: 8 * index, as: SIMD8<Double>.self)
    index += 8
  }
  while index < values.count {
    sums[0] += values[index]
    index += 1
  }
  return sums
}
