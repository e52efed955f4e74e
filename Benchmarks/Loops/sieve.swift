func sieve(_ limit: Int) -> Int {
  var isPrime = [Bool](repeating: true, count: limit + 1)
  var count = 0
  var n = 2
  while n <= limit {
    if isPrime[n] {
      count += 1
      var multiple = n * n
      while multiple <= limit {
        isPrime[multiple] = false
        multiple += n
      }
    }
    n += 1
  }
  return count
}
let result = sieve(1_000_000)
