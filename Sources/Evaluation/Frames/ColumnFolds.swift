public import DataFrames

extension Folds {
  /// Deals the rows of each class at random into `count` parts, by the classes in a column of a frame.
  ///
  ///     try Folds.stratifiedKFold(5, strata: frame["species"], seed: 1)
  /// - Throws: ``EvaluationError`` as with arrays; `FrameError` for a missing value.
  public static func stratifiedKFold(_ count: Int, strata: Column, repeats: Int = 1, seed: UInt64) throws -> Folds {
    try stratifiedKFold(count, strata: classTexts(strata), repeats: repeats, seed: seed)
  }

  /// Holds the same share of each class in a column of a frame out at random.
  /// - Throws: ``EvaluationError`` as with arrays; `FrameError` for a missing value.
  public static func stratifiedHoldOut(strata: Column, test: Double, repeats: Int = 1, seed: UInt64) throws -> Folds {
    try stratifiedHoldOut(strata: classTexts(strata), test: test, repeats: repeats, seed: seed)
  }
}
