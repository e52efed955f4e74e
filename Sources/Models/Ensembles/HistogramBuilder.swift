import Kernels

/// Adds up gradient pairs per bin of every feature.
enum HistogramBuilder {
  typealias Pair = GradientRows.Pair

  /// Rows that are gone through for one group of four features before the next group.
  private static let chunk = 512

  /// Adds the pairs of `count` rows into `cells`, which begin with zeros.
  ///
  /// Rows are those numbered in `order`, or from 0 on if it is nil. Four features at a time, so that their cells
  /// (16 kB) stay in the nearest cache.
  static func add(
    _ bins: BinnedRows, pairs: UnsafePointer<Pair>, order: UnsafePointer<UInt32>?, start: Int, count: Int,
    features used: [Bool], into cells: UnsafeMutablePointer<Pair>
  ) {
    let stride = bins.rowStride
    let width = bins.features.count
    let rows = UnsafePointer(bins.byRow.base)
    var groups: [(first: Int, offsets: (Int, Int, Int, Int))] = []
    for first in Swift.stride(from: 0, to: width, by: 4) {
      guard (first..<min(first + 4, width)).contains(where: { used[$0] }) else { continue }
      // A last group that is not full adds its padding to the cell after the last, which nobody reads.
      func offset(_ feature: Int) -> Int { bins.cellOffsets[min(feature, width)] }
      groups.append((first, (offset(first), offset(first + 1), offset(first + 2), offset(first + 3))))
    }
    withUnsafeTemporaryAllocation(of: Pair.self, capacity: chunk) { gathered in
      let gathered = gathered.baseAddress!
      for begin in Swift.stride(from: start, to: start + count, by: chunk) {
        let height = min(chunk, start + count - begin)
        if let order {
          let order = order + begin
          for index in 0..<height { gathered[index] = pairs[Int(order[index])] }
          for group in groups {
            let (c0, c1, c2, c3) = (
              cells + group.offsets.0, cells + group.offsets.1, cells + group.offsets.2, cells + group.offsets.3
            )
            let base = UnsafeRawPointer(rows + group.first)
            for index in 0..<height {
              let word = base.load(fromByteOffset: Int(order[index]) &* stride, as: UInt32.self)
              let pair = gathered[index]
              c0[Int(word & 255)] &+= pair
              c1[Int((word &>> 8) & 255)] &+= pair
              c2[Int((word &>> 16) & 255)] &+= pair
              c3[Int(word &>> 24)] &+= pair
            }
          }
        } else {
          let pairs = pairs + begin
          for group in groups {
            let (c0, c1, c2, c3) = (
              cells + group.offsets.0, cells + group.offsets.1, cells + group.offsets.2, cells + group.offsets.3
            )
            let base = UnsafeRawPointer(rows + group.first + begin &* stride)
            for index in 0..<height {
              let word = base.load(fromByteOffset: index &* stride, as: UInt32.self)
              let pair = pairs[index]
              c0[Int(word & 255)] &+= pair
              c1[Int((word &>> 8) & 255)] &+= pair
              c2[Int((word &>> 16) & 255)] &+= pair
              c3[Int(word &>> 24)] &+= pair
            }
          }
        }
      }
    }
  }
}
