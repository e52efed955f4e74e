public import DataFrames
import Statistics

/// What makes a frame unfit for a fit or a prediction, and what would make it fit.
public enum FrameInputError: Error, Equatable, CustomStringConvertible {
  /// No column is left to predict from.
  case noFeatures(others: [String])
  /// The column of labels, targets or weights is among the features.
  case notAFeature(column: String)
  /// A column is named twice among the features.
  case repeatedFeature(column: String)
  /// A feature holds dates.
  case dateFeature(column: String)
  /// Columns of text are not named among the features of a learner without labels, which can take `others` as they are.
  case unnamedText(columns: [String], others: [String])
  /// A feature of text has too many categories for a column each.
  case tooManyCategories(column: String, count: Int, rows: Int, most: Int)
  /// A feature has no value, and the learner needs one.
  case missingFeature(column: String, row: Int)
  /// A feature has a text that was not there when the model was fitted.
  case unseenCategory(column: String, row: Int, value: String, known: [String])
  /// A column of labels holds what cannot be a class.
  case labelType(column: String, type: ColumnType)
  /// A label has no value.
  case missingLabel(column: String, row: Int)
  /// A label was not there when the model was fitted.
  case unknownLabel(column: String, row: Int, value: String, known: [String])
  /// A target has no value, or is not a number.
  case missingTarget(column: String, row: Int)
  /// A column of targets holds something else than numbers.
  case targetType(column: String, type: ColumnType)
  /// A weight has no value.
  case missingWeight(column: String, row: Int)

  public var description: String {
    switch self {
    case .noFeatures(let others):
      let names = together(others)
      return others.isEmpty
        ? "there is no column to learn from; give a frame with at least one"
        : "there is no column to learn from beside \(names); give a frame with at least one feature"
    case .notAFeature(let column):
      return "column \"\(column)\" holds what is to be predicted, or the weights, and cannot be a feature as well; "
        + "take it out of features:"
    case .repeatedFeature(let column):
      return "column \"\(column)\" is named twice among the features; name each once"
    case .dateFeature(let column):
      return "column \"\(column)\" holds dates, which are not a feature by themselves; leave it out with features: […] "
        + "or dropping(\"\(column)\"), or add a column of numbers that says what matters, such as the hour, the day "
        + "of the week, or the days since a start"
    case .unnamedText(let columns, let others):
      let example = others.isEmpty ? "[…]" : "[" + list(others) + "]"
      return (columns.count == 1 ? "column \(together(columns)) holds" : "columns \(together(columns)) hold")
        + " text, and a learner without labels takes text only where it is named; name the columns to learn from with "
        + "features: \(example), where a column of text becomes zeros and ones, one column for each category"
    case .tooManyCategories(let column, let count, let rows, let most):
      return
        "column \"\(column)\" has \(count) different texts in \(counted(rows, "row")), and a column of zeros and ones for "
        + "each would be too many (at most \(most)); leave it out with features: […], or put the rare ones together"
    case .missingFeature(let column, let row):
      return "column \"\(column)\" has no value in row \(row) (counted from 0), and this learner needs one; drop such "
        + "rows with droppingNulls(in:), fill them with fillingNulls(in:with:), or use GradientBoosting, which takes "
        + "missing values"
    case .unseenCategory(let column, let row, let value, let known):
      return "column \"\(column)\" is \"\(value)\" in row \(row) (counted from 0), which it never was in the rows that "
        + "the model was fitted to; it knows \(list(known))"
    case .labelType(let column, let type):
      return type == .date
        ? "column \"\(column)\" holds dates, which cannot be classes"
        : "column \"\(column)\" holds \(type), and classes are whole numbers, true and false, or text; predict numbers "
          + "with a learner that is fitted with target: \"\(column)\", or turn them into classes with "
          + "casting(\"\(column)\", to: .int)"
    case .missingLabel(let column, let row):
      return "column \"\(column)\" has no label in row \(row) (counted from 0); drop such rows with "
        + "droppingNulls(in: \"\(column)\")"
    case .unknownLabel(let column, let row, let value, let known):
      return
        "column \"\(column)\" is \"\(value)\" in row \(row) (counted from 0), and the model knows only the classes "
        + list(known)
    case .missingTarget(let column, let row):
      return "column \"\(column)\" has no number in row \(row) (counted from 0); drop such rows with "
        + "droppingNulls(in: \"\(column)\")"
    case .targetType(let column, let type):
      return "column \"\(column)\" holds \(type), and this learner predicts numbers; predict classes with a learner "
        + "that is fitted with label: \"\(column)\""
    case .missingWeight(let column, let row):
      return "column \"\(column)\" has no weight in row \(row) (counted from 0); fill it with "
        + "fillingNulls(in: \"\(column)\", with: 1)"
    }
  }

  private func together(_ names: [String]) -> String { names.map { "\"\($0)\"" }.joined(separator: " and ") }

  private func list(_ names: [String]) -> String {
    names.prefix(10).map { "\"\($0)\"" }.joined(separator: ", ") + (names.count > 10 ? ", …" : "")
  }
}
