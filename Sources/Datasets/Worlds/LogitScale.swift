import Statistics

/// Probabilities and their logits, ln(p/(1 − p)).
enum LogitScale {
  /// 1/(1 + exp(−logit)), without overflow.
  static func probability(_ logit: Double) -> Double { Portable.logistic(logit) }

  /// ln(p/(1 − p)), for p in 0..<1 without its ends.
  static func logit(_ probability: Double) -> Double {
    Portable.log(probability) - Portable.log1p(-probability)
  }

  /// The number that must be added to every logit so that the mean probability, weighted if weights are given, is
  /// `mean`.
  ///
  /// By Newton's steps, kept within a bracket that shrinks; O(logits) for each of some eight steps.
  static func shift(of logits: [Double], weights: [Double]? = nil, toMean mean: Double) -> Double {
    precondition(mean > 0 && mean < 1, "no shift of logits gives a mean probability of \(mean)")
    guard let least = logits.min(), let most = logits.max() else { return 0 }
    var lower = logit(mean) - most
    var upper = logit(mean) - least
    var shift = logit(mean) - logits.reduce(0, +) / Double(logits.count)
    for _ in 0..<100 where upper - lower > 1e-12 {
      var value = 0.0
      var slope = 0.0
      var total = 0.0
      for index in logits.indices {
        let p = probability(logits[index] + shift)
        let weight = weights?[index] ?? 1
        value += weight * p
        slope += weight * p * (1 - p)
        total += weight
      }
      let excess = value - mean * total
      if abs(excess) <= 1e-13 * total { break }
      if excess > 0 { upper = shift } else { lower = shift }
      let next = shift - excess / slope
      shift = next > lower && next < upper ? next : (lower + upper) / 2
    }
    return shift
  }
}
