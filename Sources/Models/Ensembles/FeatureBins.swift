import LinearAlgebra
import Statistics

/// How the values of one feature column become bin numbers: at most 255 bins, and one more for missing values.
///
/// A numeric value falls into the first bin whose upper edge is not below it; a category into the bin of its
/// value, or, when it is rare beyond the first 255, with the missing ones.
struct FeatureBins: Sendable {
  /// The largest number of bins of values.
  static let limit = 255

  let isCategorical: Bool
  /// Numeric: the edges between bins, ascending. Categorical: the known categories, ascending.
  let cuts: [Double]
  /// Categorical: the bin of each category in `cuts`; numeric: empty.
  private let categoryBins: [UInt8]
  /// Categorical: the category of each bin; numeric: empty.
  let categories: [Double]

  /// The number of bins of values; the bin of missing values has this number.
  var count: Int { isCategorical ? categories.count : cuts.count + 1 }

  /// Chooses the bins of a numeric feature from some of its values: one per distinct value while there are few,
  /// and otherwise about as many values in each; numbers below zero never share a bin with the others.
  init(numeric sample: [Double]) {
    isCategorical = false
    categoryBins = []
    categories = []
    let sorted = ascending(sample)
    var values: [Double] = []
    var counts: [Int] = []
    for value in sorted {
      if value == values.last {
        counts[counts.count - 1] += 1
      } else {
        values.append(value)
        counts.append(1)
      }
    }
    var edges: [Double] = []
    var remaining = sorted.count
    var inBin = 0
    for index in values.indices.dropLast() {
      let binsLeft = Self.limit - edges.count
      inBin += counts[index]
      let distinctLeft = values.count - index
      let target = Double(remaining) / Double(max(binsLeft, 1))
      let nextIsLarge = Double(counts[index + 1]) >= target
      let changesSign = values[index] < 0 && values[index + 1] >= 0
      if binsLeft > 1, distinctLeft <= binsLeft || Double(inBin) >= target || nextIsLarge || changesSign {
        edges.append(midpoint(values[index], values[index + 1]))
        remaining -= inBin
        inBin = 0
      }
    }
    cuts = edges
  }

  /// Chooses the bins of a categorical feature: one per category, the most frequent first.
  init(categorical values: [Double]) {
    isCategorical = true
    var known: [(value: Double, count: Int)] = []
    for value in ascending(values) {
      if value == known.last?.value {
        known[known.count - 1].count += 1
      } else {
        known.append((value, 1))
      }
    }
    known.sort { ($1.count, $0.value) < ($0.count, $1.value) }
    let frequent = known.prefix(Self.limit).map(\.value)
    let order = frequent.indices.sorted { frequent[$0] < frequent[$1] }
    categories = frequent
    cuts = order.map { frequent[$0] }
    categoryBins = order.map(UInt8.init)
  }

  /// Writes the bin of each value of a column that begins at `values` and has one every `stride`.
  func assign(
    _ values: UnsafePointer<Double>, stride: Int, count rows: Int, into bins: UnsafeMutablePointer<UInt8>
  ) {
    let missing = UInt8(count)
    if isCategorical {
      for row in 0..<rows { bins[row] = categoryBin(values[row * stride]) ?? missing }
      return
    }
    // 255 edges and a search of eight steps without branches; the edges not in use are never passed.
    var padded = [Double](repeating: .infinity, count: 255)
    for (index, cut) in cuts.enumerated() { padded[index] = cut }
    padded.withUnsafeBufferPointer { edges in
      let edges = edges.baseAddress!
      for row in 0..<rows {
        let value = values[row * stride]
        var position = 0
        position &+= edges[127] < value ? 128 : 0
        position &+= edges[position &+ 63] < value ? 64 : 0
        position &+= edges[position &+ 31] < value ? 32 : 0
        position &+= edges[position &+ 15] < value ? 16 : 0
        position &+= edges[position &+ 7] < value ? 8 : 0
        position &+= edges[position &+ 3] < value ? 4 : 0
        position &+= edges[position &+ 1] < value ? 2 : 0
        position &+= edges[position] < value ? 1 : 0
        bins[row] = value == value ? UInt8(truncatingIfNeeded: position) : missing
      }
    }
  }

  private func categoryBin(_ value: Double) -> UInt8? {
    cuts.position(of: value).map { categoryBins[$0] }
  }
}

/// A number between two others, the lower one included and the higher one not.
func midpoint(_ lower: Double, _ upper: Double) -> Double {
  let middle = lower / 2 + upper / 2
  return middle >= lower && middle < upper ? middle : lower
}

/// The values in ascending order, those that are NaN left out: a radix sort. O(n).
func ascending(_ values: [Double]) -> [Double] {
  let topBit: UInt64 = 1 << 63
  var keys = [UInt64]()
  keys.reserveCapacity(values.count)
  for value in values where value == value {
    let bits = (value + 0).bitPattern  // −0 becomes 0
    keys.append(bits & topBit == 0 ? bits | topBit : ~bits)
  }
  var spare = [UInt64](repeating: 0, count: keys.count)
  keys.withUnsafeMutableBufferPointer { keys in
    spare.withUnsafeMutableBufferPointer { spare in
      var from = keys
      var to = spare
      for shift in stride(from: 0, to: 64, by: 8) {
        var starts = [Int](repeating: 0, count: 257)
        for key in from { starts[Int(truncatingIfNeeded: (key >> shift) & 255) + 1] += 1 }
        if starts.contains(keys.count) { continue }
        for digit in 1...256 { starts[digit] += starts[digit - 1] }
        for key in from {
          let digit = Int(truncatingIfNeeded: (key >> shift) & 255)
          to[starts[digit]] = key
          starts[digit] += 1
        }
        swap(&from, &to)
      }
      if from.baseAddress != keys.baseAddress { _ = keys.update(from: from) }
    }
  }
  return keys.map { Double(bitPattern: $0 & topBit == 0 ? ~$0 : $0 & ~topBit) }
}
