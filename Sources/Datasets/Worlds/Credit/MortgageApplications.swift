import DataFrames

/// Applications with past decisions, and, apart, who is creditworthy.
public struct MortgageApplications: ObservedTable {
  /// The past, one row an application: `application` (from 1), `income` and `credit` (standardized), `zip_group` and
  /// `race` (0 or 1), `amount` (thousands of dollars; matters to nobody), `approved`, the decision.
  public let frame: DataFrame
  /// Other applications, of the same columns, with the decisions that would have been made in the past.
  public let arriving: DataFrame
  /// Truth: whether each applicant of the past was creditworthy.
  public let isCreditworthy: [Bool]
  /// Truth: the same for the other applications.
  public let isArrivingCreditworthy: [Bool]
  /// Truth: P(creditworthy) given income and credit, of the past.
  public let trueProbabilities: [Double]
  /// Truth: the same for the other applications.
  public let trueArrivingProbabilities: [Double]
  /// Truth: the probability with which each application of the past was approved.
  public let trueApprovalProbabilities: [Double]
}
