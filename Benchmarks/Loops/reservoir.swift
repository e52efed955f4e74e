func reservoir(_ n: Int, _ k: Int) -> Int {
  var rng = SeededGenerator(seed: 4)
  var kept: [Int] = []
  for item in 1...n {
    if kept.count < k {
      kept.append(item)
    } else {
      let slot = rng.uniformInt(below: item)
      if slot < k { kept[slot] = item }
    }
  }
  return kept.count
}
let result = reservoir(1_000_000, 100)
