extension HouseBuyerWorld {
  /// Why values of a table are missing.
  ///
  /// Source: Rubin, "Inference and Missing Data", Biometrika 63(3), 1976.
  public enum Missingness: Hashable, Codable, Sendable {
    /// Nothing is missing.
    case none
    /// Missing completely at random (MCAR): each value of a column is missing with one probability, whatever the row.
    case completelyAtRandom(column: MaskedColumn = .income, share: Double = 0.25)
    /// Missing at random (MAR): the age is missing with a probability that depends on the gender, which is observed.
    case atRandom(shareOfA: Double = 0.55, shareOfB: Double = 0.05)
    /// Missing not at random (MNAR): the income is missing with probability 1 / (1 + exp(−(intercept + slope × z))),
    /// where z is the income itself on the scale of ``HouseBuyerWorld/incomeScore(_:)``: high earners hide it.
    case notAtRandom(intercept: Double = -3.2, slope: Double = 2.2)

    /// The column that has gaps, or nil if none has.
    public var column: MaskedColumn? {
      switch self {
      case .none: nil
      case .completelyAtRandom(let column, _): column
      case .atRandom: .age
      case .notAtRandom: .income
      }
    }

    /// The probability that a row's value is missing.
    func probability(isA: Bool, incomeScore: Double) -> Double {
      switch self {
      case .none: 0
      case .completelyAtRandom(_, let share): share
      case .atRandom(let shareOfA, let shareOfB): isA ? shareOfA : shareOfB
      case .notAtRandom(let intercept, let slope): LogitScale.probability(intercept + slope * incomeScore)
      }
    }

    func check() throws(DatasetError) {
      switch self {
      case .none: return
      case .completelyAtRandom(_, let share):
        try requireParameter(share >= 0 && share <= 1, "the missing share", share, "in 0...1")
      case .atRandom(let shareOfA, let shareOfB):
        for (share, gender) in [(shareOfA, "A"), (shareOfB, "B")] {
          try requireParameter(share >= 0 && share <= 1, "the missing share of gender \(gender)", share, "in 0...1")
        }
      case .notAtRandom(let intercept, let slope):
        try requireParameter(intercept.isFinite, "the intercept of the missing values", intercept, "finite")
        try requireParameter(slope.isFinite, "the slope of the missing values", slope, "finite")
      }
    }
  }
}
