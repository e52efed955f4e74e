import Statistics

/// How long it takes until a card holder disputes a fraudulent payment: uniform between two numbers of days,
/// or never.
///
/// A fraud that nobody disputes stays in the books as an honest payment; so does, until the dispute comes, every
/// fraud of the last weeks (Designing Machine Learning Systems, ch. 4, on the length of the feedback loop).
public struct DisputeDelay: Hashable, Codable, Sendable {
  /// The shortest and the longest delay, in days after the payment.
  public var days: ClosedRange<Double>
  /// The share of frauds that are never disputed.
  public var neverDisputedShare: Double

  public init(days: ClosedRange<Double> = 5...90, neverDisputedShare: Double = 0.1) {
    self.days = days
    self.neverDisputedShare = neverDisputedShare
  }

  /// The share of all frauds that are disputed within so many days of the payment.
  public func disputedShare(within age: Double) -> Double {
    let width = days.upperBound - days.lowerBound
    let part = width > 0 ? (age - days.lowerBound) / width : (age >= days.lowerBound ? 1 : 0)
    return (1 - neverDisputedShare) * min(max(part, 0), 1)
  }

  func check() throws(DatasetError) {
    try requireParameter(
      days.lowerBound >= 0 && days.upperBound.isFinite, "the delay of a dispute", days, "a range of days from 0 up")
    try requireParameter(
      neverDisputedShare >= 0 && neverDisputedShare <= 1, "the share of frauds never disputed", neverDisputedShare,
      "in 0...1")
  }

  func draw(using rng: inout some RandomNumberGenerator) -> Double? {
    rng.bernoulli(neverDisputedShare) ? nil : rng.uniform(days.lowerBound, days.upperBound)
  }
}
