/// The SHA-256 of some bytes, as 64 hexadecimal digits.
///
/// Source: FIPS 180-4, section 6.2.
func sha256(_ bytes: [UInt8]) -> String {
  var state: [UInt32] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]
  var message = bytes + [0x80]
  message += Array(repeating: 0, count: (120 - message.count % 64) % 64)
  message += (0..<8).map { UInt8(truncatingIfNeeded: UInt64(bytes.count * 8) >> (56 - 8 * $0)) }
  func turned(_ word: UInt32, _ bits: UInt32) -> UInt32 { word >> bits | word << (32 - bits) }
  for start in stride(from: 0, to: message.count, by: 64) {
    var words = (0..<16).map { place in
      message[start + 4 * place..<start + 4 * place + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
    for t in 16..<64 {
      let near = turned(words[t - 15], 7) ^ turned(words[t - 15], 18) ^ words[t - 15] >> 3
      let far = turned(words[t - 2], 17) ^ turned(words[t - 2], 19) ^ words[t - 2] >> 10
      words.append(words[t - 16] &+ near &+ words[t - 7] &+ far)
    }
    var v = state
    for t in 0..<64 {
      let first = turned(v[4], 6) ^ turned(v[4], 11) ^ turned(v[4], 25)
      let choice = v[4] & v[5] ^ ~v[4] & v[6]
      let sum = v[7] &+ first &+ choice &+ roundConstants[t] &+ words[t]
      let second = turned(v[0], 2) ^ turned(v[0], 13) ^ turned(v[0], 22)
      let majority = v[0] & v[1] ^ v[0] & v[2] ^ v[1] & v[2]
      v = [sum &+ second &+ majority, v[0], v[1], v[2], v[3] &+ sum, v[4], v[5], v[6]]
    }
    for place in state.indices { state[place] &+= v[place] }
  }
  return state.map { word in
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }.joined()
}

/// The first 32 bits of the fractions of the cube roots of the first 64 primes.
private let roundConstants: [UInt32] = {
  let primes = (2..<312).filter { number in !(2..<number).contains { number % $0 == 0 } }
  return primes.map { prime in
    // The whole part of the cube root of prime × 2⁹⁶, by bisection on its bits: below 2³⁵.
    var root: UInt64 = 0
    for bit in stride(from: UInt64(34), through: 0, by: -1) {
      let candidate = root | 1 << bit
      let square = candidate.multipliedFullWidth(by: candidate)
      let low = square.low.multipliedFullWidth(by: candidate)
      let middle = square.high.multipliedFullWidth(by: candidate)
      let (high, overflow) = middle.low.addingReportingOverflow(low.high)
      precondition(!overflow && middle.high == 0)
      if high < UInt64(prime) << 32 || (high == UInt64(prime) << 32 && low.low == 0) { root = candidate }
    }
    return UInt32(truncatingIfNeeded: root)
  }
}()
