extension RandomAccessCollection where Index == Int {
  /// The first index whose value belongs, where all values after one that belongs do so too; the end if none does.
  /// O(log n).
  @inline(__always)
  func partitioningIndex(where belongs: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if belongs(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension Array where Element: Comparable {
  /// The position of `value` in this ascending list; nil if it is not in it. O(log n).
  @inline(__always)
  func position(of value: Element) -> Int? {
    let place = partitioningIndex { $0 >= value }
    return place < count && self[place] == value ? place : nil
  }
}
