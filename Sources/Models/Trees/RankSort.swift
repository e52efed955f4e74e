/// Sorts keys whose upper half is a rank, by that half: insertion for a few, counting by bytes for many.
///
/// - Parameters:
///   - keys: `count` keys; the result is here too.
///   - spare: room for as many.
///   - lowest: the lowest rank among them.
///   - highest: the highest rank among them.
func sortByRank(
  _ keys: UnsafeMutablePointer<UInt64>, spare: UnsafeMutablePointer<UInt64>, count: Int, lowest: UInt32,
  highest: UInt32
) {
  if count <= 24 {
    for index in 1..<max(1, count) {
      let key = keys[index]
      var place = index
      while place > 0, keys[place - 1] &>> 32 > key &>> 32 {
        keys[place] = keys[place - 1]
        place -= 1
      }
      keys[place] = key
    }
    return
  }
  let base = UInt64(lowest)
  let range = UInt64(highest - lowest)
  var from = keys
  var to = spare
  var shift: UInt64 = 0
  withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 256) { starts in
    let starts = starts.baseAddress!
    while range &>> shift > 0 {
      starts.update(repeating: 0, count: 256)
      for index in 0..<count { starts[Int(truncatingIfNeeded: (((from[index] &>> 32) &- base) &>> shift) & 255)] &+= 1 }
      var sum: UInt32 = 0
      for digit in 0..<256 {
        let size = starts[digit]
        starts[digit] = sum
        sum &+= size
      }
      for index in 0..<count {
        let key = from[index]
        let digit = Int(truncatingIfNeeded: (((key &>> 32) &- base) &>> shift) & 255)
        to[Int(starts[digit])] = key
        starts[digit] &+= 1
      }
      swap(&from, &to)
      shift &+= 8
    }
  }
  if from != keys { keys.update(from: from, count: count) }
}
