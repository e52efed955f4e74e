/// Values that can be told apart by a whole number each.
protocol IntegerKeys {
  subscript(row: Int) -> Int { get }
  /// The numbers that can occur in the first `count` rows, if they are likely to lie close together.
  func range(count: Int) -> Range<Int>?
}

struct WholeKeys: IntegerKeys {
  let buffer: Buffer<Int>

  subscript(row: Int) -> Int { @inline(__always) get { buffer.base[row] } }

  func range(count: Int) -> Range<Int>? {
    guard count > 0 else { return nil }
    let size = 1 << 18
    let parts = (count + size - 1) / size
    var ends = [(least: Int, greatest: Int)](repeating: (0, 0), count: parts)
    ends.withUnsafeMutableBufferPointer { ends in
      forEachSlice(of: count, size: size) { range in
        var least = buffer.base[range.lowerBound]
        var greatest = least
        for row in range {
          least = Swift.min(least, buffer.base[row])
          greatest = Swift.max(greatest, buffer.base[row])
        }
        ends[range.lowerBound / size] = (least, greatest)
      }
    }
    let least = ends.reduce(Int.max) { Swift.min($0, $1.least) }
    let greatest = ends.reduce(Int.min) { Swift.max($0, $1.greatest) }
    let (width, overflow) = greatest.subtractingReportingOverflow(least)
    return overflow || width == .max || greatest == .max ? nil : least..<greatest + 1
  }
}

struct DoubleKeys: IntegerKeys {
  let buffer: Buffer<Double>

  /// The bits; both zeros have the same, and so has everything that is not a number.
  subscript(row: Int) -> Int {
    @inline(__always) get {
      let value = buffer.base[row]
      if value == 0 { return 0 }
      return Int(bitPattern: UInt(value.isNaN ? Double.nan.bitPattern : value.bitPattern))
    }
  }

  func range(count: Int) -> Range<Int>? { nil }
}

struct FloatKeys: IntegerKeys {
  let buffer: Buffer<Float>

  subscript(row: Int) -> Int {
    @inline(__always) get {
      let value = buffer.base[row]
      if value == 0 { return 0 }
      return Int(value.isNaN ? Float.nan.bitPattern : value.bitPattern)
    }
  }

  func range(count: Int) -> Range<Int>? { nil }
}

struct TruthKeys: IntegerKeys {
  let buffer: Buffer<Bool>

  subscript(row: Int) -> Int { @inline(__always) get { buffer.base[row] ? 1 : 0 } }
  func range(count: Int) -> Range<Int>? { 0..<2 }
}

struct CodeKeys: IntegerKeys {
  let buffer: Buffer<Int32>
  let count: Int

  subscript(row: Int) -> Int { @inline(__always) get { Int(buffer.base[row]) } }
  func range(count: Int) -> Range<Int>? { 0..<Swift.max(1, self.count) }
}

/// Two numbers below `width` and so on as one.
struct PairKeys: IntegerKeys {
  let first: Buffer<Int32>
  let second: Buffer<Int32>
  let width: Int
  let count: Int

  subscript(row: Int) -> Int {
    @inline(__always) get { Int(first.base[row]) &* width &+ Int(second.base[row]) }
  }

  func range(count: Int) -> Range<Int>? { 0..<Swift.max(1, self.count) }
}
