import Statistics

/// What is taken as the probability of each class before a row is looked at.
public enum ClassPriors: Equatable, Sendable {
  /// The share of each class among the training rows, by their weights.
  case fitted
  /// The same for every class.
  case uniform
  /// These numbers, one above 0 for each label, with a sum of 1.
  case given([Int: Double])

  /// ln of the prior of each class, for classes with these total weights.
  func logarithms(of classes: [Int], totals: [Double]) throws -> [Double] {
    switch self {
    case .fitted:
      var sum = 0.0
      for total in totals { sum += total }
      return totals.map { Portable.log($0) - Portable.log(sum) }
    case .uniform:
      return [Double](repeating: -Portable.log(Double(classes.count)), count: classes.count)
    case .given(let priors):
      var sum = 0.0
      for (label, prior) in priors.sorted(by: { $0.key < $1.key }) {
        guard prior > 0, prior.isFinite else { throw ModelError.prior(label: label, value: prior) }
        guard classes.contains(label) else { throw ModelError.priorLabel(label: label, classes: classes) }
        sum += prior
      }
      if let missing = classes.first(where: { priors[$0] == nil }) { throw ModelError.priorMissing(label: missing) }
      guard abs(sum - 1) <= 1e-9 else {
        throw ModelError.setting(name: "the sum of the priors", value: sum, requirement: "1")
      }
      return classes.map { Portable.log(priors[$0]!) }
    }
  }
}
