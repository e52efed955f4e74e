public import DataFrames

extension DataFrame {
  /// The rows divided at random into some to fit on and some to test on, each in their order here.
  ///
  ///     let (train, test) = try frame.split(test: 0.25, stratifiedBy: "species", seed: 1)
  ///
  /// - Parameters:
  ///   - test: the share of the rows to test on, over 0 and under 1.
  ///   - column: a column whose values get the same shares in both parts; nil for plain chance.
  ///   - seed: the same seed gives the same rows.
  /// - Throws: ``FrameError`` for a column that does not exist; ``EvaluationError`` for a share that leaves a part
  ///   without rows.
  ///
  /// Source: *Designing Machine Learning Systems*, ch. 4, on sampling.
  public func split(
    test: Double = 0.25, stratifiedBy column: String? = nil, seed: UInt64
  ) throws -> (train: DataFrame, test: DataFrame) {
    let folds =
      if let column {
        try Folds.stratifiedHoldOut(strata: classTexts(self[column]), test: test, seed: seed)
      } else {
        try Folds.holdOut(rows: rowCount, test: test, seed: seed)
      }
    return (try rows(at: folds[0].train), try rows(at: folds[0].test))
  }
}
