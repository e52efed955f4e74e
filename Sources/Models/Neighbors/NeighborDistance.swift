/// How far apart two rows of features are.
public enum NeighborDistance: String, Codable, Sendable {
  /// √Σ (xⱼ − yⱼ)².
  case euclidean
  /// Σ |xⱼ − yⱼ|: less ruled by a single column that differs much.
  case manhattan

  /// What rows are ordered by: the square of the Euclidean distance, or the Manhattan distance. O(count).
  ///
  /// The order of the additions is fixed, so the bits are the same on every processor.
  @inline(__always)
  func ordering(_ left: UnsafePointer<Double>, _ right: UnsafePointer<Double>, count: Int) -> Double {
    switch self {
    case .euclidean:
      sum(of: left, less: right, count: count) {
        $0 * $0
      } each: {
        $0 * $0
      }
    case .manhattan:
      sum(of: left, less: right, count: count) {
        $0.replacing(with: -$0, where: $0 .< 0)
      } each: {
        abs($0)
      }
    }
  }

  /// The distance that belongs to a value of `ordering`.
  @inline(__always)
  func distance(_ ordering: Double) -> Double {
    self == .euclidean ? ordering.squareRoot() : ordering
  }

  /// Σ f(leftⱼ − rightⱼ) in eight interleaved partial sums.
  @inline(__always)
  private func sum(
    of left: UnsafePointer<Double>, less right: UnsafePointer<Double>, count: Int,
    four: (SIMD4<Double>) -> SIMD4<Double>, each: (Double) -> Double
  ) -> Double {
    let a = UnsafeRawPointer(left)
    let b = UnsafeRawPointer(right)
    let stride = MemoryLayout<Double>.stride
    var even = SIMD4<Double>.zero
    var odd = SIMD4<Double>.zero
    var index = 0
    while index &+ 8 <= count {
      let first = index &* stride
      let second = first &+ 4 &* stride
      even += four(
        a.loadUnaligned(fromByteOffset: first, as: SIMD4<Double>.self)
          - b.loadUnaligned(fromByteOffset: first, as: SIMD4<Double>.self))
      odd += four(
        a.loadUnaligned(fromByteOffset: second, as: SIMD4<Double>.self)
          - b.loadUnaligned(fromByteOffset: second, as: SIMD4<Double>.self))
      index &+= 8
    }
    var total = (even + odd).sum()
    while index < count {
      total += each(left[index] - right[index])
      index &+= 1
    }
    return total
  }
}
