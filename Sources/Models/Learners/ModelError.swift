/// What makes a fit or a prediction impossible, and what would make it possible.
public enum ModelError: Error, Equatable, CustomStringConvertible {
  /// The feature matrix has no rows.
  case noRows
  /// The feature matrix has no columns.
  case noFeatures
  /// The feature in `row` and `column` is NaN or infinite.
  case featureNotFinite(row: Int, column: Int, value: Double)
  /// The feature in `row` and `column` is so large that its square would overflow.
  case featureTooLarge(row: Int, column: Int, value: Double)
  /// There are `labels` labels for `rows` rows.
  case labelCount(labels: Int, rows: Int)
  /// There are `weights` sample weights for `rows` rows.
  case weightCount(weights: Int, rows: Int)
  /// The sample weight of `row` is negative, not finite or too large.
  case weight(row: Int, value: Double)
  /// No sample weight is above zero.
  case weightsAllZero
  /// All rows that count have the same label.
  case oneClass(label: Int)
  /// A learner for two classes was given these labels.
  case notTwoClasses(labels: [Int])
  /// A row has a label that the model does not know.
  case unknownLabel(row: Int, label: Int, classes: [Int])
  /// A model for `expected` feature columns was given `actual`.
  case featureCount(expected: Int, actual: Int)
  /// A setting of the learner is out of range.
  case setting(name: String, value: Double, requirement: String)
  /// A straight boundary separates the classes, and nothing limits the coefficients.
  case separable
  /// No coefficient of `column` is better than all others, and nothing chooses among them.
  case notIdentified(column: Int)
  /// The kernel of `row` with itself is too large to compute with.
  case kernelTooLarge(row: Int, value: Double)
  /// The coefficients of a stochastic fit grew out of all bounds.
  case diverged(epoch: Int, learningRate: Double)

  public var description: String {
    switch self {
    case .noRows:
      "the feature matrix has no rows; a model needs at least one"
    case .noFeatures:
      "the feature matrix has no columns; a model needs at least one feature"
    case .featureNotFinite(let row, let column, let value):
      "the feature in row \(row), column \(column) is \(value); every feature must be a finite number, "
        + "so fill or drop missing values first"
    case .featureTooLarge(let row, let column, let value):
      "the feature in row \(row), column \(column) is \(value), too large to compute with; "
        + "rescale the column so that no value is beyond 1e100"
    case .labelCount(let labels, let rows):
      "there are \(labels) labels for \(rows) rows of features; give one label per row"
    case .weightCount(let weights, let rows):
      "there are \(weights) sample weights for \(rows) rows of features; give one weight per row"
    case .weight(let row, let value):
      "the sample weight of row \(row) is \(value); a weight must be a number from 0 to 1e100"
    case .weightsAllZero:
      "every sample weight is 0, so no row counts; at least one must be above 0"
    case .oneClass(let label):
      "every row that counts has the label \(label); a classifier needs rows of two classes, "
        + "with a weight above 0"
    case .notTwoClasses(let labels):
      "there are \(labels.count) classes (\(list(labels))), and this learner takes exactly two; "
        + "fit one class against the rest instead"
    case .unknownLabel(let row, let label, let classes):
      "row \(row) has the label \(label), and the model knows only \(list(classes))"
    case .featureCount(let expected, let actual):
      "the model was fitted on \(expected) feature columns, and these rows have \(actual)"
    case .setting(let name, let value, let requirement):
      "\(name) is \(value), and it must be \(requirement)"
    case .separable:
      "a straight boundary separates the two classes, so without a penalty the coefficients grow without end; "
        + "use an l2 above 0"
    case .notIdentified(let column):
      "feature column \(column) is constant, repeats what the columns before it say, or settles the class of "
        + "some rows alone, so its coefficient is not determined; drop it or use a larger l2"
    case .kernelTooLarge(let row, let value):
      "the kernel of row \(row) with itself is \(value), too large to compute with; "
        + "standardize the features or use a smaller gamma or degree"
    case .diverged(let epoch, let learningRate):
      "the coefficients grew out of all bounds in epoch \(epoch) (counting from 1); lower the learning rate "
        + "(it is \(learningRate)) or bring the features to a common scale"
    }
  }

  private func list(_ labels: [Int]) -> String {
    let shown = labels.prefix(10).map(String.init).joined(separator: ", ")
    return labels.count > 10 ? shown + ", …" : shown
  }
}
