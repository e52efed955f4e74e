extension SeededGenerator {
  /// Makes the generator of one numbered stream of a seed, unrelated to every other stream and to
  /// ``init(seed:)``: one for each fold, run or worker, so that none depends on how much another drew.
  ///
  /// The same as the stream with an empty label. Any number is good, negative ones included.
  public init(seed: UInt64, stream index: Int) {
    self.init(seed: seed, stream: "", index: index)
  }

  /// Makes the generator of one named stream of a seed: `SeededGenerator(seed: 7, stream: "bootstrap")`.
  ///
  /// Use it so that one part of a simulation ("labels", "noise") keeps its draws when another part changes.
  ///
  /// The derivation is part of the contract and will not change. With mix(z) the SplitMix64 output function:
  /// 1. h = FNV-1a (64 bits) of the label's UTF-8 bytes;
  /// 2. k = mix(h + 0x9E3779B97F4A7C15) + index, modulo 2⁶⁴ (so indices of one label never collide);
  /// 3. word i of the state (i = 1…4) = mix(mix(seed + i·0x9E3779B97F4A7C15) + mix(k + i·0xD1B54A32D192ED03)).
  ///
  /// - Complexity: O(length of the label).
  public init(seed: UInt64, stream label: String, index: Int = 0) {
    var labelHash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in label.utf8 {
      labelHash = (labelHash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
    var labelMixer = SplitMix64(state: labelHash)
    var seedMixer = SplitMix64(state: seed)
    var streamState = labelMixer.next() &+ UInt64(bitPattern: Int64(index))
    func word() -> UInt64 {
      streamState &+= 0xD1B5_4A32_D192_ED03
      return SplitMix64.mix(seedMixer.next() &+ SplitMix64.mix(streamState))
    }
    self.init(state: (word(), word(), word(), word()))
  }
}
