/// The sum of `left[i] * right[i]` over `count` values, in eight interleaved partial sums.
///
/// The order of the additions is fixed, so the result is the same on every machine. O(count).
@inlinable
package func dotProduct(
  _ left: UnsafePointer<Double>, _ right: UnsafePointer<Double>, count: Int
) -> Double {
  var even = SIMD4<Double>.zero
  var odd = SIMD4<Double>.zero
  let a = UnsafeRawPointer(left)
  let b = UnsafeRawPointer(right)
  let stride = MemoryLayout<Double>.stride
  var index = 0
  while index &+ 8 <= count {
    let first = index &* stride
    let second = first &+ 4 &* stride
    even +=
      a.loadUnaligned(fromByteOffset: first, as: SIMD4<Double>.self)
      * b.loadUnaligned(fromByteOffset: first, as: SIMD4<Double>.self)
    odd +=
      a.loadUnaligned(fromByteOffset: second, as: SIMD4<Double>.self)
      * b.loadUnaligned(fromByteOffset: second, as: SIMD4<Double>.self)
    index &+= 8
  }
  var total = (even + odd).sum()
  while index < count {
    total += left[index] * right[index]
    index &+= 1
  }
  return total
}
