import Statistics

/// What makes the fit of a tree, or of an ensemble of trees, impossible, beside what ``ModelError`` names.
public enum TreeError: NamingError, Equatable {
  /// The list of monotone directions does not have one entry per feature.
  case directionCount(directions: Int, features: Int)
  /// A monotone direction is asked of a column of categories.
  case directionOfCategories(column: Int)
  /// A column said to hold categories does not exist.
  case categoricalColumn(column: Int, features: Int)
  /// The part kept for validation, or what it leaves, does not have rows of every class.
  case validationPart(rows: Int)

  public var description: String { sentence(ErrorNames()) }

  func sentence(_ names: ErrorNames) -> String {
    switch self {
    case .directionCount(let directions, let features):
      "got \(counted(directions, "monotone direction")) for \(counted(features, "feature")); give one per feature, "
        + "with .none for a feature that is free"
    case .directionOfCategories(let column):
      "\(names.column(column)) holds categories, which have no order to be monotone in; give it the direction .none"
    case .categoricalColumn(let column, let features):
      "column \(column) is said to hold categories, and the features have columns 0 to \(features - 1)"
    case .validationPart(let rows):
      "\(counted(rows, "row")) \(rows == 1 ? "is" : "are") too few to keep some for validation and still have every class among the rest; "
        + "fit without early stopping, or give more rows"
    }
  }
}
