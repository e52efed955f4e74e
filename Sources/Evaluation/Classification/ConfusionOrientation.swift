/// Which labels the rows of a printed confusion matrix stand for.
public enum ConfusionOrientation: String, CaseIterable, Hashable, Codable, Sendable {
  /// A row for each true class, a column for each predicted one.
  case actualInRows
  /// A row for each predicted class, a column for each true one.
  case predictedInRows
}

/// What the cells of a confusion matrix are shares of.
public enum ConfusionShare: String, CaseIterable, Hashable, Codable, Sendable {
  /// Of the rows of the true class: the diagonal is the recall.
  case actual
  /// Of the rows of the predicted class: the diagonal is the precision.
  case predicted
  /// Of all rows.
  case all
}
