func editDistance(_ a: [Int], _ b: [Int]) -> Int {
  var row = Array(0...b.count)
  for i in 1...a.count {
    var diagonal = row[0]
    row[0] = i
    for j in 1...b.count {
      let above = row[j]
      let substitution = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)
      row[j] = min(substitution, min(above, row[j - 1]) + 1)
      diagonal = above
    }
  }
  return row[b.count]
}
let result = editDistance((0..<600).map { $0 * 7 % 11 }, (0..<600).map { $0 * 5 % 13 })
