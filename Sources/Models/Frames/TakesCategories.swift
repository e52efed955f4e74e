/// A learner that splits categories itself: a frame gives it the numbers of categories instead of zeros and ones.
public protocol TakesCategories {
  /// The same learner, for features of which those in `columns` are numbers of categories, beside those it knows.
  func takingCategories(inColumns columns: [Int]) -> Self
}

/// A learner whose models take NaN for a missing value: a frame may have nulls in its features.
public protocol TakesMissingValues {}

extension GradientBoosting: TakesCategories, TakesMissingValues {
  public func takingCategories(inColumns columns: [Int]) -> GradientBoosting {
    var learner = self
    learner.settings.categoricalColumns = Set(settings.categoricalColumns + columns).sorted()
    return learner
  }
}

extension GradientBoostingRegression: TakesCategories, TakesMissingValues {
  public func takingCategories(inColumns columns: [Int]) -> GradientBoostingRegression {
    var learner = self
    learner.settings.categoricalColumns = Set(settings.categoricalColumns + columns).sorted()
    return learner
  }
}
